"""Name the known mistake whose answers a submission's equal: on the departure and on the key's calls, dyed or not."""

import re
from collections.abc import Iterable

from grader.judge.comparison import find_difference
from grader.judge.decision import Decision
from grader.judge.exercise import Exercise
from grader.judge.feedback import blank_remarks
from grader.judge.subject import Subject
from grader.judge.teaching.key import Key
from grader.judge.teaching.misconceptions import Mistake
from grader.judge.trial import Departure, Trial
from grader.problem import Tolerance
from grader.sandbox.answer import Answer, Loaded, Raised, Returned
from grader.values import MappingValue
from grader.verdict import Diagnosis

# What each writer chooses for himself, and where things lie in memory.
_OWN_NAMES = re.compile(r"[\w.<>]+\(\)|0x[0-9a-f]+")


def diagnose(trial: Trial, key: Key, decision: Decision) -> Diagnosis | None:
    """None where no mistake fits, or several that stand for different misconceptions do."""
    fitting = _keep_fitting(trial, key, list(key.mistakes), decision.subject)
    if decision.departure:
        fitting = _keep_fitting_departure(trial.exercise, fitting, decision.departure)
    found = {(mistake.misconception, mistake.hint) for mistake in tell_apart(fitting, blank_remarks(trial.source))}
    return Diagnosis(*found.pop()) if len(found) == 1 else None


def _keep_fitting(trial: Trial, key: Key, mistakes: list[Mistake], subject: Subject | None) -> list[Mistake]:
    """Those that answer the key's questions as the submission does. Asks no more once there is none.

    `subject` is asked what is asked without dye, if it can be.
    """
    tolerance = trial.exercise.problem.tolerance
    subjects: dict[bool, tuple[Subject, Answer]] = {}
    if subject and not subject.worker.is_closed:
        subjects[False] = subject, Loaded()
    # What it could not do in a warm worker without dye, it cannot do with it.
    warm = subject is None or subject.is_warm
    for place, question in enumerate(key.questions):
        if not mistakes:
            break
        is_dyed = question.dye is not None
        if is_dyed not in subjects:
            started = trial.start(question.dye, warm=warm)
            subjects[is_dyed] = started, started.receive()
        answer = _ask(*subjects[is_dyed], question.call)
        mistakes = [mistake for mistake in mistakes if is_alike(key.answer(mistake, place), answer, tolerance)]
    return mistakes


def _ask(subject: Subject, loaded: Answer, call: MappingValue) -> Answer:
    """Where it does not load, that is its answer to every call."""
    if not isinstance(loaded, Loaded):
        return loaded
    subject.send_call(call)
    return subject.receive()


def _keep_fitting_departure(exercise: Exercise, mistakes: Iterable[Mistake], departure: Departure) -> list[Mistake]:
    call, tolerance = departure.call, exercise.problem.tolerance
    return [
        mistake
        for mistake in mistakes
        if is_alike(exercise.code.answer_as(mistake.source, call), departure.answer, tolerance)
    ]


def tell_apart(mistakes: Iterable[Mistake], source: str) -> list[Mistake]:
    """Of mistakes that answer alike, those that the source tells of; where there is none, those that nothing tells."""
    told = [mistake for mistake in mistakes if mistake.told_by and re.search(mistake.told_by, source, re.MULTILINE)]
    return told or [mistake for mistake in mistakes if not mistake.told_by]


def is_alike(known: Answer, answer: Answer, tolerance: Tolerance) -> bool:
    """Whether they would look the same to the student."""
    match known, answer:
        case Returned(value), Returned(returned):
            return value == returned or find_difference(value, returned, tolerance) is None
        case Raised(exception, message), Raised(other_exception, other_message):
            return exception == other_exception and _blur(message) == _blur(other_message)
    return False


def _blur(message: str) -> str:
    return _OWN_NAMES.sub("...", message)
