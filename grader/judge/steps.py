"""See by dye which of a problem's steps a submission really takes.

All steps are dyed first: a submission whose answers equal the reference's under the same dye takes them all. Only
if they differ is each step dyed alone, on a worker of its own, to name those that were skipped.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from grader.judge.comparison import find_difference
from grader.judge.search import confirm, find_departure, find_smallest_departure
from grader.judge.subject import Subject
from grader.judge.suite import DYED_KIND, Section
from grader.judge.trial import Departure, Trial
from grader.problem import Step
from grader.sandbox.answer import Answer, Loaded, Returned
from grader.values import MappingValue
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
    is_confirmed: bool = False
    is_detached: bool = False


def find_skipped_steps(trial: Trial, subject: Subject) -> StepReport:
    """Put the dyed calls to `subject`, which loads the submission under the suite's dye, and read off each step."""
    steps, dye = trial.exercise.problem.steps, trial.suite.dye
    all_taken = StepReport({step.id: StepState.TAKEN for step in steps}, None)
    unseen = {step.id: StepState.UNSEEN for step in steps}
    subject.receive()  # whether it loaded or not shows in its first answer
    calls_before = len(trial.calls)
    departure = find_departure(trial, subject, Section.DYED)
    if departure is None:
        return all_taken
    call, answers = departure.call, dict[str, Answer]()

    def ask_alone() -> None:
        answers.update(_ask_each_alone(trial, call, dye, warm=subject.is_warm))

    is_confirmed = confirm(trial, subject, departure, dye, meanwhile=ask_alone)[0] is not None
    if trial.is_warm and not is_confirmed:
        return StepReport(unseen, departure)
    if not answers:  # it needed no confirmation
        ask_alone()
    untinted = answers.pop(UNTINTED)
    if isinstance(untinted, Returned) and not _is_answer(trial, call, untinted, dye.only(UNTINTED)):
        return StepReport(unseen, departure, is_confirmed, is_detached=True)
    times = {step_id: _count_times(trial, call, answers[step_id], dye.only(step_id)) for step_id in answers}
    if all(times.values()):
        # Every step is taken, some more than once: the same calls again, against a reference that does so too.
        del trial.calls[calls_before:]
        expected = Dye(dye.seed, times)
        departure = find_smallest_departure(trial, subject, Section.DYED, DYED_KIND, expected)
        if departure is None:
            return all_taken
    by_id = {step.id: step for step in steps}
    answered = {step_id for step_id, answer in answers.items() if isinstance(answer, Returned)}
    states = {step.id: _read_state(step, by_id, times, answered) for step in steps}
    return StepReport(states, departure, is_confirmed)


def _ask_each_alone(trial: Trial, call: MappingValue, dye: Dye, *, warm: bool) -> dict[str, Answer]:
    """The answer to `call` under each step's tint alone, and under none, each from a worker of its own.

    As many at a time as there are cores: more would take each other's time, and a call has a limit.
    """
    dyes = {step_id: dye.only(step_id) for step_id in (*dye.times, UNTINTED)}
    answers: dict[str, Answer] = {}
    cores = len(os.sched_getaffinity(0))
    waiting = list(dyes)
    while waiting:
        batch, waiting = waiting[:cores], waiting[cores:]
        subjects = {step_id: trial.start(dyes[step_id], warm=warm) for step_id in batch}
        for step_id, subject in subjects.items():
            answers[step_id] = subject.receive()
            if isinstance(answers[step_id], Loaded):
                subject.send_call(call)
        for step_id, subject in subjects.items():
            if isinstance(answers[step_id], Loaded):
                answers[step_id] = subject.receive()
            subject.worker.close()
    return answers


def _count_times(trial: Trial, call: MappingValue, answer: Answer, dye: Dye) -> int:
    """How often the one step of `dye` tints the answer: 0 if it does not, or not as it should."""
    for times in range(1, MOST_TIMES + 1):
        if _is_answer(trial, call, answer, Dye(dye.seed, dict.fromkeys(dye.times, times))):
            return times
    return 0


def _is_answer(trial: Trial, call: MappingValue, answer: Answer, dye: Dye) -> bool:
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
