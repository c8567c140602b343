"""Chooses leaf by leaf with a map over two trees of the same structure."""

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


def patch_head(seed, head_seed, x, old_classes, classes):
    pretrained = Classifier(x.shape[-1], old_classes, nnx.Rngs(seed))
    head = nnx.Linear(WIDTH, classes, rngs=nnx.Rngs(head_seed))
    blank = Classifier(x.shape[-1], classes, nnx.Rngs(0))
    blank.head = head
    graphdef, state = nnx.split(blank)
    kept, new = {}, {}

    def choose(path, old, fresh):
        is_head = "head" in jax.tree_util.keystr(path)
        leaf = fresh if is_head else old
        name = ".".join(str(key.key) for key in path[:-1])
        (new if is_head else kept)[name] = leaf
        return leaf

    old_state = nnx.state(pretrained)
    patched = nnx.merge(graphdef, jax.tree_util.tree_map_with_path(choose, old_state, state))
    return {"before": pretrained(x), "after": patched(x), "kept": kept, "new": new}
