"""The agent of the kiosk at HOME, until SIGTERM; killed at POINT, if one is named: HOME [POINT PASSING].

Where the point lies in the print child, the PASSING-th child is killed there and the agent lives on.
"""

from __future__ import annotations

import signal
import sys
import threading

from kiosk_app.ports.checkpoints import Point
from kiosk_app.processes.agent import Agent, AgentPorts
from kiosk_app.processes.lock import FileLock
from tests.faults.kill_roles import KillAt, kiosk, listener
from tests.faults.nursery import run_child


class Children:
    """Starts print children, and has one of them killed."""

    def __init__(self, home: str, point: str, passing: int) -> None:
        self._home = home
        self._left = passing if point == Point.PRINT_SPOOLED else 0

    def print(self, job: int) -> int:
        """Run one job; its exit status."""
        self._left -= 1
        kill = [Point.PRINT_SPOOLED.value, "1"] if self._left == 0 else []
        return run_child("kill_print", self._home, str(job), *kill)


def main(home: str, *kill: str) -> None:
    heard: KillAt = listener(kill)
    parts = kiosk(home, heard)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    sys.stdout.write("ready\n")  # to be told to stop
    sys.stdout.flush()
    store = parts.store
    ports = AgentPorts(store.outbox, store.prints, store.device, parts.engine, parts.clock, parts.switch)
    children = Children(home, *(kill[0], int(kill[1])) if kill else ("", 0))
    with FileLock(parts.home.agent_lock):
        Agent(ports, children.print, parts.between_passes, stop, heard).run()
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
