"""The scanner's folder on this computer (`kiosk_app.ports.scanner.ScannerFolder`).

A file is complete when its size and its time have not changed between two looks that lie some seconds apart; names that programs
give to what they are still writing are passed over. Every file is reached through the folder's own descriptor and never through a
link. `taking/` holds what was moved out of the scanner's way, each under its id; `not-taken/` what was refused, each with a text
beside it that says why.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple
from uuid import UUID, uuid4

from kiosk_app.ports.scanner import Found, SetAside
from kiosk_app.staff_errors import ScanError
from services.forms.words import Words
from services.scans import NotAScan, Refusal
from services.scans.kinds import REFUSAL_WORDS

TAKING: Final = "taking"
NOT_TAKEN: Final = "not-taken"
SETTLED_SECONDS: Final = 2.0
_BEING_WRITTEN: Final = re.compile(r"(?i).*(?:\.tmp|\.part|\.partial|\.crdownload|~)")
_UNUSABLE: Final = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_LONGEST: Final = 200  # bytes of a name that is kept; the id before it must find room
_READ: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class _Seen(NamedTuple):
    """How a file looked."""

    inode: int
    size: int
    changed: int
    at: float  # since when, by a clock that nobody sets


class WatchedFolder:
    """A folder that a scanner, or a person, puts files into. `words` says a reason, in every language that staff read."""

    def __init__(
        self,
        folder: Path,
        most_bytes: int,
        words: Callable[[Words], str],
        *,
        settled_seconds: float = SETTLED_SECONDS,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._words = words
        self._settled_seconds = settled_seconds
        self._steady = steady
        self._seen: dict[str, _Seen] = {}

    def collect(self) -> tuple[Sequence[Found], Sequence[SetAside]]:
        """Move what is complete out of the scanner's way.

        Raises:
            ScanError: the folder is not there, or cannot be read or written.
        """
        with self._opened() as folder:
            refused = []
            for name in self._complete(folder):
                try:
                    _check(folder, name)
                    self._move(folder, name, TAKING, f"{uuid4()} {name}")
                except NotAScan as refusal:
                    self._put_aside(folder, name, name, refusal.refusal)
                    refused.append(SetAside(name, refusal.refusal))
                except FileNotFoundError:
                    continue  # taken back meanwhile
            with _folder(TAKING, folder) as taking:
                found = [_found(name) for name in _names(taking)]
        return [one for one in found if one is not None], refused

    def read(self, found: Found) -> bytes:
        """The bytes of a file.

        Raises:
            NotAScan: too large, no file, or the disk does not give it.
        """
        with self._opened() as folder, _folder(TAKING, folder) as taking:
            try:
                descriptor = os.open(_kept(found), _READ, dir_fd=taking)
                with os.fdopen(descriptor, "rb") as file:
                    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                        raise NotAScan(Refusal.NOT_A_FILE)
                    content = file.read(self._most_bytes + 1)
            except OSError:
                raise NotAScan(Refusal.UNREADABLE) from None
        if len(content) > self._most_bytes:
            raise NotAScan(Refusal.TOO_LARGE)
        return content

    def remove(self, found: Found) -> None:
        """Delete a file that is kept elsewhere."""
        with self._opened() as folder, _folder(TAKING, folder) as taking, _gone_is_fine():
            os.unlink(_kept(found), dir_fd=taking)

    def set_aside(self, found: Found, refusal: Refusal) -> None:
        """Put a file where people find it, with the reason beside it."""
        with self._opened() as folder:
            self._put_aside(folder, f"{TAKING}/{_kept(found)}", found.name, refusal)

    @contextmanager
    def _opened(self) -> Iterator[int]:
        try:
            with _folder(str(self._folder), None) as folder:
                for made in (TAKING, NOT_TAKEN):
                    if made not in _names(folder):
                        os.mkdir(made, 0o700, dir_fd=folder)
                yield folder
        except OSError as error:
            raise ScanError(cause=os.strerror(error.errno or 0)) from None

    def _complete(self, folder: int) -> list[str]:
        """The names of what has not changed for long enough."""
        now, before, self._seen = self._steady(), self._seen, {}
        complete = []
        for name in _names(folder):
            if name in {TAKING, NOT_TAKEN} or name.startswith(".") or _BEING_WRITTEN.fullmatch(name):
                continue
            with _gone_is_fine():
                status = os.stat(name, dir_fd=folder, follow_symlinks=False)
                looks = (status.st_ino, status.st_size, status.st_mtime_ns)
                known = before.get(name)
                since = known.at if known is not None and known[:3] == looks else now
                self._seen[name] = _Seen(*looks, since)
                if now - since >= self._settled_seconds:
                    complete.append(name)
        return complete

    def _put_aside(self, folder: int, where: str, name: str, refusal: Refusal) -> None:
        """Where a file cannot be moved it stays, and comes again."""
        target = f"{uuid4().hex[:8]} {_shortened(_UNUSABLE.sub('_', name))}"
        with _gone_is_fine():
            try:
                self._move(folder, where, NOT_TAKEN, target)
            except NotAScan:
                return
            with _folder(NOT_TAKEN, folder) as aside:
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
                with os.fdopen(os.open(f"{target}.txt", flags, 0o600, dir_fd=aside), "w", encoding="utf-8") as note:
                    note.write(self._words(REFUSAL_WORDS[refusal]) + "\n")

    def _move(self, folder: int, name: str, into: str, target: str) -> None:
        try:
            with _folder(into, folder) as to:
                os.rename(name, target, src_dir_fd=folder, dst_dir_fd=to)
                os.fsync(to)
        except FileNotFoundError:
            raise
        except OSError:
            raise NotAScan(Refusal.NOT_MOVED) from None


def _check(folder: int, name: str) -> None:
    if _UNUSABLE.search(name) or len(name.encode()) > _LONGEST:
        raise NotAScan(Refusal.BAD_NAME)
    status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1:
        raise NotAScan(Refusal.NOT_A_FILE)


def _names(folder: int) -> list[str]:
    with os.scandir(folder) as entries:
        return sorted(entry.name for entry in entries)


def _kept(found: Found) -> str:
    return f"{found.id} {found.name}"


def _found(kept: str) -> Found | None:
    """What was moved under this name; None for what something else put there."""
    written, _space, name = kept.partition(" ")
    try:
        scan_id = UUID(written)
    except ValueError:
        return None
    return Found(scan_id, name) if str(scan_id) == written and name else None


def _shortened(name: str) -> str:
    """The end of a name, which says more of a file than its beginning."""
    return name.encode()[-_LONGEST:].decode(errors="ignore")


@contextmanager
def _folder(name: str, within: int | None) -> Iterator[int]:
    descriptor = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | (os.O_NOFOLLOW if within else 0), dir_fd=within)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _gone_is_fine() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        return
