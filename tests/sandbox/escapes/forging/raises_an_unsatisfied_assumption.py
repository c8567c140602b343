"""Aim: have the search take the call for one that does not count.
Expected: runtime_error
Judged: submit
"""


class UnsatisfiedAssumption(BaseException):
    """Named as Hypothesis names its own."""


class StopTest(BaseException):
    """Likewise."""


def state_zero_kernel(seed, x, features):
    raise StopTest if x.shape[0] == 1 else UnsatisfiedAssumption
