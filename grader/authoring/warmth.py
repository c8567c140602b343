"""A problem's warm-up: how long it takes, and whether it holds what solutions compute."""

import time
from collections.abc import Iterator, Sequence
from functools import partial

from grader.authoring.remark import Level, Part, Remark
from grader.authoring.strategies import SHOWN_SEED
from grader.authoring.submissions import OwnSubmission
from grader.judge.exercise import Exercise
from grader.judge.screening import decode_source
from grader.judge.session import JudgeSession
from grader.judge.suite import Section
from grader.judge.teaching.advice import advise
from grader.judge.trial import Trial, Zygotes
from grader.verdict import Outcome

LONG_CPU_S = 10.0
"""Twice what a warm-up should take."""
TRIED = 10
"""Accepted submissions that are tried; a problem may have dozens."""


def check_warm_up(session: JudgeSession, exercise: Exercise) -> Iterator[Remark]:
    """`session` has compiled nothing so far. Raises ProblemError where the warm-up fails."""
    session.wait_until_ready()
    _ = exercise.code  # imports JAX, which is not the warm-up's doing
    started_cpu_s = time.process_time()
    exercise.warm_up()
    cold_cpu_s = time.process_time() - started_cpu_s
    started_s = time.perf_counter()
    session.warm_up()
    session.find_zygotes(exercise)
    warm_s = time.perf_counter() - started_s
    level = Level.GOOD if cold_cpu_s < LONG_CPU_S else Level.WARNING
    advice = "" if level is Level.GOOD else ": fewer shapes, or fewer ways to do the same, make it shorter"
    cold = f"{cold_cpu_s:.1f} s of processor time with nothing compiled"
    text = f"takes {cold}, {warm_s:.1f} s in each judge{advice}"
    yield _remark(level, text, {"cold_cpu_s": cold_cpu_s, "warm_s": warm_s})


def check_workers(session: JudgeSession, exercise: Exercise, own: Sequence[OwnSubmission]) -> Iterator[Remark]:
    """Whether accepted submissions need nothing else than what was warmed up. Raises ProblemError."""
    tried = [each for each in own if each.folder == Outcome.ACCEPTED][:TRIED]
    with session.open_strict_zygotes(exercise) as zygotes:
        found = {each.name: find_cold_call(session, zygotes, exercise, each.source) for each in tried}
    cold = {name: where for name, where in found.items() if where}
    text = f"{len(tried) - len(cold)} of {len(tried)} accepted submissions find compiled what they compute"
    level = Level.GOOD if len(cold) < len(tried) else Level.FAULT
    if level is Level.FAULT:
        text += ": have warm_up() compute what they do, in the same shapes and dtypes"
    yield _remark(level, text, {"cold": cold}, tuple(f"{name} does not: {where}" for name, where in cold.items()))


def find_cold_call(session: JudgeSession, zygotes: Zygotes, exercise: Exercise, source: bytes) -> str | None:
    """Where a warm worker would first have to compile something: a kind of calls, or advice; None if it need not.

    `zygotes` are strict: their warm workers hand over to a fresh one there.
    """
    suite = session.shelf.suites.get(exercise, SHOWN_SEED)
    start_trial = partial(Trial, exercise, suite, decode_source(source), zygotes=zygotes)
    with start_trial(limits=exercise.problem.limits, on_call=lambda _calls: None) as trial:
        plain = trial.start()
        dyed = trial.start(suite.dye) if exercise.problem.steps else plain
        for subject in dict.fromkeys((plain, dyed)):
            subject.receive()  # it loads
        for section in suite.cases:
            subject = dyed if section is Section.DYED else plain
            kinds = (case.kind for case, _ in trial.put_cases(subject, section) if not subject.is_warm)
            if kind := next(kinds, None):
                return f"{section}, {kind}"
        advise(trial, plain, session.shelf.notes)
        return None if plain.is_warm else "advice"


def _remark(level: Level, text: str, figures: dict[str, object], details: tuple[str, ...] = ()) -> Remark:
    return Remark(Part.WARM_UP, level, text, details, figures)
