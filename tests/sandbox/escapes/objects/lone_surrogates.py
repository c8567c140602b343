"""Aim: return and raise text that no encoding takes.
Expected: wrong_answer or runtime_error
"""


def state_zero_kernel(seed, x, features):
    print("\ud800\udfff \x00 \x1b[2J")
    if x.shape[0] == 1:
        raise ValueError("\ud800 \x00 \x1b[2J")
    return {"\ud800": "\udfff", "\x00": "\x1b[2J"}
