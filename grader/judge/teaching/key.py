"""A problem's key: the questions that tell its known mistakes apart, and what each mistake answers to them.

The mistakes are run in the judge's own process: their author is the problem's, and trusted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from grader.judge.exercise import Exercise
from grader.judge.suite import Section, Suite
from grader.judge.teaching.kept_answers import Answers
from grader.judge.teaching.misconceptions import Mistake
from grader.sandbox.answer import Answer
from grader.values import MappingValue
from grader.worker.dye import Dye

DYED_CASES = 4


@dataclass(frozen=True, slots=True)
class Question:
    """One call, under the suite's dye or under none."""

    call: MappingValue
    dye: Dye | None


class Key:
    """Answers are worked out when they are first asked for, unless `answers` has them all."""

    def __init__(
        self, exercise: Exercise, suite: Suite, mistakes: Sequence[Mistake], answers: Sequence[Answers] | None
    ) -> None:
        self.mistakes = mistakes
        self.questions = [*_choose_plain(suite), *_choose_dyed(suite)]
        self._exercise = exercise
        self._known: dict[tuple[Mistake, int], Answer] = {}
        for mistake, row in zip(mistakes, answers or (), strict=answers is not None):
            self._known |= {(mistake, place): answer for place, answer in enumerate(row)}

    def answer(self, mistake: Mistake, place: int) -> Answer:
        """What the mistake answers to the question at `place`."""
        known = self._known.get((mistake, place))
        if known is None:
            question = self.questions[place]
            known = self._exercise.code.answer_as(mistake.source, question.call, question.dye)
            self._known[mistake, place] = known
        return known

    def answer_all(self, mistake: Mistake) -> Answers:
        return tuple(self.answer(mistake, place) for place in range(len(self.questions)))


def _choose_plain(suite: Suite) -> list[Question]:
    """The first call of each kind: each kind is there since some mistake shows in it alone."""
    firsts: dict[tuple[Section, str], MappingValue] = {}
    for section in (Section.FINITE, Section.NON_FINITE):
        for case in suite.cases[section]:
            firsts.setdefault((section, case.kind), case.call)
    return [Question(call, None) for call in firsts.values()]


def _choose_dyed(suite: Suite) -> list[Question]:
    return [Question(case.call, suite.dye) for case in suite.cases[Section.DYED][:DYED_CASES]]
