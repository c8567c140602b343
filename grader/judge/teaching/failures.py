"""On which calls of its suite a submission fails, and not only up to the first that showed it."""

from grader.judge.feedback import find_outcome
from grader.judge.subject import Subject
from grader.judge.trial import Departure, Trial
from grader.sandbox.answer import Died, Loaded
from grader.verdict import Outcome

TAUGHT = (Outcome.WRONG_ANSWER, Outcome.STEP_MISSING, Outcome.RUNTIME_ERROR)
"""What there is a lesson on."""


def find_failures(trial: Trial, subject: Subject, departure: Departure) -> list[bool]:
    """For each plain case of the suite, whether `subject`, which departed, fails on it; those before are known.

    Nothing where nobody will ask, or where the submission dies of one.
    """
    if find_outcome(departure.answer) not in TAUGHT:
        return []
    if subject.worker.is_closed:  # it died of a smaller call
        subject = trial.start()
        if not isinstance(subject.receive(), Loaded):
            return []
    failed = list(trial.failed)
    rest = trial.suite.plain_cases[len(failed) :]
    middle = len(rest) // 2
    helper = trial.start_ahead(rest[middle:], warm=subject.is_warm)  # on another core
    for asked, cases in ((subject, rest[:middle]), (helper, rest[middle:])):
        if asked is helper and not isinstance(helper.receive(), Loaded):
            return []
        for _, other in trial.ask_cases(asked, cases):
            if other and isinstance(other.answer, Died):
                return []
            failed.append(other is not None)
    return failed
