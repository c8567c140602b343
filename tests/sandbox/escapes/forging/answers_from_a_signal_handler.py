"""Aim: let a timer interrupt the worker between two questions and leave its loop with success.
Expected: wrong_answer or runtime_error
"""

import os
import signal

import jax.numpy as jnp


def leave(*_):
    os._exit(0)


signal.signal(signal.SIGALRM, leave)


def state_zero_kernel(seed, x, features):
    signal.setitimer(signal.ITIMER_REAL, 0.001)
    return jnp.zeros(int(features))
