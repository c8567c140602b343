"""What a student can learn from a verdict beyond its one sentence."""

from dataclasses import replace

from grader.judge.decision import Decision
from grader.judge.suite import Section
from grader.judge.teaching.boundary import describe_boundary
from grader.judge.teaching.diagnosis import diagnose
from grader.judge.teaching.exceptions import explain_exception, show_traceback
from grader.judge.teaching.marks import find_marks
from grader.judge.teaching.notes import Notes
from grader.judge.trial import Trial
from grader.sandbox.answer import Died, Loaded, Raised
from grader.verdict import Lesson, Mode, Outcome

TAUGHT = (Outcome.WRONG_ANSWER, Outcome.STEP_MISSING, Outcome.RUNTIME_ERROR)


def teach(trial: Trial, notes: Notes, decision: Decision, mode: Mode) -> Lesson:
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
            diagnosis=diagnose(trial, notes.get_key(trial.exercise), decision.departure),
            # of calls that a student does not see before they submit
            boundary=_find_boundary(trial) if decision.departure and mode is Mode.SUBMIT else "",
        )


def _find_boundary(trial: Trial) -> str:
    """On all calls of the suite, not only up to the first that showed it. Nothing where the submission dies of one."""
    subject = trial.start()
    if not isinstance(subject.receive(), Loaded):
        return ""
    calls, failed = [], []
    for section in (Section.FINITE, Section.NON_FINITE):
        for case, departure in trial.put_cases(subject, section):
            if departure and isinstance(departure.answer, Died):
                return ""
            calls.append(case.call)
            failed.append(departure is not None)
    return describe_boundary(calls, failed)
