"""Edits the state as nested dicts."""

from flax import nnx


def new_problem(seed, x, factor):
    model = nnx.Linear(len(x), 3, bias_init=nnx.initializers.ones, rngs=nnx.Rngs(seed))
    graphdef, state = nnx.split(model)
    leaves = nnx.to_pure_dict(state)
    leaves["kernel"] = leaves["kernel"] * factor
    nnx.replace_by_pure_dict(state, leaves)
    return nnx.merge(graphdef, state)(x)
