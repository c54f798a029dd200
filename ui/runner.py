"""The one place where blocking calls leave the event loop.

A desk's database work runs on one thread, in the order asked, so two calls never wait for each other's lock. Results come back
on the GUI thread, and only to a caller that still wants them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from kiosk_app.errors import KnownError
from ui.garbage import Garbage

_Result = TypeVar("_Result")

log = logging.getLogger(__name__)


class Runner(QObject):
    """Runs calls one after the other on a thread of its own.

    `on_bug` is called for an exception that nobody expected; the log names its type and place, never its text.
    """

    _finished = Signal(object)  # a callable to run on the GUI thread

    def __init__(self, on_bug: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_bug = on_bug
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._garbage = Garbage(self)
        self._pending = 0
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def pending(self) -> int:
        """How many calls have not been delivered yet."""
        return self._pending

    def run(
        self,
        call: Callable[[], _Result],
        done: Callable[[_Result], None],
        failed: Callable[[KnownError], None],
    ) -> None:
        """Call `call` on the worker, then `done` or `failed` on the GUI thread."""
        if self._closed:
            return
        self._pending += 1
        self._pool.submit(call).add_done_callback(lambda future: self._finished.emit(lambda: self._settle(future, done, failed)))

    def close(self, last: Callable[[], object] | None = None) -> None:
        """Take nothing more; make `last` the final call and wait for it. Results not delivered yet are dropped."""
        if self._closed:
            return
        self._closed = True
        future = self._pool.submit(last) if last else None
        self._pool.shutdown(wait=True)
        self._garbage.release()
        if future is not None and (error := future.exception()) is not None:
            log.error("the last call failed: %s", _place(error))

    def _deliver(self, settle: Callable[[], None]) -> None:
        self._pending -= 1
        if not self._closed:
            settle()

    def _settle(
        self,
        future: Future[_Result],
        done: Callable[[_Result], None],
        failed: Callable[[KnownError], None],
    ) -> None:
        error = future.exception()
        if error is None:
            done(future.result())
        elif isinstance(error, KnownError):
            failed(error)
        else:
            log.error("an unexpected failure: %s", _place(error))
            self._on_bug()


def _place(error: BaseException) -> str:
    """The kind of an exception and where it was raised; its text may hold what a person typed."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    code = trace.tb_frame.f_code
    return f"{type(error).__name__} at {code.co_filename}:{trace.tb_lineno} in {code.co_name}"
