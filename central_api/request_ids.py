"""One name for each request, from the kiosk's log through every line here to the answer.

Whoever asks may name the request, with random digits as a nonce has; any other name is thrown away and a new one made, so that
nothing anybody typed reaches the log this way. What an envelope leads to later, in the worker, bears the name of the request
that brought it.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

HEADER: Final = "X-Request-Id"
LOG_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s request=%(request)s %(message)s"
NONE: Final = "-"  # in lines that belong to no request
PATTERN: Final = "^[0-9a-f]{16,64}$"

_WELL_FORMED = re.compile(r"[0-9a-f]{16,64}", re.ASCII)
_current: ContextVar[str] = ContextVar("request_id", default="")  # of this task or thread; goes along into the thread pool


def request_id_from(given: str | None) -> str:
    """The name to use: the one that was given, or a new one of 128 random bits."""
    return given if given is not None and _WELL_FORMED.fullmatch(given) else secrets.token_hex(16)


def current_request() -> str:
    """The name of the request that is being dealt with; "" outside of any."""
    return _current.get()


@contextmanager
def dealing_with(request_id: str) -> Iterator[None]:
    """Whatever is logged inside belongs to this request; "" for none."""
    token = _current.set(request_id)
    try:
        yield
    finally:
        _current.reset(token)


def log_to_standard_error() -> None:
    """Every line of this process, with the request it belongs to."""
    handler = logging.StreamHandler()
    handler.addFilter(NamesRequest())
    logging.basicConfig(level=logging.INFO, handlers=[handler], format=LOG_FORMAT)


class NamesRequest(logging.Filter):
    """Puts the current request's name on each record of a handler, for `LOG_FORMAT`."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Name it; nothing is held back."""
        record.request = current_request() or NONE
        return True
