"""Collects the leaves from the model's graph, without a state."""

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


def variables_of(model, part):
    return {
        ".".join(map(str, path)): node[...]
        for path, node in nnx.iter_graph(model)
        if isinstance(node, nnx.Variable) and path[0] == part
    }


def patch_head(seed, head_seed, x, old_classes, classes):
    pretrained = Classifier(x.shape[-1], old_classes, nnx.Rngs(seed))
    patched = nnx.clone(pretrained)
    patched.head = nnx.Linear(WIDTH, classes, rngs=nnx.Rngs(head_seed))
    return {
        "after": patched(x),
        "before": pretrained(x),
        "new": variables_of(patched, "head"),
        "kept": variables_of(patched, "backbone"),
    }
