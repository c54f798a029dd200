"""Begins the processes of a round where importing has ended: by forking a process that has done nothing but import.

Hundreds of processes die in these tests, and most of the life of each was importing. Nothing that is tested begins before the
fork: no database, no thread, no listener. `python -m tests.faults.nursery ADDRESS` listens until its standard input ends; each
connection brings a role and its arguments with three file descriptors, for standard input, standard output and the exit status.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import selectors
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TextIO

ADDRESS = "FAULTS_NURSERY"  # in the environment: the name of the socket, where one listens
_ROOT = Path(__file__).parents[2]
_ROLES = ("kill_window", "kill_agent", "kill_print", "kill_enrol", "kill_scans", "kill_centre")
_ROOMS = ("services", "kiosk_app", "local_store", "sync", "printing", "central_api")
_USED_LATER = (
    "httpcore",
    "h11",
    "anyio",
    "certifi",
    "keyring",
    "phonenumbers",
    "stringprep",
)  # imported by others only when they need it
_MOST_BYTES = 64 * 1024


@contextmanager
def running_nursery() -> Iterator[str]:
    """The name of the socket of a nursery, for as long as the context lasts."""
    name = f"faults-nursery-{os.getpid()}"
    command = [sys.executable, "-m", "tests.faults.nursery", name]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", ADDRESS: name}
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline()
        yield name
        process.stdin.close()


class Born:
    """A process from the nursery, used like a `subprocess.Popen`. Nothing comes on its standard input, until that is closed."""

    def __init__(self, name: str, role: str, arguments: Sequence[str], *, stdout: int | None = None, group: int = 0) -> None:
        self.returncode: int | None = None
        with ExitStack() as stack:
            theirs_in, ours_in = os.pipe()
            stack.callback(os.close, theirs_in)
            self.stdin = os.fdopen(ours_in, "w", encoding="utf-8")
            self._status, theirs_status = os.pipe()
            stack.callback(os.close, theirs_status)
            self.stdout: TextIO | None = None
            theirs_out = 1 if stdout is None else stdout
            if stdout is None:
                ours, theirs_out = os.pipe()
                stack.callback(os.close, theirs_out)
                self.stdout = os.fdopen(ours, encoding="utf-8")
            line = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET))
            line.connect(f"\0{name}")
            socket.send_fds(line, [json.dumps([group, role, *arguments]).encode()], [theirs_in, theirs_out, theirs_status])
            self.pid = int(line.recv(_MOST_BYTES))

    def poll(self) -> int | None:
        """How it ended; None while it lives."""
        return self.wait(0)

    def wait(self, seconds: float | None = None) -> int | None:
        """Wait for its end; how it ended, None where it did not in that time."""
        if self.returncode is None:
            with selectors.DefaultSelector() as waiting:
                waiting.register(self._status, selectors.EVENT_READ)
                if waiting.select(seconds):
                    self.returncode = int(os.read(self._status, _MOST_BYTES))
                    os.close(self._status)
        return self.returncode


def run_child(role: str, *arguments: str) -> int:
    """Run a role in a process that belongs to this one, from the nursery where there is one; how it ended."""
    name = os.environ.get(ADDRESS)
    if name is None:
        command = [sys.executable, "-m", f"tests.faults.{role}", *arguments]
        return subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode  # noqa: S603 - our own program
    child = Born(name, role, arguments, stdout=sys.stdout.fileno(), group=os.getpgrp())
    ended = child.wait()
    child.stdin.close()
    assert ended is not None
    return ended


def _deliver(line: socket.socket, watched: selectors.BaseSelector) -> bool:
    """Begin what a connection asks for. True in the new process, whose command line it now is."""
    with line.accept()[0] as asking:
        asked, descriptors, _flags, _address = socket.recv_fds(asking, _MOST_BYTES, 3)
        child = os.fork()
        if not child:
            group, *sys.argv[1:] = json.loads(asked)
            with suppress(PermissionError):  # who asked has died meanwhile
                os.setpgid(0, group)
            for number, descriptor in enumerate(descriptors[:2]):
                os.dup2(descriptor, number)
        else:
            with suppress(PermissionError, ProcessLookupError):  # so that it is done before anybody knows the process
                os.setpgid(child, json.loads(asked)[0])
            handle = os.pidfd_open(child)
            watched.register(handle, selectors.EVENT_READ, partial(_report, child, handle, descriptors[2], watched))
            asking.send(str(child).encode())
    for descriptor in descriptors[: 3 if not child else 2]:
        os.close(descriptor)
    return not child


def _report(child: int, handle: int, status: int, watched: selectors.BaseSelector) -> bool:
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    watched.unregister(handle)
    with suppress(BrokenPipeError):  # nobody wants to know any more
        os.write(status, str(ended).encode())
    os.close(handle)
    os.close(status)
    return False


def _modules_of(rooms: Sequence[str]) -> Iterator[str]:
    for room in rooms:
        found = pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}.")
        yield from (each.name for each in found if ".migrations." not in each.name and not each.name.endswith("__main__"))


def main(name: str) -> object:
    """Listen; what the role returned, in each process that came of it."""
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    for module in (*_USED_LATER, *_modules_of(_ROOMS), *(f"tests.faults.{role}" for role in _ROLES)):
        importlib.import_module(module)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line, selectors.DefaultSelector() as watched:
        line.bind(f"\0{name}")
        line.listen()
        watched.register(line, selectors.EVENT_READ, partial(_deliver, line, watched))
        watched.register(sys.stdin, selectors.EVENT_READ)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        is_new = False
        while not is_new:
            for key, _events in watched.select():
                if key.data is None:
                    return 0
                is_new = key.data()
                if is_new:
                    break
    return importlib.import_module(f"tests.faults.{sys.argv[1]}").main(*sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
