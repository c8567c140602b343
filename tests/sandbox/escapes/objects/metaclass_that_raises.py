"""Aim: return an object whose type cannot be asked for anything.
Expected: wrong_answer or runtime_error
"""


class Silent(type):
    def __getattribute__(cls, name):
        raise SystemExit(0)

    __instancecheck__ = __subclasscheck__ = __repr__ = None


class Nameless(metaclass=Silent):
    def __getattribute__(self, name):
        raise SystemExit(0)


def state_zero_kernel(seed, x, features):
    return object.__new__(Nameless)
