"""The application behind one door: opened once, then asked one thing at a time, off the event loop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from kiosk_app.errors import KnownError
from ui.runner import Runner

if TYPE_CHECKING:
    from kiosk_app.use_cases.desk import PublicDesk

_Result = TypeVar("_Result")


class Door:
    """Holds the desk and the runner. A question asked while another is unanswered is dropped: a second press does nothing."""

    def __init__(self, open_desk: Callable[[], PublicDesk], on_bug: Callable[[], None], parent: QObject) -> None:
        self._open_desk = open_desk
        self._on_bug = on_bug
        self._asked_to_open = False
        self._desk: PublicDesk | None = None
        self._failure: KnownError | None = None  # why it could not be loaded
        self._busy = False
        self.runner = Runner(self._bug, parent)
        self._slow = Runner(self._bug, parent)

    @property
    def is_open(self) -> bool:
        """Whether the desk has been loaded."""
        return self._desk is not None

    @property
    def busy(self) -> bool:
        """Whether the answer to a question is awaited."""
        return self._busy

    @property
    def settled(self) -> bool:
        """Whether every call has been answered."""
        return self.runner.pending == 0 and self._slow.pending == 0

    def desk(self) -> PublicDesk:
        """The desk. On the worker it is there, or known not to be, because loading it was the first call.

        Raises:
            KnownError: it could not be loaded.
            RuntimeError: nobody has opened it.
        """
        if self._failure is not None:
            raise self._failure
        if self._desk is None:
            raise RuntimeError("nobody has opened the desk")
        return self._desk

    def open(self, opened: Callable[[PublicDesk], None], failed: Callable[[KnownError], None]) -> None:
        """Load the desk, once; again only when that has failed."""
        if self._asked_to_open and self._failure is None:
            return
        self._asked_to_open = True
        self.runner.run(self._load, opened, failed)

    def ask(
        self,
        call: Callable[[PublicDesk], _Result],
        done: Callable[[_Result], None],
        failed: Callable[[KnownError], None],
    ) -> None:
        """Ask something that somebody waits for."""
        if self._busy:
            return
        self._busy = True

        def free(then: Callable[[], None]) -> None:
            self._busy = False
            then()

        self.runner.run(
            lambda: call(self.desk()),
            lambda result: free(lambda: done(result)),
            lambda error: free(lambda: failed(error)),
        )

    def tell(self, call: Callable[[PublicDesk], object], failed: Callable[[KnownError], None]) -> None:
        """Say something that nobody waits for."""
        self.runner.run(lambda: call(self.desk()), lambda _nothing: None, failed)

    def beside(
        self,
        call: Callable[[PublicDesk], _Result],
        done: Callable[[_Result], None],
        failed: Callable[[KnownError], None],
    ) -> None:
        """Ask something slow, on a thread of its own: what is saved meanwhile does not wait for it. The desk must be open."""
        self._slow.run(lambda: call(self.desk()), done, failed)

    def close(self, last: Callable[[PublicDesk], object] | None) -> None:
        """Ask nothing more; `last` is the final call, and is waited for."""
        desk = self._desk
        self._slow.close()  # first: the other one was made first, and gives the collector of cycles back
        self.runner.close((lambda: last(desk)) if last is not None and desk is not None else None)

    def _load(self) -> PublicDesk:
        self._failure = None
        try:
            self._desk = self._open_desk()
        except KnownError as error:
            self._failure = error
            raise
        return self._desk

    def _bug(self) -> None:
        self._busy = False
        self._on_bug()
