"""A child process of the benchmarks: the real supervisor, whose windows are driven ones.

`python -m benchmarks.supervised SOCKET --window` is `justice-kiosk supervise --window` in every other respect.
"""

from __future__ import annotations

import sys

import kiosk_app.processes.supervisor as supervising
from kiosk_app.main.kiosk import main as command


def main(path: str, arguments: list[str]) -> int:
    """Supervise until stopped."""
    own = supervising.own_command

    def driven(*words: str) -> list[str]:
        if words[0] == "window":
            return [sys.executable, "-m", "benchmarks.driven_window", path, *words]
        return own(*words)

    supervising.own_command = driven
    return command(["supervise", *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
