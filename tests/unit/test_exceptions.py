"""What JAX, Flax and Python raise for the commonest mistakes is explained: their own words, from this very version."""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from flax import nnx

from grader.judge.teaching.exceptions import explain_exception, show_traceback
from grader.sandbox.answer import FrameLine, Raised

X = np.ones(3, np.float32)


def leak_tracer() -> None:
    kept: list[Any] = []
    jax.jit(kept.append)(X)
    print(kept[0] + 1)


def write_to_array() -> None:
    jnp.asarray(X)[0] = 1.0


def change_inside_jit() -> None:
    layer = nnx.Linear(3, 4, rngs=nnx.Rngs(0))

    @jax.jit
    def change(x: jax.Array) -> jax.Array:
        layer.bias[...] = x  # type: ignore[index]
        return x

    change(np.ones(4, np.float32))


MISTAKES: dict[str, tuple[Callable[[], Any], str]] = {
    "condition on a traced value": (lambda: jax.jit(lambda x: x if x.sum() > 0 else -x)(X), "jnp.where"),
    "traced mask as an index": (lambda: jax.jit(lambda x: x[x > 0])(X), "x[mask]"),
    "NumPy on a traced value": (lambda: jax.jit(np.asarray)(X), "jax.numpy in its place"),
    "int of a traced value": (lambda: jax.jit(lambda n: 2 * int(n))(3), "static argument"),
    "shape of a traced value": (lambda: jax.jit(lambda n: 2 * jnp.ones(n))(3), "before the values are"),
    "leaked tracer": (leak_tracer, "kept and used after"),
    "module changed inside jit": (change_inside_jit, "return the new state"),
    "float as a size": (lambda: jnp.ones((6.0,)), "convert it with int()"),
    "float in range": (lambda: list(range(6.0)), "convert it with int()"),  # type: ignore[call-overload]
    "float as a seed": (lambda: nnx.Rngs(3.0), "int(seed)"),  # type: ignore[arg-type]
    "number as a key": (lambda: jax.random.normal(3.0), "jax.random.key(seed)"),
    "wrong in_features": (lambda: nnx.Linear(3, 4, rngs=nnx.Rngs(0))(jnp.ones(5)), "(inputs, outputs)"),
    "shapes that do not broadcast": (lambda: jnp.asarray(X) + jnp.ones(4), "print both shapes"),
    "assignment to an array": (write_to_array, "x.at[index].set"),
    "state called": (lambda: nnx.split(nnx.Linear(3, 4, rngs=nnx.Rngs(0)))[1](X), "nnx.merge(graphdef, state)"),  # type: ignore[operator]
    "merge the wrong way round": (
        lambda: nnx.merge(*reversed(nnx.split(nnx.Linear(3, 4, rngs=nnx.Rngs(0))))),
        "graphdef first",
    ),
    "layer without rngs": (lambda: nnx.Linear(3, 4), "rngs=nnx.Rngs(seed)"),  # type: ignore[call-arg]
    "path function in tree_map": (lambda: jax.tree.map(lambda path, leaf: leaf, {"a": X}), "a path and a leaf"),
    "name of another key": (
        lambda: jax.tree_util.tree_map_with_path(lambda path, leaf: path[0].idx, {"a": X}),
        "DictKey has .key",
    ),
    "nothing returned": (lambda: jax.tree.map(lambda leaf: None, X) + 1, "without `return`"),
    "trees of other structure": (lambda: jax.tree.map(lambda a, b: a, {"a": X}, {"b": X}), "same structure"),
    "state left out of merge": (
        lambda: nnx.merge(nnx.split(nnx.Linear(3, 4, rngs=nnx.Rngs(0)))[0], nnx.State({})),
        "every state",
    ),
    "grad of a vector": (lambda: jax.grad(lambda x: x)(X), "one number"),
    "grad of an integer": (lambda: jax.grad(lambda x: x * 1.0)(1), "floats only"),
    "list as a static argument": (lambda: jax.jit(lambda a, b: a, static_argnums=1)(X, [1]), "a tuple"),
    "condition on an array": (lambda: bool(jnp.asarray(X) > 0), ".any() or .all()"),
    "module as an array": (lambda: jnp.sum(nnx.Linear(3, 4, rngs=nnx.Rngs(0))), "taken apart"),  # type: ignore[arg-type]
    "import forgotten": (lambda: eval("jnp.ones(3)", {}), "import lines"),
    "library that is not there": (lambda: __import__("torch"), "and nothing else"),
}


@pytest.mark.parametrize(("mistake", "way_out"), MISTAKES.values(), ids=MISTAKES)
def test_exception_is_explained_with_a_way_out(mistake: Callable[[], Any], way_out: str) -> None:
    with pytest.raises(Exception) as raised:  # noqa: PT011  what kinds there are is in the list
        mistake()
    assert way_out in explain_exception(Raised(raised.type.__name__, str(raised.value), ()))


def test_what_nobody_knows_is_not_explained() -> None:
    assert explain_exception(Raised("ValueError", "x must be finite", ())) == ""


def test_traceback_shows_lines_that_the_source_has() -> None:
    raised = Raised("ValueError", "", (FrameLine(2, "outer"), FrameLine(9, "forged"), FrameLine(1, "inner")))
    shown = show_traceback(raised, "one()\n    two()\n")
    assert [(each.line, each.function, each.text) for each in shown] == [(2, "outer", "two()"), (1, "inner", "one()")]
