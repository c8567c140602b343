"""The lines of a submission that its verdict speaks of, for an editor to point to."""

from grader.judge.decision import Decision
from grader.judge.display import clean
from grader.judge.feedback import explain_answer, find_nearest
from grader.problem import Problem
from grader.sandbox.answer import Invalid, Raised
from grader.verdict import CheckStatus, Mark

WAY = "The exception came by here."


def find_marks(decision: Decision, problem: Problem, source: str) -> list[Mark]:
    """Where it is no Python, where an exception came from, or else the lines nearest to the steps that were skipped."""
    match decision.answer:
        case Invalid(message, int(line)):
            return [Mark(line, clean(message))]
        case Raised(frames=(*way, origin)):
            return [
                *(Mark(frame.line, WAY) for frame in way),
                Mark(origin.line, explain_answer(decision.answer, source)),
            ]
    failed = {check_id for check_id, result in decision.checks.items() if result.status is CheckStatus.FAILED}
    nearest = [(step, find_nearest(step, source)) for step in problem.steps if step.id in failed]
    return [Mark(found[0], f"{step.title}: {step.skipped}.") for step, found in nearest if found]
