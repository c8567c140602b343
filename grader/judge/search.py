"""Put a section of a suite to a submission; make the first departure small, and have a fresh worker confirm it."""

from collections.abc import Callable, Sequence

from grader.judge.seeds import derive_seed
from grader.judge.subject import Subject, is_certain
from grader.judge.suite import Case, Section, count_calls
from grader.judge.trial import Departure, Trial
from grader.sandbox.answer import Died, Loaded
from grader.sandbox.worker_client import Worker
from grader.worker.dye import Dye


def find_departure(
    trial: Trial,
    subject: Subject,
    section: Section,
    cases: Sequence[Case] | None = None,
    *,
    on_right: Callable[[], object] | None = None,
) -> Departure | None:
    """The first departure, made as small as its kind allows; None where every answer is the reference's.

    Of the whole section, or of `cases` in it. Each answer that is right makes a call of `on_right`.
    """
    dye = trial.suite.dye if section is Section.DYED else None
    for case, departure in trial.put_cases(subject, section, cases):
        if departure:
            if isinstance(departure.answer, Died):
                return departure  # there is no worker left to ask
            subject.drop_calls()
            return find_smallest_departure(trial, subject, section, case.kind, dye) or departure
        if on_right:
            on_right()
    return None


def find_smallest_departure(
    trial: Trial, subject: Subject, section: Section, kind: str, dye: Dye | None
) -> Departure | None:
    """The same calls of one kind again, but with Hypothesis at work: it shrinks the first that departs."""
    from grader.judge.counterexample import find_smallest

    strategies = trial.exercise.code.strategies[section]
    calls = count_calls(trial.exercise.problem, section, list(strategies))[kind]
    hypothesis_seed = derive_seed(trial.suite.seed, kind)
    return find_smallest(strategies[kind], calls, hypothesis_seed, lambda call: trial.try_call(subject, call, dye))


def confirm(
    trial: Trial,
    subject: Subject,
    departure: Departure,
    dye: Dye | None = None,
    *,
    meanwhile: Callable[[], None] | None = None,
) -> tuple[Departure | None, Worker]:
    """The same call on a fresh worker, if it departs there in the same way; and that worker.

    It gets ready on another core, while `meanwhile` is done here.
    """
    if isinstance(departure.answer, Died) and (
        subject.is_death_confirmed or is_certain(departure.answer, subject.worker)
    ):
        return departure, subject.worker
    fresh = trial.start(dye, warm=False)
    fresh.send_call(departure.call)
    if meanwhile:
        meanwhile()
    if not isinstance(fresh.receive(), Loaded):
        return None, fresh.worker
    trial.note_call(departure.call, is_dyed=dye is not None)
    again = trial.compare(departure.call, departure.expected, fresh.receive())
    return (again if again and again.kind == departure.kind else None), fresh.worker
