"""See by dye which of a problem's steps a submission really takes.

All steps are dyed first: a submission whose answers equal the reference's under the same dye takes them all. Only
if they differ is each step dyed alone, on a worker of its own, to name those that were skipped.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from grader.judge.comparison import find_difference
from grader.judge.counterexample import derive_seed, find_counterexample
from grader.judge.exercise import Call
from grader.judge.trial import Departure, Trial
from grader.problem import Step
from grader.sandbox.answer import Answer, Loaded, Returned
from grader.sandbox.worker_client import Worker
from grader.worker.answers import describe
from grader.worker.dye import Dye

MOST_TIMES = 3
"""A step may be taken more than once on the way, as in a map in two passes: its tint then shows as often."""


UNTINTED = ""
"""The id of no step: a dye of it alone puts on nothing."""


class StepState(Enum):
    """What the dye says of one step."""

    TAKEN = auto()
    SKIPPED = auto()
    UNSEEN = auto()


@dataclass(frozen=True, slots=True)
class StepReport:
    """What became of each step, by id. `departure` is what the dyed calls showed first, None if all were right.

    `is_detached`: the result was wrong already when the steps passed untinted copies on. The submission changes a
    value behind a step's back, and counts on it changing in front too: no tint can be told then.
    """

    states: Mapping[str, StepState]
    departure: Departure | None
    is_detached: bool = False


def draw_dye(trial: Trial, replay_seed: int) -> Dye:
    """The dye with every step of the problem in it."""
    return Dye(derive_seed(replay_seed, "dye"), {step.id: 1 for step in trial.exercise.problem.steps})


def find_skipped_steps(trial: Trial, worker: Worker, dye: Dye, replay_seed: int) -> StepReport:
    """Put the dyed calls to `worker`, which loads the submission under `dye`, and read off each step."""
    steps = trial.exercise.problem.steps
    all_taken = StepReport({step.id: StepState.TAKEN for step in steps}, None)
    worker.receive()  # whether it loaded or not shows in its first answer
    calls_before = trial.calls_judged
    departure = _try_dyed_calls(trial, worker, dye, replay_seed)
    if departure is None:
        return all_taken
    answers = _ask_each_alone(trial, departure.call, dye)
    untinted = answers.pop(UNTINTED)
    if isinstance(untinted, Returned) and not _is_answer(trial, departure.call, untinted, dye.only(UNTINTED)):
        return StepReport({step.id: StepState.UNSEEN for step in steps}, departure, is_detached=True)
    times = {step_id: _count_times(trial, departure.call, answers[step_id], dye.only(step_id)) for step_id in answers}
    if all(times.values()):
        # Every step is taken, some more than once: the same calls again, against a reference that does so too.
        trial.calls_judged = calls_before
        departure = _try_dyed_calls(trial, worker, Dye(dye.seed, times), replay_seed)
        if departure is None:
            return all_taken
    by_id = {step.id: step for step in steps}
    answered = {step_id for step_id, answer in answers.items() if isinstance(answer, Returned)}
    return StepReport({step.id: _read_state(step, by_id, times, answered) for step in steps}, departure)


def _try_dyed_calls(trial: Trial, worker: Worker, expected: Dye, replay_seed: int) -> Departure | None:
    """The first dyed call whose answer is not the reference's under `expected`."""
    exercise = trial.exercise
    return find_counterexample(
        {"dyed": exercise.dyed},
        exercise.problem.calls.dyed,
        replay_seed,
        lambda call: trial.find_departure(worker, call, expected),
    )


def _ask_each_alone(trial: Trial, call: Call, dye: Dye) -> dict[str, Answer]:
    """The answer to `call` under each step's tint alone, and under none, each from a fresh worker.

    As many at a time as there are cores: more would take each other's time, and a call has a limit.
    """
    dyes = {step_id: dye.only(step_id) for step_id in (*dye.times, UNTINTED)}
    answers: dict[str, Answer] = {}
    cores = len(os.sched_getaffinity(0))
    waiting = list(dyes)
    while waiting:
        batch, waiting = waiting[:cores], waiting[cores:]
        workers = {step_id: trial.start_worker(dyes[step_id]) for step_id in batch}
        for step_id, worker in workers.items():
            answers[step_id] = worker.receive()
            if isinstance(answers[step_id], Loaded):
                worker.send_call(describe(call))
        for step_id, worker in workers.items():
            if isinstance(answers[step_id], Loaded):
                answers[step_id] = worker.receive()
            worker.close()
    return answers


def _count_times(trial: Trial, call: Call, answer: Answer, dye: Dye) -> int:
    """How often the one step of `dye` tints the answer: 0 if it does not, or not as it should."""
    for times in range(1, MOST_TIMES + 1):
        if _is_answer(trial, call, answer, Dye(dye.seed, dict.fromkeys(dye.times, times))):
            return times
    return 0


def _is_answer(trial: Trial, call: Call, answer: Answer, dye: Dye) -> bool:
    if not isinstance(answer, Returned):
        return False
    expected = trial.exercise.answer(call, dye)
    return find_difference(expected, answer.value, trial.exercise.problem.tolerance) is None


def _read_state(step: Step, by_id: Mapping[str, Step], times: Mapping[str, int], answered: set[str]) -> StepState:
    """A step cannot be told where its call gave no answer, or where a step that hides it was skipped."""
    if times[step.id]:
        return StepState.TAKEN
    hider = by_id.get(step.hidden_by)
    if step.id not in answered or (hider and _read_state(hider, by_id, times, answered) is StepState.SKIPPED):
        return StepState.UNSEEN
    return StepState.SKIPPED
