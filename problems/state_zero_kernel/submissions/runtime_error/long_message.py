"""Raises an exception with a message of a million letters."""

def state_zero_kernel(seed, x, features):
    raise ValueError("a" * 1_000_000)
