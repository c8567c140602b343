"""A problem as the judge holds it. Its Python is imported when it is first needed; never in a worker's memory."""

import hashlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from grader.jax_environment import configure_jax
from grader.judge.stamp import read_stamp
from grader.problem import Problem, ProblemError
from grader.values import MappingValue, Value, to_python

if TYPE_CHECKING:
    from grader.judge.code import ProblemCode
    from grader.worker.dye import Dye


class Exercise:
    """A problem with its reference, its strategies and its harness.

    An accepted submission needs none of the three where its suite is on disk, and then JAX and Hypothesis are not
    even imported: that is most of a cold start.
    """

    def __init__(self, problem: Problem, compiled_dir: Path) -> None:
        self.problem = problem
        self.harness_source = (problem.folder / "harness.py").read_text(encoding="utf-8")
        self.warm_up_source = (problem.folder / "warm_up.py").read_text(encoding="utf-8")
        self._compiled_dir = compiled_dir

    @cached_property
    def code(self) -> "ProblemCode":
        """Raises ProblemError, which names the file and what it lacks."""
        configure_jax(self._compiled_dir, write=True)
        from grader.judge.code import load_code

        return load_code(self.problem)

    def warm_up(self) -> None:
        """Run the warm-up here, once on each host: that fills the compile cache. Raises ProblemError."""
        key = f"{self.problem.id}/{read_stamp()}/{self.warm_up_source}"
        mark = self._compiled_dir / f"warm-{hashlib.sha256(key.encode()).hexdigest()[:24]}"
        code = self.code
        if mark.exists():
            return
        try:
            code.warm_up()
        except Exception as error:
            raise ProblemError(f"{self.problem.folder / 'warm_up.py'}: fails: {error}") from error
        mark.touch()

    def answer(self, call: MappingValue, dye: "Dye | None" = None) -> Value:
        """What the reference gives for `call`, under `dye` if there is one. Raises ProblemError."""
        code = self.code
        try:
            return code.answer(to_python(call), dye)
        except Exception as error:
            raise ProblemError(f"{self.problem.id}: the reference fails on {call}: {error}") from error
