"""The name lacks its underscore."""


def patchhead(seed, head_seed, x, old_classes, classes):
    return {}
