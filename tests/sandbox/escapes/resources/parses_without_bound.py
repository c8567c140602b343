"""Aim: overrun the stack of Python's parser.
Expected: runtime_error or memory_limit
"""


def state_zero_kernel(seed, x, features):
    try:
        eval("(" * 10**6)
    except (MemoryError, SyntaxError):
        pass
    return eval("-" * 10**6 + "1")
