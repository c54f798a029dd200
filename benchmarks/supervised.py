"""A child process of the benchmarks: the real supervisor, whose windows are driven ones.

`python -m benchmarks.supervised SOCKET --window` is `justice-kiosk supervise --window` in every other respect.
"""

from __future__ import annotations

import importlib
import sys


def main(path: str, arguments: list[str]) -> int:
    """Supervise until stopped."""
    kiosk = importlib.import_module("kiosk_app.main.kiosk")  # the package names a function so
    own = kiosk.own_command

    def command(*words: str) -> list[str]:
        if words[0] == "window":
            return [sys.executable, "-m", "benchmarks.driven_window", path, *words]
        return list(own(*words))

    vars(kiosk)["own_command"] = command
    return int(kiosk.main(["supervise", *arguments]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
