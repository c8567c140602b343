"""What a student can learn from a verdict beyond its one sentence."""

from collections.abc import Sequence
from dataclasses import replace

from grader.judge.decision import Decision
from grader.judge.suite import Suite
from grader.judge.teaching.boundary import describe_boundary
from grader.judge.teaching.diagnosis import diagnose
from grader.judge.teaching.exceptions import explain_exception, show_traceback
from grader.judge.teaching.failures import TAUGHT
from grader.judge.teaching.marks import find_marks
from grader.judge.teaching.notes import Notes
from grader.judge.trial import Trial
from grader.sandbox.answer import Died, Raised
from grader.verdict import Lesson


def teach(trial: Trial, notes: Notes, decision: Decision) -> Lesson:
    """The lesson of a submission. `trial` is a new one of it: nothing here changes the outcome."""
    raised = decision.answer if isinstance(decision.answer, Raised) else None
    explained = Lesson(
        explanation=explain_exception(raised) if raised else "",
        traceback=show_traceback(raised, trial.source) if raised else [],
        advice=list(decision.advice),
        marks=find_marks(decision, trial.exercise.problem, trial.source),
    )
    if decision.outcome not in TAUGHT or isinstance(decision.answer, Died):
        return explained
    with trial:
        return replace(
            explained,
            diagnosis=diagnose(trial, notes.get_key(trial.exercise), decision),
            boundary=_find_boundary(trial.suite, decision.failed),
        )


def _find_boundary(suite: Suite, failed: Sequence[bool]) -> str:
    calls = [case.call for case in suite.plain_cases]
    return describe_boundary(calls, failed) if failed else ""
