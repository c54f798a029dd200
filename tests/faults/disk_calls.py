"""Makes system calls of one thread fail, as a disk does: from the n-th on, or the n-th alone.

A seccomp filter hands each of the chosen calls of the thread to a listener in this process, which lets it go on or answers with
an error in the kernel's place. No other thread and no other process meets it, and it ends with the thread.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import platform
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pytest

_NUMBERS: Final = {
    "x86_64": (0xC000003E, 317, {"write": 1, "pwrite64": 18, "fsync": 74, "fdatasync": 75, "ftruncate": 77, "pread64": 17}),
    "aarch64": (0xC00000B7, 277, {"write": 64, "pwrite64": 68, "fsync": 82, "fdatasync": 83, "ftruncate": 46, "pread64": 67}),
}  # the architecture as seccomp names it, the call `seccomp` itself, and the calls that may fail
_NO_NEW_PRIVILEGES, _SET_FILTER, _NEW_LISTENER = 38, 1, 8
_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _ASK = 0x7FFF0000, 0x7FC00000
_RECEIVE, _SEND, _GO_ON = 0xC0502100, 0xC0182101, 1
_LIBRARY: Final = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Failing:
    """Which calls fail, with what, after how many that went well, and for how long."""

    calls: tuple[str, ...]
    error: int
    after: int = 0
    times: int = 1_000_000

    def fails(self, number: int) -> bool:
        return self.after <= number < self.after + self.times


def while_failing(failing: Failing, work: Callable[[], None]) -> int:
    """Do `work` in a thread of its own whose calls fail; how many of them failed."""
    machine = _NUMBERS.get(platform.machine())
    if machine is None:
        pytest.skip(f"no numbers of system calls for {platform.machine()}")
    failed: list[int] = []
    raised: list[BaseException] = []
    listener = _Listener(failing, failed)

    def filtered() -> None:
        try:
            listener.install(*machine)
            work()
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            raised.append(error)

    thread = threading.Thread(target=filtered)
    thread.start()
    listener.answer_until_over(thread)
    thread.join()
    if raised:
        raise raised[0]
    return len(failed)


class _Listener:
    def __init__(self, failing: Failing, failed: list[int]) -> None:
        self._failing = failing
        self._failed = failed
        self._installed = threading.Event()
        self._descriptor = -1

    def install(self, architecture: int, seccomp: int, numbers: dict[str, int]) -> None:
        """Filter the calls of this thread from here on."""
        try:
            program = _program(architecture, [numbers[call] for call in self._failing.calls])
            code = ctypes.create_string_buffer(program)
            filter_ = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(code)))
            _LIBRARY.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
            self._descriptor = _LIBRARY.syscall(seccomp, _SET_FILTER, _NEW_LISTENER, filter_)
            if self._descriptor < 0:
                pytest.skip(f"this machine has no seccomp listeners: {os.strerror(ctypes.get_errno())}")
        finally:
            self._installed.set()

    def answer_until_over(self, thread: threading.Thread) -> None:
        """Answer call after call; the kernel says when the thread has ended."""
        self._installed.wait()
        if self._descriptor < 0:
            return
        number = 0
        try:
            while (asked := self._next(thread)) is not None:
                fails = self._failing.fails(number)
                number += 1
                answer = (-self._failing.error, 0) if fails else (0, _GO_ON)
                fcntl.ioctl(self._descriptor, _SEND, bytearray(struct.pack("QqiI", asked, 0, *answer)))
                if fails:
                    self._failed.append(number)
        finally:
            os.close(self._descriptor)

    def _next(self, thread: threading.Thread) -> int | None:
        asked = bytearray(80)
        while True:
            try:
                fcntl.ioctl(self._descriptor, _RECEIVE, asked)
            except (FileNotFoundError, InterruptedError):
                if not thread.is_alive():
                    return None
                continue
            return int(struct.unpack_from("Q", asked)[0])


def _program(architecture: int, numbers: list[int]) -> bytes:
    """Ask about these calls, allow all others."""
    steps = [(_LOAD, 0, 0, 4), (_IF_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _ALLOW), (_LOAD, 0, 0, 0)]
    steps += [(_IF_EQUAL, len(numbers) - place, 0, number) for place, number in enumerate(numbers)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _ASK)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)
