"""Gives the pretrained model itself the new head.

Misconception: `patched = pretrained` makes a second name, not a second model, so the pretrained one lost its head.
Hint: Make a copy before you change anything: nnx.clone(pretrained), or split and merge.
"""

import jax
from flax import nnx

WIDTH = 3


class Backbone(nnx.Module):
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


def leaves_of(model):
    return {".".join(map(str, path)): variable[...] for path, variable in nnx.to_flat_state(nnx.state(model))}


def patch_head(seed, head_seed, x, old_classes, classes):
    pretrained = Classifier(x.shape[-1], old_classes, nnx.Rngs(seed))
    patched = pretrained
    patched.head = nnx.Linear(WIDTH, classes, rngs=nnx.Rngs(head_seed))
    leaves = leaves_of(patched)
    return {
        "before": pretrained(x),
        "after": patched(x),
        "kept": {path: leaf for path, leaf in leaves.items() if path.startswith("backbone.")},
        "new": {path: leaf for path, leaf in leaves.items() if path.startswith("head.")},
    }
