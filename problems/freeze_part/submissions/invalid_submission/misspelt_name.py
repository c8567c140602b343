"""The name is that of another part of speech."""


def frozen_part(seed, x, y, rate, steps):
    return {"losses": [], "leaves": {}}
