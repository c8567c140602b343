"""Decide one submission. Trusted side: holds the reference, never runs submitted code."""

import hashlib
import time
from collections.abc import Mapping

from hypothesis.strategies import SearchStrategy

from grader.checks import FINITE_CHECK, NON_FINITE_CHECK, CheckResult
from grader.judge.counterexample import find_counterexample
from grader.judge.decision import Decision
from grader.judge.exercise import Call, Exercise
from grader.judge.feedback import (
    explain_answer,
    explain_departure,
    explain_skipped,
    find_outcome,
    show_counterexample,
)
from grader.judge.screening import decode_source, find_static_fault
from grader.judge.steps import StepReport, StepState, draw_dye, find_skipped_steps
from grader.judge.submission import OnProgress, Submission
from grader.judge.trial import Departure, Trial
from grader.judge.writing import Cost, write_verdict
from grader.limits import Limits
from grader.problem import Problem
from grader.sandbox.answer import Answer, Death, Died, Loaded, Returned
from grader.sandbox.worker_client import Worker
from grader.sandbox.zygote_client import ZygoteClient
from grader.verdict import CheckStatus, Mode, Outcome, Verdict


def judge(
    submission: Submission, exercise: Exercise, zygote: ZygoteClient, limits: Limits, on_progress: OnProgress
) -> Verdict:
    """The verdict on `submission`: the same again for the same source, problem and seed.

    Raises SandboxError where the cage fails and ProblemError where the problem does: neither is the student's fault.
    """
    started_s = time.perf_counter()
    problem = exercise.problem
    replay_seed = (
        derive_replay_seed(problem, submission.source) if submission.replay_seed is None else submission.replay_seed
    )
    if fault := find_static_fault(submission.source, limits):
        return write_verdict(submission, problem, replay_seed, Decision(Outcome.INVALID_SUBMISSION, fault), Cost())
    is_run = submission.mode is Mode.RUN
    of = len(exercise.examples) if is_run else problem.calls.total
    with Trial(exercise, decode_source(submission.source), zygote, limits, lambda n: on_progress(n, of)) as trial:
        decision = _decide_run(trial) if is_run else _decide_submission(trial, replay_seed)
    cost = Cost(trial.calls_judged, trial.load_s, trial.worker_s, trial.reference_s, trial.peak_memory_bytes)
    cost.total_s = time.perf_counter() - started_s
    return write_verdict(submission, problem, replay_seed, decision, cost)


def derive_replay_seed(problem: Problem, source: bytes) -> int:
    """Same problem, same source, same calls."""
    return int.from_bytes(hashlib.sha256(problem.version.encode() + b"/" + source).digest()[:4])


def _decide_submission(trial: Trial, replay_seed: int) -> Decision:
    exercise, calls = trial.exercise, trial.exercise.problem.calls
    dye = draw_dye(trial, replay_seed)
    # Both at once: the second gets ready on another core while the first is asked.
    plain, dyed = trial.start_worker(), trial.start_worker(dye)
    if not isinstance(loaded := plain.receive(), Loaded):
        return _decide_unloaded(trial, plain, loaded)
    if departure := _search(trial, plain, exercise.finite, calls.finite, replay_seed):
        return _decide_departure(trial, plain, departure, FINITE_CHECK, {})
    checks = {FINITE_CHECK: CheckResult(CheckStatus.PASSED)}
    if exercise.problem.steps:
        report = find_skipped_steps(trial, dyed, dye, replay_seed)
        checks |= _check_steps(exercise.problem, report)
        if report.departure:
            return _decide_steps(trial, plain, report, checks)
    # NaN and infinity come last, so that a constant answer hears of its skipped steps and not of a NaN.
    if departure := _search(trial, plain, exercise.non_finite, calls.non_finite, replay_seed):
        return _decide_departure(trial, plain, departure, NON_FINITE_CHECK, checks)
    checks[NON_FINITE_CHECK] = CheckResult(CheckStatus.PASSED)
    steps = " and every step was really taken" if exercise.problem.steps else ""
    message = f"Accepted: all {trial.calls_judged} calls agree with the reference{steps}."
    return Decision(Outcome.ACCEPTED, message, checks, shown_worker=plain)


def _search(
    trial: Trial, worker: Worker, kinds: Mapping[str, SearchStrategy[Call]], calls: int, replay_seed: int
) -> Departure | None:
    return find_counterexample(kinds, calls, replay_seed, lambda call: trial.find_departure(worker, call))


def _decide_unloaded(trial: Trial, worker: Worker, loaded: Answer) -> Decision:
    return Decision(find_outcome(loaded), explain_answer(loaded, trial.source), shown_worker=worker)


def _decide_departure(
    trial: Trial, worker: Worker, departure: Departure, check: str, checks: dict[str, CheckResult]
) -> Decision:
    """Confirm the smallest call on a fresh worker: what it shows there is what the student gets to see."""
    confirmed, fresh_worker = _confirm(trial, worker, departure)
    if confirmed is None:
        message = (
            "Not reproducible: a call that gave a wrong result did not give it again in a fresh process. "
            "The result must depend on the arguments alone, not on earlier calls, the time or unseeded randomness."
        )
        return Decision(Outcome.NOT_REPRODUCIBLE, message, checks, shown_worker=worker)
    # A call that ended its worker is shown as it was drawn: nobody was left to try smaller ones on.
    is_shrunk = not isinstance(confirmed.answer, Died)
    return Decision(
        outcome=find_outcome(confirmed.answer),
        message=explain_departure(confirmed, trial.source),
        checks={**checks, check: _check_departure(confirmed, trial.source)},
        counterexample=show_counterexample(confirmed, trial.exercise.problem, trial.source, shrunk=is_shrunk),
        shown_worker=fresh_worker,
    )


def _check_departure(departure: Departure, source: str) -> CheckResult:
    status = CheckStatus.FAILED if isinstance(departure.answer, Returned) else CheckStatus.ERROR
    return CheckResult(status, explain_departure(departure, source))


def _confirm(trial: Trial, worker: Worker, departure: Departure) -> tuple[Departure | None, Worker]:
    """The same call again on a fresh worker, if it departs there in the same way; and that worker."""
    if isinstance(departure.answer, Died) and _is_certain(departure.answer, worker, trial.limits):
        return departure, worker
    fresh_worker = trial.start_worker()
    if not isinstance(fresh_worker.receive(), Loaded):
        return None, fresh_worker
    again = trial.find_departure(fresh_worker, departure.call)
    return (again if again and again.kind == departure.kind else None), fresh_worker


def _is_certain(died: Died, worker: Worker, limits: Limits) -> bool:
    """Running into a limit costs all of it again to confirm. Only time that was not spent computing may be ours."""
    if died.death is Death.TIME:
        return worker.cpu_s > limits.call_wall_s / 2
    return died.death in (Death.CPU, Death.MEMORY, Death.OUTPUT)


def _check_steps(problem: Problem, report: StepReport) -> dict[str, CheckResult]:
    results = {}
    for step in problem.steps:
        match report.states[step.id]:
            case StepState.TAKEN:
                results[step.id] = CheckResult(CheckStatus.PASSED)
            case StepState.SKIPPED:
                results[step.id] = CheckResult(CheckStatus.FAILED, f"Skipped: {step.skipped}.")
            case StepState.UNSEEN:
                results[step.id] = CheckResult(CheckStatus.NOT_RUN)
    return results


def _decide_steps(trial: Trial, worker: Worker, report: StepReport, checks: dict[str, CheckResult]) -> Decision:
    skipped = [step for step in trial.exercise.problem.steps if report.states[step.id] is StepState.SKIPPED]
    if skipped:
        return Decision(Outcome.STEP_MISSING, explain_skipped(skipped), checks, shown_worker=worker)
    departure = report.departure
    if report.is_detached:
        message = f"Step missing: {trial.exercise.problem.detached}."
        return Decision(Outcome.STEP_MISSING, message, checks, shown_worker=worker)
    if departure is None or isinstance(departure.answer, Returned):
        message = (
            "Step missing: each step alone shows in the result, but not all of them together: "
            "the result must come out of one chain from the first step to the last."
        )
        return Decision(Outcome.STEP_MISSING, message, checks, shown_worker=worker)
    message = "With the values that pass between the steps changed a little, your code stops: " + explain_answer(
        departure.answer, trial.source
    )
    return Decision(find_outcome(departure.answer), message, checks, shown_worker=worker)


def _decide_run(trial: Trial) -> Decision:
    """The visible examples only, each a check of its own."""
    worker = trial.start_worker()
    if not isinstance(loaded := worker.receive(), Loaded):
        return _decide_unloaded(trial, worker, loaded)
    departures = [trial.find_departure(worker, call) for call in trial.exercise.examples]
    checks = {}
    for number, departure in enumerate(departures, start=1):
        passed = CheckResult(CheckStatus.PASSED)
        checks[f"example_{number}"] = _check_departure(departure, trial.source) if departure else passed
    first = next((departure for departure in departures if departure), None)
    if first is None:
        message = f"All {len(departures)} examples pass. Submit to have it judged on generated calls."
        return Decision(Outcome.ACCEPTED, message, checks, shown_worker=worker)
    return Decision(
        outcome=find_outcome(first.answer),
        message=explain_departure(first, trial.source),
        checks=checks,
        counterexample=show_counterexample(first, trial.exercise.problem, trial.source, shrunk=False),
        shown_worker=worker,
    )
