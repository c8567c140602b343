"""Prints for ever."""

def state_zero_kernel(seed, x, features):
    while True:
        print("a line of output, again and again")
