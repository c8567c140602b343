"""Wrong submissions that stand for different misconceptions and answer alike: neither would get its diagnosis."""

from collections.abc import Iterator

from grader.authoring.remark import Level, Part, Remark
from grader.judge.teaching.diagnosis import is_alike, tell_apart
from grader.judge.teaching.key import Key
from grader.judge.teaching.misconceptions import Mistake
from grader.problem import Tolerance


def check_twins(key: Key, tolerance: Tolerance) -> Iterator[Remark]:
    """Each mistake, as if a student had made it in the same words: does its diagnosis come, and no other?"""
    faults = []
    for mistake in key.mistakes:
        fitting = [other for other in key.mistakes if _are_alike(key, mistake, other, tolerance)]
        twins = [other.name for other in tell_apart(fitting, mistake.source) if _say(other) != _say(mistake)]
        if twins:
            faults.append(
                f"submissions/{mistake.name}.py: answers as {', '.join(twins)} does, which says another thing"
            )
    yield from (Remark(Part.SUBMISSIONS, Level.FAULT, f"{text}; {ADVICE}") for text in faults)
    if key.mistakes and not faults:
        text = f"{len(key.mistakes)} known mistakes, each told from those that stand for another misconception"
        yield Remark(Part.SUBMISSIONS, Level.GOOD, text)


ADVICE = "draw a kind of calls that shows the difference, give both the same texts, or write a line `Told by:`"


def _are_alike(key: Key, mistake: Mistake, other: Mistake, tolerance: Tolerance) -> bool:
    places = range(len(key.questions))
    return all(is_alike(key.answer(mistake, place), key.answer(other, place), tolerance) for place in places)


def _say(mistake: Mistake) -> tuple[str, str]:
    return mistake.misconception, mistake.hint
