"""Aim: end with exit status 0 before anything is asked.
Expected: runtime_error
"""

import os

os._exit(0)
