"""Decide one submission. Trusted side: holds the reference, never runs submitted code."""

import time
from contextlib import ExitStack
from functools import partial

from grader.checks import FINITE_CHECK, NON_FINITE_CHECK, CheckResult
from grader.judge.crew import Crew
from grader.judge.decision import Decision
from grader.judge.exercise import Exercise
from grader.judge.feedback import (
    explain_answer,
    explain_departure,
    explain_skipped,
    explain_step,
    find_outcome,
    show_counterexample,
)
from grader.judge.screening import decode_source, find_static_fault
from grader.judge.search import confirm, find_departure
from grader.judge.seeds import choose_seed
from grader.judge.steps import StepReport, StepState, find_skipped_steps
from grader.judge.subject import Subject, is_certain
from grader.judge.submission import OnProgress, Submission
from grader.judge.suite import Section, SuiteStore
from grader.judge.teaching.advice import advise
from grader.judge.teaching.failures import find_failures
from grader.judge.teaching.lesson import teach
from grader.judge.teaching.notes import Notes
from grader.judge.teaching.tried import sum_up
from grader.judge.trial import Departure, Trial, Zygotes
from grader.judge.writing import Cost, write_verdict
from grader.limits import Limits
from grader.problem import Problem
from grader.sandbox.answer import Answer, Died, Loaded, Returned
from grader.sandbox.worker_client import Worker
from grader.verdict import CheckStatus, Mode, Outcome, Verdict

NOT_REPRODUCIBLE = (
    "Not reproducible: a call that gave a wrong result did not give it again in a fresh process. "
    "The result must depend on the arguments alone, not on earlier calls, the time or unseeded randomness."
)


def judge(
    submission: Submission,
    exercise: Exercise,
    suites: SuiteStore,
    notes: Notes,
    *,
    zygotes: Zygotes,
    limits: Limits,
    on_progress: OnProgress,
) -> Verdict:
    """The verdict on `submission`: the same again for the same source, problem and seed.

    Raises SandboxError where the cage fails and ProblemError where the problem does: neither is the student's fault.
    """
    started_s = time.perf_counter()
    problem = exercise.problem
    replay_seed = choose_seed(problem, submission.source) if submission.replay_seed is None else submission.replay_seed
    if fault := find_static_fault(submission.source, limits):
        return write_verdict(submission, problem, replay_seed, Decision(Outcome.INVALID_SUBMISSION, fault), Cost())
    suite = suites.get(exercise, replay_seed)
    of = len(suite.cases[Section.EXAMPLES]) if submission.mode is Mode.RUN else problem.calls.total
    source = decode_source(submission.source)
    start_trial = partial(Trial, exercise, suite, source, limits=limits, on_call=lambda calls: on_progress(calls, of))
    with ExitStack() as stack:
        trial = stack.enter_context(start_trial(zygotes=zygotes))
        decision = _decide(trial, notes, submission)
        if trial.is_warm and decision.outcome is not Outcome.ACCEPTED and not decision.is_confirmed:
            stack.close()
            trial = stack.enter_context(start_trial(zygotes=Zygotes(zygotes.first)))
            decision = _decide(trial, notes, submission)
        lesson = teach(start_trial(zygotes=zygotes), notes, decision)
    cost = Cost(len(trial.calls), trial.load_s, trial.worker_s, trial.reference_s, trial.peak_memory_bytes)
    cost.total_s = time.perf_counter() - started_s
    return write_verdict(submission, problem, replay_seed, decision, cost, lesson=lesson, tried=sum_up(trial.calls))


def _decide(trial: Trial, notes: Notes, submission: Submission) -> Decision:
    if submission.mode is Mode.RUN:
        return _decide_run(trial)
    return _decide_submission(trial, notes, Crew(trial, has_spare_core=submission.has_spare_core))


def _decide_submission(trial: Trial, notes: Notes, crew: Crew) -> Decision:
    problem = trial.exercise.problem
    if not isinstance(loaded := crew.plain.receive(), Loaded):
        return _decide_unloaded(trial, crew.plain, loaded)
    if departure := crew.find_finite_departure():
        return _decide_departure(trial, crew, departure, FINITE_CHECK, {})
    checks = {FINITE_CHECK: CheckResult(CheckStatus.PASSED)}
    if crew.dyed:
        report = find_skipped_steps(trial, crew.dyed)
        checks |= _check_steps(problem, report, trial.source)
        if report.departure:
            return _decide_steps(trial, crew.shown_worker, report, checks)
    # NaN and infinity come last, so that a constant answer hears of its skipped steps and not of a NaN.
    if problem.non_finite:
        if departure := find_departure(trial, crew.plain, Section.NON_FINITE):
            return _decide_departure(trial, crew, departure, NON_FINITE_CHECK, checks)
        checks[NON_FINITE_CHECK] = CheckResult(CheckStatus.PASSED)
    steps = " and every step was really taken" if problem.steps else ""
    message = f"Accepted: all {len(trial.calls)} calls agree with the reference{steps}."
    advice = advise(trial, crew.plain, notes)
    return Decision(Outcome.ACCEPTED, message, checks, shown_worker=crew.shown_worker, advice=advice)


def _decide_unloaded(trial: Trial, subject: Subject, loaded: Answer) -> Decision:
    is_confirmed = not subject.is_warm or (isinstance(loaded, Died) and is_certain(loaded, subject.worker))
    return Decision(
        find_outcome(loaded),
        explain_answer(loaded, trial.source),
        shown_worker=subject.worker,
        is_confirmed=is_confirmed,
        answer=loaded,
    )


def _decide_departure(
    trial: Trial, crew: Crew, departure: Departure, check: str, checks: dict[str, CheckResult]
) -> Decision:
    """Confirm the smallest call on a fresh worker: what it shows there is what the student gets to see."""
    failed: list[bool] = []

    def find_rest() -> None:
        failed.extend(find_failures(trial, crew, departure))

    subject = crew.plain
    confirmed, fresh_worker = confirm(trial, subject, departure, meanwhile=find_rest)
    if confirmed is None:
        return Decision(Outcome.NOT_REPRODUCIBLE, NOT_REPRODUCIBLE, checks, shown_worker=subject.worker)
    # A call that ended its worker is shown as it was drawn: nobody was left to try smaller ones on.
    is_shrunk = not isinstance(confirmed.answer, Died)
    return Decision(
        outcome=find_outcome(confirmed.answer),
        message=explain_departure(confirmed, trial.source),
        checks={**checks, check: _check_departure(confirmed, trial.source)},
        counterexample=show_counterexample(confirmed, trial.exercise.problem, trial.source, shrunk=is_shrunk),
        shown_worker=fresh_worker,
        is_confirmed=True,
        answer=confirmed.answer,
        departure=confirmed,
        subject=subject,
        failed=failed,
    )


def _check_departure(departure: Departure, source: str) -> CheckResult:
    status = CheckStatus.FAILED if isinstance(departure.answer, Returned) else CheckStatus.ERROR
    return CheckResult(status, explain_departure(departure, source))


def _check_steps(problem: Problem, report: StepReport, source: str) -> dict[str, CheckResult]:
    results = {}
    for step in problem.steps:
        match report.states[step.id]:
            case StepState.TAKEN:
                results[step.id] = CheckResult(CheckStatus.PASSED)
            case StepState.SKIPPED:
                results[step.id] = CheckResult(CheckStatus.FAILED, explain_step(step, source))
            case StepState.UNSEEN:
                results[step.id] = CheckResult(CheckStatus.NOT_RUN)
    return results


def _decide_steps(trial: Trial, shown: Worker, report: StepReport, checks: dict[str, CheckResult]) -> Decision:
    is_confirmed = report.is_confirmed
    if not is_confirmed and trial.is_warm:
        return Decision(Outcome.NOT_REPRODUCIBLE, NOT_REPRODUCIBLE, checks, shown_worker=shown)
    departure = report.departure
    outcome = Outcome.STEP_MISSING
    if skipped := [step for step in trial.exercise.problem.steps if report.states[step.id] is StepState.SKIPPED]:
        message = explain_skipped(skipped, trial.source)
    elif report.is_detached:
        message = f"Step missing: {trial.exercise.problem.detached}."
    elif departure is None or isinstance(departure.answer, Returned):
        message = (
            "Step missing: each step alone shows in the result, but not all of them together: "
            "the result must come out of one chain from the first step to the last."
        )
    else:
        outcome = find_outcome(departure.answer)
        message = "With the values that pass between the steps changed a little, your code stops: " + explain_answer(
            departure.answer, trial.source
        )
    answer = departure.answer if departure else None
    return Decision(outcome, message, checks, shown_worker=shown, is_confirmed=is_confirmed, answer=answer)


def _decide_run(trial: Trial) -> Decision:
    """The visible examples only, each a check of its own."""
    subject = trial.start()
    if not isinstance(loaded := subject.receive(), Loaded):
        return _decide_unloaded(trial, subject, loaded)
    departures = [departure for _, departure in trial.put_cases(subject, Section.EXAMPLES)]
    checks = {}
    for number, departure in enumerate(departures, start=1):
        passed = CheckResult(CheckStatus.PASSED)
        checks[f"example_{number}"] = _check_departure(departure, trial.source) if departure else passed
    first = next((departure for departure in departures if departure), None)
    if first is None:
        message = f"All {len(departures)} examples pass. Submit to have it judged on generated calls."
        return Decision(Outcome.ACCEPTED, message, checks, shown_worker=subject.worker)
    return Decision(
        outcome=find_outcome(first.answer),
        message=explain_departure(first, trial.source),
        checks=checks,
        counterexample=show_counterexample(first, trial.exercise.problem, trial.source, shrunk=False),
        shown_worker=subject.worker,
        answer=first.answer,
        departure=first,
    )
