"""What the judge keeps of each problem to teach with, in the folder of the suites: for trusted processes only."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from grader.judge.exercise import Exercise
from grader.judge.stamp import read_stamp
from grader.judge.suite import SuiteStore
from grader.judge.teaching.kept_answers import read_answers, write_answers
from grader.judge.teaching.key import Key
from grader.judge.teaching.misconceptions import read_mistakes
from grader.problem import Problem
from grader.sandbox.answer import Answer

SEED = 0
"""Of the suite that a key's questions are taken from."""
REPEAT = "repeat"
"""The judge's own probe: the same call again, after all others. The first time is what it is compared with."""


class Notes:
    """By problem: its key, and what its reference answers to the probes."""

    def __init__(self, suites: SuiteStore) -> None:
        self._suites = suites
        self._keys: dict[str, Key] = {}
        self._probes: dict[str, Mapping[str, Answer]] = {}

    def get_probes(self, exercise: Exercise) -> Mapping[str, Answer]:
        """What the reference answers to the problem's probes, on the first of its examples. Raises ProblemError."""
        problem = exercise.problem
        if problem.id not in self._probes:
            names = [name for name in problem.advice.probes if name != REPEAT]
            path = self._path(problem, "probes", "")
            kept = read_answers(path)
            if kept is None:
                kept = [tuple(exercise.code.probe(name, problem.advice.traced) for name in names)]
                write_answers(path, kept)
            self._probes[problem.id] = dict(zip(names, kept[0], strict=True))
        return self._probes[problem.id]

    def get_key(self, exercise: Exercise) -> Key:
        """Raises ProblemError."""
        problem = exercise.problem
        if problem.id not in self._keys:
            mistakes = read_mistakes(problem.folder)
            suite = self._suites.get(exercise, SEED)
            self._keys[problem.id] = Key(exercise, suite, mistakes, read_answers(self._key_path(problem)))
        return self._keys[problem.id]

    def draw(self, exercise: Exercise) -> Iterator[None]:
        """Work out the whole key in small steps, for whoever has other things to do as well. Raises ProblemError."""
        path = self._key_path(exercise.problem)
        if path.exists():
            return
        key = self.get_key(exercise)
        rows = []
        for mistake in key.mistakes:
            rows.append(key.answer_all(mistake))
            yield
        write_answers(path, rows)

    def _key_path(self, problem: Problem) -> Path:
        return self._path(problem, "key", repr(read_mistakes(problem.folder)))

    def _path(self, problem: Problem, name: str, content: str) -> Path:
        key = f"{problem.id}/{problem.version}/{read_stamp()}/{content}"
        return self._suites.folder / f"{problem.id}-{name}-{hashlib.sha256(key.encode()).hexdigest()[:24]}"
