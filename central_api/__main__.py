"""`python -m central_api`."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """The command; its exit code."""
    gc.disable()  # while modules are imported there is nothing to collect, and looking for it takes a sixth of the time
    from central_api.cli import main as command

    gc.enable()
    return command()


sys.exit(main())
