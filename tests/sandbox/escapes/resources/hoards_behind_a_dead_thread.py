"""Aim: end the main thread, so that the process looks dead and shows no memory, and hoard in another one.
Expected: runtime_error or memory_limit
Limits: memory_bytes=536870912
"""

import ctypes
import os
import threading
import time


def go_on():
    time.sleep(0.2)
    hoard = bytearray(480 << 20)
    hoard[::4096] = bytes(len(hoard) >> 12)
    os.write(1, b"ESCAPED: keeps 480 MiB beside JAX where 512 MiB are allowed\n")
    os._exit(0)


threading.Thread(target=go_on).start()
ctypes.CDLL(None).syscall({"x86_64": 60, "aarch64": 93}[os.uname().machine], 0)  # exit, of this thread alone
