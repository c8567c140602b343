"""The trusted solution. Runs in the judge only; a worker never sees it."""

from typing import Any

import jax
from flax import nnx

WIDTH = 3


class Backbone(nnx.Module):
    def __init__(self, inputs: int, rngs: nnx.Rngs) -> None:
        bias_init = nnx.initializers.normal(1.0)
        self.mean = nnx.BatchStat(jax.random.normal(rngs.params(), (inputs,)))
        self.lower = nnx.Linear(inputs, WIDTH, bias_init=bias_init, rngs=rngs)
        self.upper = nnx.Linear(WIDTH, WIDTH, bias_init=bias_init, rngs=rngs)

    def __call__(self, x: jax.Array) -> jax.Array:
        return nnx.tanh(self.upper(nnx.tanh(self.lower(x - self.mean[...]))))


class Classifier(nnx.Module):
    def __init__(self, inputs: int, classes: int, rngs: nnx.Rngs) -> None:
        self.backbone = Backbone(inputs, rngs)
        self.head = nnx.Linear(WIDTH, classes, bias_init=nnx.initializers.normal(1.0), rngs=rngs)

    def __call__(self, x: jax.Array) -> jax.Array:
        logits: jax.Array = self.head(self.backbone(x))
        return logits


def reference(seed: int, head_seed: int, x: jax.Array, old_classes: int, classes: int) -> dict[str, Any]:
    """Both models' outputs, and the patched model's leaves by path.

    Args:
        seed: of the pretrained model, in 0..2**31-1.
        head_seed: of the new head, in 0..2**31-1.
        x: f32[n, inputs].
        old_classes: >= 1.
        classes: >= 1.

    Returns:
        before f32[n, old_classes], after f32[n, classes], kept and new {path: f32[...]}.
    """
    pretrained = Classifier(x.shape[1], old_classes, nnx.Rngs(seed))
    patched = nnx.clone(pretrained)
    patched.head = nnx.Linear(WIDTH, classes, rngs=nnx.Rngs(head_seed))
    return {
        "before": pretrained(x),
        "after": patched(x),
        "kept": _leaves_of("backbone", patched.backbone),
        "new": _leaves_of("head", patched.head),
    }


def _leaves_of(name: str, part: nnx.Module) -> dict[str, jax.Array]:
    flat = nnx.to_flat_state(nnx.state(part))
    return {".".join((name, *path)): variable.get_value() for path, variable in flat}  # type: ignore[arg-type]
