"""What the commonest exceptions of JAX, Flax and Python mean here, in one sentence with a way out."""

import re
from dataclasses import dataclass

from grader.judge.display import clean
from grader.sandbox.answer import Raised
from grader.verdict import TraceLine


@dataclass(frozen=True, slots=True)
class _Meaning:
    """`exception` and `message` are searched for in what was raised."""

    exception: str
    message: str
    sentence: str


_MEANINGS = (
    _Meaning(
        "TracerBoolConversionError",
        "",
        "Under jit, vmap or grad an array has no value yet, so `if`, `while`, `and` and `assert` cannot ask for one: "
        "use jnp.where or jax.lax.cond, or decide by something static such as a shape.",
    ),
    _Meaning(
        "NonConcreteBooleanIndexError",
        "",
        "Under jit the length of x[mask] would depend on values: use jnp.where(mask, x, 0), which keeps the shape.",
    ),
    _Meaning(
        "TracerArrayConversionError",
        "",
        "NumPy needs values, and under jit, vmap or grad there are none yet: use jax.numpy in its place.",
    ),
    _Meaning(
        "(Concretization|TracerIntegerConversion)",
        "",
        "Under jit, vmap or grad an array has no value yet, so int(), float() and shapes cannot be made of it: pass "
        "it as a static argument, or do that step outside the transformed function.",
    ),
    _Meaning(
        "UnexpectedTracerError",
        "",
        "A value of one jit, vmap or grad call was kept and used after it had ended: return it from the function "
        "instead of storing it in a variable outside.",
    ),
    _Meaning(
        "TraceContextError",
        "",
        "A module made outside a jax transform cannot be changed inside: use nnx.jit or nnx.grad, or split it outside, "
        "merge it inside and return the new state.",
    ),
    _Meaning(
        "TypeError",
        r"Shapes must be 1D sequences of concrete values of integer type.*Tracer",
        "A shape must be known before the values are: take it from x.shape, or make the number a static argument.",
    ),
    _Meaning(
        "TypeError",
        r"Shapes must be 1D sequences of concrete values of integer type|cannot be interpreted as an integer",
        "A size must be an int, and a float such as 6.0 is none: convert it with int() before it becomes a size.",
    ),
    _Meaning(
        "ValueError",
        "Invalid rng value",
        "nnx.Rngs takes a whole number or a JAX key as its seed, and a float such as 3.0 is neither: use int(seed).",
    ),
    _Meaning(
        "TypeError",
        "invalid PRNG key data",
        "jax.random functions take a key, not a number: make one with jax.random.key(seed).",
    ),
    _Meaning(
        "TypeError",
        "dot_general requires contracting dimensions",
        "The last dimension of x must be as long as the first of the kernel, which is (inputs, outputs): look at "
        "in_features, and at whether something was transposed.",
    ),
    _Meaning(
        "TypeError",
        "incompatible shapes for broadcasting",
        "Two arrays that meet element by element do not fit: print both shapes; sizes must be equal or 1.",
    ),
    _Meaning(
        "TypeError",
        "JAX arrays are immutable",
        "A JAX array cannot be written to: x = x.at[index].set(value) gives a new one, which you have to keep.",
    ),
    _Meaning(
        "TypeError",
        "'State' object is not callable",
        "A State holds the numbers only: nnx.merge(graphdef, state) makes a model of them, and that can be called.",
    ),
    _Meaning(
        "TypeError",
        "Expected a GraphDef",
        "nnx.merge takes the graphdef first and the state after it.",
    ),
    _Meaning(
        "TypeError",
        "missing 1 required keyword-only argument: 'rngs'",
        "A layer of nnx needs its source of random numbers when it is made: pass rngs=nnx.Rngs(seed).",
    ),
    _Meaning(
        "TypeError",
        r"missing 1 required positional argument|takes 1 positional argument but 2 were given",
        "tree_map calls its function with a leaf; tree_map_with_path with a path and a leaf: the function must take "
        "as many.",
    ),
    _Meaning(
        "AttributeError",
        r"(GetAttrKey|DictKey|SequenceKey|FlattenedIndexKey)' object has no attribute",
        "A path holds keys of several kinds: DictKey has .key, GetAttrKey .name, SequenceKey .idx. "
        "jax.tree_util.keystr(path) makes text of any of them.",
    ),
    _Meaning(
        "(Type|Attribute)Error",
        "NoneType",
        "Something is None where a value was meant: a function without `return` gives None, and so does a method that "
        "changes its object in place.",
    ),
    _Meaning(
        "ValueError",
        "pytree structure error|Custom node type mismatch|Dict key mismatch|Expected (dict|list|tuple), got",
        "The trees that are mapped together do not have the same structure: compare jax.tree.structure of both.",
    ),
    _Meaning(
        "ValueError",
        "Incorrect number of leaves",
        "The state does not hold all that the graphdef asks for: hand every state that nnx.split gave to nnx.merge.",
    ),
    _Meaning(
        "TypeError",
        "Gradient only defined for scalar-output functions",
        "jax.grad needs a loss that is one number: take the mean or the sum of it.",
    ),
    _Meaning(
        "TypeError",
        "grad requires real- or complex-valued inputs",
        "jax.grad differentiates with respect to floats only: keep integer leaves out of what it is given.",
    ),
    _Meaning(
        "ValueError",
        "Non-hashable static arguments|unhashable",
        "A static argument of jit must be hashable: pass a tuple in place of a list, or make it an ordinary argument.",
    ),
    _Meaning(
        "ValueError",
        "truth value of an array with more than one element",
        "A condition needs one True or False and got an array: reduce it with .any() or .all(), or use jnp.where.",
    ),
    _Meaning(
        "TypeError",
        "as an abstract array|not a valid JAX type|requires ndarray or scalar arguments",
        "JAX functions take arrays and numbers; modules, states and text must be taken apart before.",
    ),
    _Meaning(
        "NameError",
        "'(jax|jnp|nnx|np|optax)'",
        "The name is not imported: your file must hold its own import lines.",
    ),
    _Meaning(
        "ModuleNotFoundError",
        "",
        "Submissions run with jax, flax, optax, numpy and Python's own library, and nothing else.",
    ),
    _Meaning(
        "RecursionError",
        "",
        "The function calls itself without an end: something must get smaller from call to call.",
    ),
)


def explain_exception(raised: Raised) -> str:
    """One sentence with a way out, or nothing where the exception says enough or nobody knows."""
    for meaning in _MEANINGS:
        if re.search(meaning.exception, raised.exception) and re.search(meaning.message, raised.message, re.DOTALL):
            return meaning.sentence
    return ""


def show_traceback(raised: Raised, source: str) -> list[TraceLine]:
    """The lines of the submission that it passed, outermost first."""
    lines = source.splitlines()
    return [
        TraceLine(frame.line, clean(frame.function), clean(lines[frame.line - 1].strip()))
        for frame in raised.frames
        if 0 < frame.line <= len(lines)
    ]
