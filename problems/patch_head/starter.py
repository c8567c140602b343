"""Give a trained classifier a new head, and keep its backbone."""

import jax
from flax import nnx

WIDTH = 3


class Backbone(nnx.Module):
    """The part to keep. Its parameters are trained; its mean was measured on the data."""

    def __init__(self, inputs, rngs):
        bias_init = nnx.initializers.normal(1.0)
        self.mean = nnx.BatchStat(jax.random.normal(rngs.params(), (inputs,)))
        self.lower = nnx.Linear(inputs, WIDTH, bias_init=bias_init, rngs=rngs)
        self.upper = nnx.Linear(WIDTH, WIDTH, bias_init=bias_init, rngs=rngs)

    def __call__(self, x):
        return nnx.tanh(self.upper(nnx.tanh(self.lower(x - self.mean[...]))))


class Classifier(nnx.Module):
    def __init__(self, inputs, classes, rngs):
        self.backbone = Backbone(inputs, rngs)
        self.head = nnx.Linear(WIDTH, classes, bias_init=nnx.initializers.normal(1.0), rngs=rngs)

    def __call__(self, x):
        return self.head(self.backbone(x))


def patch_head(seed: int, head_seed: int, x: jax.Array, old_classes: int, classes: int) -> dict:
    """Return the outputs of a pretrained model and of its patched copy, and the copy's leaves.

    Args:
        seed: for the pretrained model.
        head_seed: for the new head.
        x: float32[n, inputs], the batch for both models.
        old_classes: how many classes the pretrained model tells apart.
        classes: how many the new head tells apart.

    Returns:
        {"before": float32[n, old_classes], "after": float32[n, classes],
         "kept": {path: leaf}, "new": {path: leaf}}
    """
    # 1. The pretrained model: Classifier(x.shape[-1], old_classes, nnx.Rngs(seed)).

    # 2. The new head: nnx.Linear(WIDTH, classes, rngs=nnx.Rngs(head_seed)).

    # 3. A second model, of the pretrained backbone (all of its leaves) and the new head. The first one stays whole.

    # 4. The leaves of the second model by path, such as "backbone.lower.kernel": those of the pretrained model under
    #    "kept", those of the new head under "new".

    # 5. Both models on x.
    raise NotImplementedError("Replace this line by your solution.")
