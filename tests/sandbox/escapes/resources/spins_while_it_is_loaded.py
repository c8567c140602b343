"""Aim: compute for ever, before anything is asked.
Expected: time_limit
Limits: call_wall_s=1
"""

while True:
    try:
        while True:
            pass
    except BaseException:
        pass
