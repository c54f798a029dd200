"""Work on a data folder that is cut off at every step, as a loss of power would, by killing the process that does it."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

STEPS = {"os.rename", "os.mkdir", "os.remove", "os.link", "open"}
MOST = 200


def killed_before(step: int, folder: Path, work: Callable[[], object]) -> bool:
    """Do the work in a process of its own that is killed before its nth change below a folder. Whether it was."""
    pid = os.fork()
    if pid == 0:
        left = step

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if event in STEPS and str(arguments[0]).startswith(str(folder)):
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(hook)
            work()
        except BaseException:  # noqa: BLE001 - a child that fails must not go on as a second test run
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) in {0, -signal.SIGKILL}
    return os.WIFSIGNALED(status)


def every_way(path: Path, work: Callable[[Path], object]) -> Iterator[Path]:
    """Copies of the data folder, in each of which the work was cut off one step later; the last is one in which it was not."""
    for step in range(MOST):
        folder = path.parent / f"step-{step}"
        shutil.copytree(path.parent / "kept", folder)
        killed = killed_before(step, folder, lambda at=folder / path.name: work(at))  # type: ignore[misc]
        yield folder / path.name
        if not killed:
            return
    raise AssertionError("it did not come to an end")
