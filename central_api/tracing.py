"""What may be logged of a fault of our own: its type and its place, never its text, which may hold what somebody typed."""

from __future__ import annotations

import traceback
from pathlib import PurePath


def code_path(fault: BaseException) -> str:
    """The exception's type and the innermost places in the code, outermost first."""
    frames = traceback.extract_tb(fault.__traceback__)[-4:]
    places = " > ".join(f"{PurePath(frame.filename).name}:{frame.lineno}:{frame.name}" for frame in frames)
    return f"{type(fault).__name__} at {places}"
