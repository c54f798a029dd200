"""A centre that logs what it must not, so that the search for it can be seen to find it."""

from __future__ import annotations

import logging
import sys
from typing import Any
from unittest.mock import patch

from central_api.cli import main
from central_api.examining import Examiner

_examine = Examiner.examine


def blab(self: Examiner, *arguments: Any) -> Any:
    """Examine, and tell everybody."""
    examined = _examine(self, *arguments)
    logging.getLogger("central_api").info("answers %s", examined.answers)
    return examined


if __name__ == "__main__":
    with patch.object(Examiner, "examine", blab):
        sys.exit(main(sys.argv[1:]))
