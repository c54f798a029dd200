"""Puts another database in the place of the present one, which is set aside and never deleted, whatever happens in between.

The new one is made whole beside the present one (`being_restored`, `being_begun`) and closed. Naming it "kiosk.db.next" decides:
before that nothing has happened, and what stands beside is nobody's. From then on the rest is done, by whoever comes next if need
be: the present database and the logs SQLite keeps beside it are moved to the newest folder of "set-aside", and the next one takes
its name. Nobody opens a database while there is a next one (`Store.open` refuses), so none is opened without its log, or beside a
log that is not its own. Every step is on the disk before the next.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Final

from local_store.backup import sync_folder
from local_store.faults import translating
from local_store.holding import Hold

FOLDER: Final = "set-aside"


def is_pending(database: Path) -> bool:
    """Whether another database was about to take the place of this one."""
    return _next(database).exists()


def being_restored(database: Path) -> Path:
    """Where a copy is checked before it may take the place of the database."""
    return database.with_name(f"{database.name}.restoring")


def being_begun(database: Path) -> Path:
    """Where an empty database is made that may take the place of the present one."""
    return database.with_name(f"{database.name}.anew")


def being_first(database: Path) -> Path:
    """Where the first database of a kiosk is made, and no other: "kiosk.new". Once a database has stood, there is none."""
    return database.with_suffix(".new")


def parts(database: Path) -> list[Path]:
    """The database, and the logs SQLite keeps beside it, as far as they exist."""
    return sorted(path for path in (database, *database.parent.glob(f"{database.name}-*")) if path.exists())


def remove_parts(database: Path) -> None:
    """Remove a database that nobody has ever used."""
    for part in parts(database):
        part.unlink(missing_ok=True)


def place_aside(database: Path) -> Path:
    """An empty numbered folder to move the present database to: "set-aside/0001". The caller holds the database alone."""
    with translating():
        above = database.with_name(FOLDER)
        above.mkdir(mode=0o700, exist_ok=True)
        numbered = _numbered(above)
        if numbered and not any(numbered[-1].iterdir()):
            return numbered[-1]  # left by an attempt that did not come to anything
        made = above / f"{1 + max((int(each.name) for each in numbered), default=0):04}"
        made.mkdir(mode=0o700)
        sync_folder(above)
        sync_folder(database.parent)
    return made


def replace(database: Path, new: Path) -> None:
    """Set the present database aside, if there is one, and give `new` its place. The caller holds the database alone.

    Raises:
        StoreError: it was not done, or the next `finish` does it.
    """
    with translating():
        remove_parts(being_first(database))  # or it would be taken for the first one when this one is lost
        new.rename(_next(database))
        sync_folder(database.parent)
    finish(database)


def finish(database: Path) -> None:
    """Finish what was cut off after it was decided; nothing to do otherwise. The caller holds the database alone."""
    if not is_pending(database):
        return
    with translating():
        present = parts(database)
        if present:
            aside = _numbered(database.with_name(FOLDER))[-1]
            for part in present:
                part.rename(aside / part.name)
            sync_folder(aside)
            sync_folder(database.parent)
        _next(database).rename(database)
        sync_folder(database.parent)


def settle(database: Path) -> bool:
    """At a start: finish what was cut off. Whether there was anything to finish.

    Raises:
        AlreadyRunning: another process is at it.
    """
    if not is_pending(database):
        return False
    with closing(Hold.alone(database)):
        finish(database)
    return True


def _next(database: Path) -> Path:
    return database.with_name(f"{database.name}.next")


def _numbered(above: Path) -> list[Path]:
    return sorted((each for each in above.iterdir() if each.name.isdecimal()), key=lambda each: int(each.name))
