"""Strategies that are unhealthy or do not fit their problem are named, and so is a reference that fails them."""

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from grader.authoring.layout import lay_out_problem
from grader.authoring.remark import Level, Remark
from grader.catalogue import load_problem
from grader.jax_environment import prepare_environment
from grader.judge.exercise import Exercise
from grader.judge.stamp import find_compiled_dir

Edit = tuple[str, str, str]
"""In this file, what stands there, and what to put in its place."""


def be_slow(number: int) -> int:
    end_s = time.perf_counter() + 0.2
    while time.perf_counter() < end_s:
        pass
    return number


@pytest.mark.parametrize(
    ("strategy", "said"),
    [
        (st.integers().filter(lambda number: number % 97 == 96), "filter"),
        (st.integers().map(be_slow), "slow"),
        (st.binary(min_size=30_000), "large"),
        (st.integers().map(lambda number: number // 0), "ZeroDivisionError"),
        (st.nothing(), "Unsatisfiable"),
    ],
    ids=["filters", "slow", "large", "raises", "empty"],
)
def test_ill_health_is_told_in_one_line(strategy: SearchStrategy[Any], said: str) -> None:
    from grader.authoring.strategies import find_ill_health

    text = find_ill_health(strategy, calls=5)
    assert text is not None
    assert said in text
    assert "\n" not in text


UNSTEADY = 'reference.__dict__["n"] = n = reference.__dict__.get("n", 0) + 1\n    return output + n'


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("inputs.py", "factors=(0.0,)", "lengths=()"), "finite, factor zero: InvalidArgument"),
        (("inputs.py", "calls(factors=(1.0,))", 'st.just({"seed": 1})'), "draws only 1 different calls; 12 are wanted"),
        (("inputs.py", '"seed": draw(', '"sed": draw('), "draws ['sed', 'x', 'factor']; problem.toml has"),
        (("inputs.py", "np.array(x, np.float32)", "np.array(x)"), "draws x = "),
        (("reference.py", "return output", "return output * (1 / factor)"), "the reference fails on"),
        (("reference.py", "return output", UNSTEADY), "the reference answers the same call in another way"),
        (("warm_up.py", "", ""), "3 different shapes"),
    ],
    ids=["bad argument", "too few", "other names", "other dtype", "raises", "unsteady", "nothing spoiled"],
)
def test_what_is_spoiled_is_named(tmp_path: Path, cache_dir: Path, edit: Edit, said: str) -> None:
    file, old, new = edit
    folder = lay_out_problem(tmp_path, "fresh_idea")
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new))
    remarks = check(folder, cache_dir)
    assert [remark for remark in remarks if said in remark.text]
    assert any(remark.level is Level.FAULT for remark in remarks) == (old != new)


def check(folder: Path, cache_dir: Path) -> list[Remark]:
    prepare_environment()
    from grader.authoring.strategies import check_strategies

    return list(check_strategies(Exercise(load_problem(folder), find_compiled_dir(cache_dir))))
