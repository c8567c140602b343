"""Aim: raise an exception whose message never comes.
Expected: time_limit
Limits: call_wall_s=1
"""


class Endless(Exception):
    def __str__(self):
        while True:
            pass


def state_zero_kernel(seed, x, features):
    raise Endless
