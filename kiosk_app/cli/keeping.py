"""The commands that look after the records: verify-log, backup, restore."""

from __future__ import annotations

import os
from pathlib import Path

from kiosk_app.cli.answer import Answer, Exit, plain
from kiosk_app.cli.tools import Tools
from kiosk_app.errors import CannotWrite, WouldLeaveBehind
from kiosk_app.processes.lock import FileLock
from kiosk_app.wording import KEEP_AND_TELL, audit_broken, set_aside_words
from services.forms.words import Domain, Translator

_ = Domain("kiosk_app")
_n = _.plural

DIGITS = 16  # of a hash, for a person to compare


def verify_log(tools: Tools, translate: Translator) -> Answer:
    """Walk the whole audit chain; "no" when a row does not follow from the one before."""
    head = tools.store.audit.head()  # rows that come meanwhile are walked too, and not spoken of
    broken = tools.store.audit.first_broken()
    facts = {"whole": broken is None, "first_broken": broken, "rows": head.rows, "head": head.hash.hex(), "reported": None}
    if broken is not None:
        return Answer((translate(audit_broken(broken)), translate(KEEP_AND_TELL)), facts, Exit.NO)
    lines = (
        _n(
            "The audit log is whole: {n} row, ending in {head}.",
            "The audit log is whole: {n} rows, ending in {head}.",
            head.rows,
            head=head.hash.hex()[:DIGITS],
        ),
        _("How many rows the centre was last told of is not kept here. The centre compares that by itself."),
    )
    return Answer(tuple(map(translate, lines)), facts)


def backup(tools: Tools, translate: Translator, to: Path) -> Answer:
    """Copy the records into a new file, or into a new file in a folder, while the kiosk runs."""
    file = _file(tools, to)
    tools.copies.back_up(file)
    lines = (
        _("Copied to {file}.", file=plain(str(file))),
        _(
            "Only the store key of this kiosk opens it, and the key is not in it. Here keys are kept by: {source}.",
            source=tools.keys.description,
        ),
    )
    facts = {"file": str(file), "bytes": file.stat().st_size, "keys": tools.keys.description}
    return Answer(tuple(map(translate, lines)), facts)


def _file(tools: Tools, to: Path) -> Path:
    try:
        path = to.resolve()
        return path / f"kiosk-{tools.clock.now():%Y%m%dT%H%M%SZ}.db" if path.is_dir() else path
    except (OSError, RuntimeError) as error:  # RuntimeError: how resolving says that links lead in a circle
        number = error.errno if isinstance(error, OSError) else None
        raise CannotWrite(file=plain(to.name), why=os.strerror(number) if number else "not-a-file") from None


def restore(tools: Tools, translate: Translator, file: Path, *, leave_behind: bool) -> Answer:
    """Put a copy in the place of the records, while the kiosk is stopped; "no" when unsent requests might be left behind."""
    try:
        with FileLock(tools.home.agent_lock):
            done = tools.copies.restore(file, leave_behind=leave_behind)
            tools.damage.clear()
    except WouldLeaveBehind as refusal:
        return _would_leave_behind(refusal.unsent, translate)
    lines = [_("Restored from {file}.", file=plain(str(file)))]
    if done.aside is not None:
        lines.append(set_aside_words(plain(str(done.aside))))
    if done.unsent is None:
        lines.append(_("They cannot be read, so nobody can say whether all in them was sent."))
    elif done.unsent:
        lines.append(
            _n(
                "{n} request in them was never sent and is not in the copy.",
                "{n} requests in them were never sent and are not in the copy.",
                done.unsent,
            )
        )
    lines.append(_("Tell the centre: it may raise an alarm about the audit log because of this."))
    facts = {
        "restored": True,
        "epoch": done.epoch,
        "aside": str(done.aside) if done.aside else None,
        "unsent": done.unsent,
    }
    return Answer(tuple(map(translate, lines)), facts)


def _would_leave_behind(unsent: int | None, translate: Translator) -> Answer:
    lines = (
        _("The records here cannot be read, so nobody can say whether all in them was sent. Nothing was changed.")
        if unsent is None
        else _n(
            "{n} request here was never sent and is not in the copy. Nothing was changed.",
            "{n} requests here were never sent and are not in the copy. Nothing was changed.",
            unsent,
        ),
        _(
            "Next: send them first ({command}), or leave them behind with {option}.",
            command="kioskctl sync",
            option="--leave-behind",
        ),
    )
    return Answer(tuple(map(translate, lines)), {"restored": False, "unsent": unsent}, Exit.NO)
