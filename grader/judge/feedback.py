"""What the student reads: one sentence for every way a submission can end."""

import re

from grader.judge.comparison import Aspect
from grader.judge.display import OWN_CODE, clean, show, show_snippet
from grader.judge.trial import Departure
from grader.problem import Problem, Step
from grader.sandbox.answer import Answer, Death, Died, FrameLine, Invalid, Raised, Returned
from grader.verdict import Counterexample, Outcome, ShownValue

_DOCSTRING = re.compile(r'("""|\'\'\').*?\1', re.DOTALL)
_COMMENT = re.compile(r"#.*")
_DEATH_OUTCOMES = {
    Death.TIME: Outcome.TIME_LIMIT,
    Death.CPU: Outcome.TIME_LIMIT,
    Death.MEMORY: Outcome.MEMORY_LIMIT,
    Death.OUTPUT: Outcome.OUTPUT_LIMIT,
    Death.REPLY: Outcome.RUNTIME_ERROR,
    Death.THREADS: Outcome.RUNTIME_ERROR,
    Death.EXITED: Outcome.RUNTIME_ERROR,
    Death.KILLED: Outcome.RUNTIME_ERROR,
}
_ASPECT_TITLES = {
    Aspect.TYPE: "Wrong type",
    Aspect.LENGTH: "Wrong length",
    Aspect.KEYS: "Wrong keys",
    Aspect.SHAPE: "Wrong shape",
    Aspect.DTYPE: "Wrong dtype",
    Aspect.VALUE: "Wrong value",
}


def find_outcome(answer: Answer) -> Outcome:
    """The outcome of a submission whose answer departs."""
    match answer:
        case Invalid():
            return Outcome.INVALID_SUBMISSION
        case Raised("MemoryError"):
            return Outcome.MEMORY_LIMIT
        case Raised(_, message) if message.startswith("RESOURCE_EXHAUSTED"):
            return Outcome.MEMORY_LIMIT
        case Raised():
            return Outcome.RUNTIME_ERROR
        case Died(death):
            return _DEATH_OUTCOMES[death]
    return Outcome.WRONG_ANSWER


def explain_answer(answer: Answer, source: str) -> str:
    """One sentence on a load or a call that gave no value."""
    match answer:
        case Invalid(message, line, column):
            place = f"Line {line}, column {column}: " if line and column else f"Line {line}: " if line else ""
            return f"{place}{clean(message)}"
        case Raised("SystemExit"):
            return f"Your code called sys.exit(){_place(answer.frames, source)}: return the result instead."
        case Raised("MemoryError"):
            return f"Your code needs more memory than there is{_place(answer.frames, source)}."
        case Raised(exception, message, frames):
            text = f": {_clean_message(message)}" if message else ""
            return f"Your code raised {clean(exception)}{_place(frames, source)}{text}"
        case Died(Death.EXITED, detail):
            return f"Your code ended its process instead of returning: it {detail}."
        case Died(Death.KILLED, detail):
            return f"Your code crashed the Python process: it {detail}."
        case Died(_, detail):
            return f"Your code {detail}."
    return ""


def _clean_message(message: str) -> str:
    """Without the lines in which JAX points into our own code, which tried the submission."""
    first, *lines = clean(message).split("\n")
    return "\n".join([first, *(line for line in lines if OWN_CODE not in line)])


def explain_departure(departure: Departure, source: str) -> str:
    """One sentence on the call that shows that the submission is not right."""
    if departure.difference is None:
        return explain_answer(departure.answer, source)
    return f"{_ASPECT_TITLES[departure.difference.aspect]}: the result has {clean(departure.difference.text)}."


def explain_skipped(skipped: list[Step], source: str) -> str:
    """One sentence that names every skipped step, the first one with what shows it."""
    first, *others = skipped
    more = f" Skipped as well: {', '.join(step.title for step in others)}." if others else ""
    return f"Step missing: {first.title}: {first.skipped}.{_point_to_nearest(first, source)}{more}"


def explain_step(step: Step, source: str) -> str:
    """What shows that it was skipped, and where the student may have meant it."""
    return f"Skipped: {step.skipped}.{_point_to_nearest(step, source)}"


def _point_to_nearest(step: Step, source: str) -> str:
    nearest = find_nearest(step, source)
    return f" The nearest to it is line {nearest[0]}, `{clean(nearest[1])}`." if nearest else ""


def find_nearest(step: Step, source: str) -> tuple[int, str] | None:
    """The number and the text of the line where the student may have meant the step.

    The last one with the most telling of its words in it: the earlier ones are imports and helpers.
    """
    lines = list(enumerate(blank_remarks(source).splitlines(), start=1))
    for word in step.nearest:
        for number, line in reversed(lines):
            if word in line:
                return number, line.strip()
    return None


def blank_remarks(source: str) -> str:
    """`source` with nothing in place of docstrings and comments, on the same lines. Roughly: no parser is trusted."""
    without_docstrings = _DOCSTRING.sub(lambda found: "\n" * found[0].count("\n"), source)
    return _COMMENT.sub("", without_docstrings)


def show_counterexample(departure: Departure, problem: Problem, source: str, *, shrunk: bool) -> Counterexample:
    """The call, what was expected and what came, as the student reads them."""
    expected = show(departure.expected)
    actual = _show_actual(departure, source)
    return Counterexample(
        snippet=show_snippet(problem.entry_point, departure.call, expected, actual),
        arguments={name: show(value) for name, value in departure.call.items},
        expected=expected,
        actual=actual,
        difference=explain_departure(departure, source),
        shrunk=shrunk,
    )


def _show_actual(departure: Departure, source: str) -> ShownValue:
    match departure.answer:
        case Returned(value):
            return show(value)
        case Raised(exception):
            return ShownValue(explain_answer(departure.answer, source), clean(exception))
    return ShownValue(explain_answer(departure.answer, source), "no result")


def _place(frames: tuple[FrameLine, ...], source: str) -> str:
    """Where in the submission, with the line itself: " in line 3, `y = x / 0`"."""
    if not frames:
        return ""
    number = frames[-1].line
    lines = source.splitlines()
    text = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return f" in line {number}, `{clean(text)}`" if text else f" in line {number}"
