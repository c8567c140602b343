"""What the self-test tries from inside a cage. Each attack returns "refused", or says what got through.

Written as source, since it has to run as a submission does: loaded into a worker, under all the layers.
"""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from grader.sandbox.answer import Answer, Death, Died, Raised, Returned
from grader.values import ScalarValue

HARNESS = "def call(function, **arguments):\n    return function(**arguments)\n"
ENTRY_POINT = "attack"
PARAMETERS = ["secret_path", "judge_pid"]
"""Given to every attack: a readable file of the host's, and the process id of whoever runs the self-test."""


@dataclass(frozen=True, slots=True)
class Attack:
    """`holds` tells from the worker's answer whether the cage did; `remedy` is for the operator if it did not."""

    id: str
    title: str
    body: str
    holds: Callable[[Answer], bool]
    remedy: str
    # Most attacks end by themselves, on a busy machine slowly; only an endless one has to wait for its end.
    call_wall_s: float = 60.0

    @property
    def source(self) -> str:
        head = f"import os, socket, threading, time\ndef {ENTRY_POINT}({', '.join(PARAMETERS)}):\n"
        return head + textwrap.indent(self.body.strip(), "    ") + "\n"


def _is_refused(answer: Answer) -> bool:
    return answer == Returned(ScalarValue("refused"))


def _dies_of(*deaths: Death) -> Callable[[Answer], bool]:
    return lambda answer: isinstance(answer, Died) and answer.death in deaths


def _raises_or_dies_of(exception: str, death: Death) -> Callable[[Answer], bool]:
    return lambda answer: (isinstance(answer, Raised) and answer.exception == exception) or _dies_of(death)(answer)


def _attempt(action: str, got_through: str) -> str:
    return f'try:\n    {action}\nexcept OSError:\n    return "refused"\nreturn "{got_through}"'


_LANDLOCK = "provide a kernel from 5.13 on with Landlock among its security modules (boot option lsm=landlock,...)"
_SECCOMP = "provide a kernel with seccomp filters, and let the container runtime allow the seccomp system call"
_RLIMITS = "let the service lower its own resource limits (setrlimit)"
_PROC = "mount /proc, so that the judge can watch what its workers use"

ATTACKS = (
    Attack(
        "compute",
        "JAX computes inside the cage",
        'import jax.numpy as jnp\nreturn "refused" if float(jnp.ones(3).sum()) == 3.0 else "a wrong sum"',
        _is_refused,
        "the cage stops JAX itself: see the service's log, and report it with the kernel's and the library's versions",
    ),
    Attack(
        "read",
        "A planted secret cannot be read",
        _attempt("return open(secret_path).read()", "read it"),
        _is_refused,
        _LANDLOCK,
    ),
    Attack(
        "write",
        "Nothing can be written",
        """
for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run", ".", "/", os.path.dirname(secret_path)):
    try:
        with open(os.path.join(folder, "arborist-self-test"), "w"):
            return "wrote into " + folder
    except OSError:
        pass
return "refused"
""",
        _is_refused,
        _LANDLOCK,
    ),
    Attack(
        "proc_judge",
        "The judge's /proc cannot be read",
        """
for name in ("environ", "mem", "maps", "cmdline", "status"):
    for pid in (judge_pid, os.getppid()):
        try:
            open(f"/proc/{pid}/{name}", "rb").read(1)
            return f"read /proc/{pid}/{name}"
        except OSError:
            pass
return "refused"
""",
        _is_refused,
        _LANDLOCK,
    ),
    Attack("fork", "No process can be started", _attempt("os.fork()", "forked"), _is_refused, _SECCOMP),
    Attack(
        "exec",
        "No program can be run",
        _attempt('os.execv("/bin/true", ["true"])', "ran a program"),
        _is_refused,
        _SECCOMP,
    ),
    Attack(
        "socket",
        "No socket can be opened",
        """
for family in ("AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_VSOCK"):
    try:
        socket.socket(getattr(socket, family), socket.SOCK_STREAM)
        return "opened a socket of " + family
    except OSError:
        pass
return "refused"
""",
        _is_refused,
        _SECCOMP,
    ),
    Attack(
        "signal",
        "The judge cannot be signalled",
        """
for pid in (judge_pid, os.getppid(), -1):
    try:
        os.kill(pid, 0)
        return f"could signal {pid}"
    except OSError:
        pass
return "refused"
""",
        _is_refused,
        _SECCOMP,
    ),
    Attack("spin", "An endless loop ends", "while True:\n    pass", _dies_of(Death.TIME, Death.CPU), _PROC, 1.0),
    Attack("sleep", "An endless sleep ends", "time.sleep(3600)", _dies_of(Death.TIME), _PROC, 1.0),
    Attack(
        "memory",
        "A hoard of memory ends",
        "hoard = []\nwhile True:\n    hoard.append(bytearray(os.urandom(1 << 20) * 16))",
        _raises_or_dies_of("MemoryError", Death.MEMORY),
        _RLIMITS,
    ),
    Attack(
        "output",
        "A flood of output ends",
        'while True:\n    print("flood" * 1000)',
        _dies_of(Death.OUTPUT),
        _PROC,
    ),
    Attack(
        "threads",
        "A crowd of threads ends",
        "gate = threading.Event()\nwhile True:\n    threading.Thread(target=gate.wait, daemon=True).start()",
        _raises_or_dies_of("RuntimeError", Death.THREADS),
        _PROC,
    ),
)
