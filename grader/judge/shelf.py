"""The problems as the judge holds them, and what is kept of them between two starts."""

import fcntl
import logging
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import load_catalogue
from grader.jax_environment import prepare_environment
from grader.judge.exercise import Exercise
from grader.judge.seeds import SUITES
from grader.judge.stamp import find_compiled_dir
from grader.judge.suite import SuiteStore
from grader.judge.teaching.notes import Notes
from grader.problem import ProblemError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shelf:
    """`compiled_dir` holds machine code and is read by workers; suites and notes are the answers, and nobody else's."""

    exercises: Mapping[str, Exercise]
    suites: SuiteStore
    notes: Notes
    compiled_dir: Path

    def warm_up(self) -> None:
        """Try every problem's Python, and fill the compile cache. Raises ProblemError.

        One judge at a time for each problem: the others take what is free, and then find the rest done.
        """
        left = list(self.exercises.values())
        for wait in (fcntl.LOCK_NB, 0):
            left = [exercise for exercise in left if not self._warm_up(exercise, fcntl.LOCK_EX | wait)]

    def _warm_up(self, exercise: Exercise, lock: int) -> bool:
        """Whether it is done; not if another judge has it and `lock` does not wait."""
        with (self.compiled_dir / f"lock-{exercise.problem.id}").open("w") as file:
            try:
                fcntl.flock(file, lock)
            except BlockingIOError:
                return False
            exercise.warm_up()
            self.notes.get_probes(exercise)
        return True

    def draw_ahead(self) -> Iterator[None]:
        """Draw every suite and key that is missing, in steps small enough to be done between two submissions."""
        pairs = [(exercise, seed) for exercise in self.exercises.values() for seed in range(SUITES)]
        random.shuffle(pairs)  # there may be other judges, at the same
        for exercise, seed in pairs:
            if not self.suites.has(exercise.problem, seed):
                yield from _tolerate(exercise, self.suites.draw(exercise, seed))
        for exercise in random.sample(list(self.exercises.values()), len(self.exercises)):
            yield from _tolerate(exercise, self.notes.draw(exercise))


def _tolerate(exercise: Exercise, steps: Iterator[None]) -> Iterator[None]:
    """A problem that fails: whoever submits to it will hear of it."""
    try:
        yield from steps
    except ProblemError:
        log.exception("cannot draw ahead for %s", exercise.problem.id)


def open_shelf(problems_dir: Path, cache_dir: Path) -> Shelf:
    """Raises ProblemError for a malformed problem."""
    compiled_dir = find_compiled_dir(cache_dir)
    catalogue = load_catalogue(problems_dir)
    exercises = {problem.id: Exercise(problem, compiled_dir) for problem in catalogue.values()}
    suites = SuiteStore(cache_dir / "suites")
    return Shelf(exercises, suites, Notes(suites), compiled_dir)


def prepare(problems_dir: Path, cache_dir: Path, *, draw: bool = True) -> None:
    """Fill `cache_dir` with all that a judge would compile and, unless told not to, draw. Raises ProblemError."""
    prepare_environment()
    shelf = open_shelf(problems_dir, cache_dir)
    shelf.warm_up()
    for _ in shelf.draw_ahead() if draw else ():
        pass
