"""On which calls of its suite a submission fails, and not only up to the first that showed it."""

from grader.judge.crew import Crew
from grader.judge.feedback import find_outcome
from grader.judge.trial import Departure, Trial
from grader.sandbox.answer import Died, Loaded
from grader.verdict import Outcome

TAUGHT = (Outcome.WRONG_ANSWER, Outcome.STEP_MISSING, Outcome.RUNTIME_ERROR)
"""What there is a lesson on."""


def find_failures(trial: Trial, crew: Crew, departure: Departure) -> list[bool]:
    """For each plain case of the suite, whether the crew's `plain`, which departed, fails on it; some are known.

    Nothing where nobody will ask, or where the submission dies of one.
    """
    if find_outcome(departure.answer) not in TAUGHT:
        return []
    subject = crew.plain
    if subject.worker.is_closed:  # it died of a smaller call
        subject = trial.start()
        if not isinstance(subject.receive(), Loaded):
            return []
    failed = list(trial.failed)
    for asked, cases in crew.share(subject, len(failed)):
        if asked is not subject and not isinstance(asked.receive(), Loaded):
            return []
        for _, other in trial.ask_cases(asked, cases):
            if other and isinstance(other.answer, Died):
                return []
            failed.append(other is not None)
    return failed
