"""Try a submission in other ways than by a plain call. What comes of it is advice. Untrusted: it decides nothing."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import jax
import jax.numpy as jnp

BATCH = 3
"""Not the length of anything else, so that a batch is told from what it holds."""

Harness = Mapping[str, Any]
Arguments = Mapping[str, Any]


def run_probe(
    name: str, harness: Harness, function: Callable[..., Any], arguments: Arguments, traced: Sequence[str]
) -> Any:
    """What the probe called `name` finds out: values that `describe` knows. Raises what the submission raises.

    `traced` names the arguments that are abstract arrays in the probes which trace.
    """
    if name == "inputs":
        harness["call"](function, **arguments)
        return dict(arguments)
    if name == "transfer":
        return harness["transfer"](function, **arguments)

    def call(values: Sequence[Any]) -> Any:
        return harness["call"](function, **{**arguments, **dict(zip(traced, values, strict=True))})

    values = [jnp.asarray(arguments[argument]) for argument in traced]
    return _try_jit(call, values, traced) if name == "jit" else _try_vmap(call, values)


Call = Callable[[Sequence[Any]], Any]


def _try_jit(call: Call, values: Sequence[Any], traced: Sequence[str]) -> dict[str, list[str]]:
    """What jax.jit would meet: the result's shapes, and on which of `traced` it depends.

    Tracing shows all that compiling would, and takes a fraction of the time. Of the dependence, what the outermost
    operations show.
    """
    closed = jax.make_jaxpr(call)(values)
    needed = {id(variable) for variable in closed.jaxpr.outvars}
    for equation in reversed(closed.jaxpr.eqns):
        if needed & {id(variable) for variable in equation.outvars}:
            needed |= {id(variable) for variable in equation.invars}
    variables = zip(traced, closed.jaxpr.invars, strict=True)
    return {
        "shapes": [_name(shape) for shape in closed.out_avals],
        "depends_on": [name for name, variable in variables if id(variable) in needed],
    }


def _try_vmap(call: Call, values: Sequence[Any]) -> list[str]:
    """The shapes of the result for a batch."""
    # Shapes alone: to make the batches would have to be compiled, which a warm worker cannot.
    batches = [jax.ShapeDtypeStruct((BATCH, *value.shape), value.dtype) for value in values]  # type: ignore[no-untyped-call]
    return [_name(shape) for shape in jax.make_jaxpr(jax.vmap(call))(batches).out_avals]


def _name(shape: Any) -> str:
    """As float32[2,3]. Whether its dtype is weak is not said: it rests on how a constant was written."""
    name: str = shape.str_short()
    return name
