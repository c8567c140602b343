"""Calls the state. CHANGE: under runtime_error/ stands what raises.

Misconception: The state was called as if it were the model; it is a tree of numbers.
Hint: Merge it with the graphdef first, and call what nnx.merge returns.
"""

from flax import nnx


def new_problem(seed, x, factor):
    model = nnx.Linear(len(x), 3, bias_init=nnx.initializers.ones, rngs=nnx.Rngs(seed))
    graphdef, state = nnx.split(model)
    return state(x)
