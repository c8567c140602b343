"""The system calls that a worker may make: what CPython, JAX and XLA need, and nothing else."""

import ctypes
import errno
import tempfile

import pyseccomp

from grader.sandbox.kernel import PR_SET_SECCOMP, SECCOMP_MODE_FILTER, prctl

# Traced from CPython 3.11 and 3.13 with JAX on the CPU, and completed by each call's close relatives.
# Memory; mmap has rules of its own
_MEMORY = """
    brk munmap mprotect mremap madvise mincore membarrier
"""
# Threads and time
_THREADS_AND_TIME = """
    futex futex_waitv set_robust_list get_robust_list rseq set_tid_address exit exit_group gettid getpid
    getppid sched_yield sched_getaffinity sched_getparam sched_getscheduler sched_get_priority_max
    sched_get_priority_min nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday time times getcpu
    restart_syscall getrusage getrlimit sysinfo uname
"""
# Handling signals; sending them is not among these, so abort() ends in glibc's trap instruction instead
_SIGNAL_HANDLING = """
    rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack setitimer
    getitimer alarm pause
"""
# Reading what Landlock lets it open, and the pipes it has
_READING = """
    open openat read readv pread64 preadv write writev close close_range lseek stat fstat lstat newfstatat
    statx access faccessat faccessat2 readlink readlinkat getdents getdents64 getcwd poll ppoll select
    pselect6 epoll_create1 epoll_ctl epoll_wait epoll_pwait eventfd2 pipe pipe2 dup dup2 dup3 umask
"""
# Who am I
_IDENTITY = """
    getuid geteuid getgid getegid getgroups getresuid getresgid getpgrp getpgid getsid capget arch_prctl
    getrandom
"""
ALLOWED = frozenset(f"{_MEMORY} {_THREADS_AND_TIME} {_SIGNAL_HANDLING} {_READING} {_IDENTITY}".split())

_CLONE_THREAD = 0x10000
_MAP_SHARED, _MAP_ANONYMOUS, _MAP_HUGETLB = 0x1, 0x20, 0x40000
_HARMLESS_IOCTL = {"FIONBIO": 0x5421, "FIOCLEX": 0x5451, "FIONCLEX": 0x5450, "TCGETS": 0x5401, "FIONREAD": 0x541B}
_HARMLESS_FCNTL = {"F_DUPFD": 0, "F_GETFD": 1, "F_SETFD": 2, "F_GETFL": 3, "F_SETFL": 4, "F_DUPFD_CLOEXEC": 1030}
_PR_SET_NAME, _PR_GET_NAME, _PR_SET_VMA = 15, 16, 0x53564D41


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def compile_filter() -> bytes:
    """The filter as BPF, for the machine's own architecture; any other dies at its first call."""
    rules = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
    for name in sorted(ALLOWED):
        _allow(rules, name)
    _allow_counted_memory(rules)
    # glibc then falls back to clone, whose flags a filter can read: threads yes, processes no.
    rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    rules.add_rule(pyseccomp.ALLOW, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, _CLONE_THREAD, _CLONE_THREAD))
    for request in _HARMLESS_IOCTL.values():
        rules.add_rule(pyseccomp.ALLOW, "ioctl", pyseccomp.Arg(1, pyseccomp.EQ, request))
    for command in _HARMLESS_FCNTL.values():
        rules.add_rule(pyseccomp.ALLOW, "fcntl", pyseccomp.Arg(1, pyseccomp.EQ, command))
    for option in (_PR_SET_NAME, _PR_GET_NAME, _PR_SET_VMA):
        rules.add_rule(pyseccomp.ALLOW, "prctl", pyseccomp.Arg(0, pyseccomp.EQ, option))
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def _allow(rules: pyseccomp.SyscallFilter, name: str) -> None:
    try:
        rules.add_rule(pyseccomp.ALLOW, name)
    except (OSError, ValueError, RuntimeError):
        return  # a call that this architecture or this libseccomp does not have stays forbidden


def _allow_counted_memory(rules: pyseccomp.SyscallFilter) -> None:
    """Files, and private anonymous memory. Shared or huge pages do not show in the resident size, or not for long."""
    for flags, wanted in {
        _MAP_HUGETLB | _MAP_ANONYMOUS: 0,
        _MAP_HUGETLB | _MAP_ANONYMOUS | _MAP_SHARED: _MAP_ANONYMOUS,
    }.items():
        rules.add_rule(pyseccomp.ALLOW, "mmap", pyseccomp.Arg(3, pyseccomp.MASKED_EQ, flags, wanted))


def install(program: bytes) -> None:
    """For ever, for the calling thread and all that come from it. Needs no_new_privs."""
    instructions = ctypes.create_string_buffer(program, len(program))
    struct_size_bytes = 8
    loaded = _Program(len(program) // struct_size_bytes, ctypes.addressof(instructions))
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(loaded))
