"""Locks a process in before it reads anything from outside: no file, no socket, no other process, so much memory, so much time.

The limits are the kernel's (setrlimit(2), seccomp(2)). The number of open files is set to none, so what is open stays and nothing
can be opened; where the processor is one whose system calls are listed here, a filter besides allows only what computing needs,
and all else fails as not permitted. Nothing can be undone by the process itself.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import struct
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

MEMORY: Final = 1024 * 1024 * 1024  # bytes of address space
_NICE: Final = 5  # whoever keys goes first
_PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 4, 22, 38
_FILTER: Final = 2
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06  # BPF: load a word, jump if equal, return
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | errno.EPERM
_KILL: Final = 0x80000000
_NUMBER_AT, _MACHINE_AT = 0, 4  # in what the kernel shows a filter (struct seccomp_data)


class _Machine(NamedTuple):
    audit: int  # AUDIT_ARCH_...
    calls: Sequence[int]


# read write close fstat lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn mremap madvise getpid exit futex
# clock_gettime exit_group getrandom sigaltstack sched_yield gettid restart_syscall, from the kernel's tables (Linux 6.1)
_MACHINES: Final[Mapping[str, _Machine]] = MappingProxyType(
    {
        "x86_64": _Machine(
            0xC000003E,
            (0, 1, 3, 5, 8, 9, 10, 11, 12, 13, 14, 15, 25, 28, 39, 60, 202, 228, 231, 318, 131, 24, 186, 219),
        ),
        "aarch64": _Machine(
            0xC00000B7,
            (63, 64, 57, 80, 62, 222, 226, 215, 214, 134, 135, 139, 216, 233, 172, 93, 98, 113, 94, 278, 132, 124, 178, 128),
        ),
    }
)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def lock_in(seconds: int, memory: int = MEMORY) -> None:
    """Give up everything but so many bytes of memory, so many seconds of the processor, and the files that are open.

    Raises:
        OSError: the kernel does not set a limit; nothing from outside must be read then.
    """
    os.nice(_NICE)
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    if sys.platform == "linux":
        _filter_calls()


def _filter_calls() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    _control(libc, _PR_SET_DUMPABLE, 0)
    _control(libc, _PR_SET_NO_NEW_PRIVS, 1)
    machine = _MACHINES.get(os.uname().machine)
    if machine is None:
        return
    rules = b"".join(_instructions(machine))
    instructions = ctypes.create_string_buffer(rules, len(rules))
    program = _Program(len(rules) // 8, ctypes.cast(instructions, ctypes.c_void_p))
    _control(libc, _PR_SET_SECCOMP, _FILTER, ctypes.byref(program))


def _instructions(machine: _Machine) -> Sequence[bytes]:
    """The filter: another processor's calls kill, what is listed is allowed, the rest is refused."""
    count = len(machine.calls)
    listed = [_one(_EQUAL, number, yes=count - place) for place, number in enumerate(machine.calls)]
    return (
        _one(_LOAD, _MACHINE_AT),
        _one(_EQUAL, machine.audit, yes=1),
        _one(_RETURN, _KILL),
        _one(_LOAD, _NUMBER_AT),
        *listed,
        _one(_RETURN, _REFUSE),
        _one(_RETURN, _ALLOW),
    )


def _one(code: int, value: int, *, yes: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, 0, value)


def _control(libc: ctypes.CDLL, what: int, *values: object) -> None:
    given = [*values, *([0] * (4 - len(values)))]
    arguments = [ctypes.c_ulong(value) if isinstance(value, int) else value for value in given]
    if libc.prctl(what, *arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
