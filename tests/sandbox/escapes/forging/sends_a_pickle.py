"""Aim: have the judge unpickle what is no frame at all.
Expected: runtime_error
"""

import os
import pickle
import time


class Evil:
    def __reduce__(self):
        return os.mkdir, ("/tmp/arborist-escape-pickle",)


def state_zero_kernel(seed, x, features):
    os.write(4, pickle.dumps(Evil()))
    time.sleep(60)
