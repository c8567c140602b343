"""Raises an exception whose every description raises again."""

class Hostile(Exception):
    def __str__(self):
        raise RuntimeError("no description")

    __repr__ = __str__


def state_zero_kernel(seed, x, features):
    raise Hostile
