"""Works on nested dicts of arrays, which know nothing of variables."""

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


def walk(tree, names=()):
    for key, part in tree.items():
        if isinstance(part, dict):
            yield from walk(part, (*names, str(key)))
        else:
            yield ".".join((*names, str(key))), part


def patch_head(seed, head_seed, x, old_classes, classes):
    pretrained = Classifier(x.shape[-1], old_classes, nnx.Rngs(seed))
    head = nnx.Linear(WIDTH, classes, rngs=nnx.Rngs(head_seed))
    patched = Classifier(x.shape[-1], classes, nnx.Rngs(0))
    graphdef, state = nnx.split(patched)
    arrays = nnx.to_pure_dict(nnx.state(pretrained))
    arrays["head"] = nnx.to_pure_dict(nnx.state(head))
    nnx.replace_by_pure_dict(state, arrays)
    patched = nnx.merge(graphdef, state)
    named = dict(walk(arrays))
    return {
        "before": pretrained(x),
        "after": patched(x),
        "kept": {name: leaf for name, leaf in named.items() if not name.startswith("head")},
        "new": {name: leaf for name, leaf in named.items() if name.startswith("head")},
    }
