"""Aim: return numbers of classes that only pretend to be built in.
Expected: wrong_answer
"""


class Float(float):
    __eq__ = lambda self, other: True
    hex = lambda self: "0x1p0"


class Text(str):
    __eq__ = lambda self, other: True
    __hash__ = str.__hash__


def state_zero_kernel(seed, x, features):
    return [Float(0), {Text("outcome"): Text("accepted")}]
