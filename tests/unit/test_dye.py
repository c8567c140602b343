"""Tints: the same everywhere, exact in float32, and never nothing at all."""

import numpy as np
import pytest

from grader.worker.dye import Dye

STEPS = {"split": 1, "merge": 1}


@pytest.mark.parametrize("shape", [(), (1,), (4,), (3, 7)])
def test_every_tint_shows_somewhere(shape: tuple[int, ...]) -> None:
    for seed in range(2000):
        assert Dye(seed, STEPS).tint("split", "bias", shape).any()


def test_tints_are_exact_multiples_below_one() -> None:
    tint = Dye(7, STEPS).tint("split", "bias", (1000,))
    assert tint.dtype == np.float32
    assert np.array_equal(tint * 1024, np.round(tint * 1024))
    assert 0 <= tint.min() <= tint.max() < 1
    assert 0.6 < np.count_nonzero(tint) / tint.size < 0.9


def test_tint_depends_on_seed_step_name_and_shape_alone() -> None:
    tint = Dye(7, STEPS).tint("split", "bias", (5,))
    assert np.array_equal(tint, Dye(7, {"split": 1}).tint("split", "bias", (5,)))
    others = [
        Dye(8, STEPS).tint("split", "bias", (5,)),
        Dye(7, STEPS).tint("merge", "bias", (5,)),
        Dye(7, STEPS).tint("split", "kernel", (5,)),
        Dye(7, STEPS).tint("split", "bias", (6,))[:5],
    ]
    assert not any(np.array_equal(tint, other) for other in others)


def test_step_that_is_not_dyed_gets_nothing_and_one_taken_twice_twice() -> None:
    once, twice = Dye(7, {"split": 1}), Dye(7, {"split": 2})
    assert not once.tint("merge", "bias", (5,)).any()
    assert np.array_equal(twice.tint("split", "bias", (5,)), 2 * once.tint("split", "bias", (5,)))


def test_empty_shape_has_an_empty_tint() -> None:
    assert Dye(7, STEPS).tint("split", "bias", (0, 3)).shape == (0, 3)
