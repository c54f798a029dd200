"""`kioskctl audit`: the audit log as a file that leaves the kiosk, and checking such a file on any computer."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from kiosk_app.cli.answer import Answer, Exit, plain
from kiosk_app.cli.tools import Tools
from kiosk_app.errors import BadInput, CannotWrite
from kiosk_app.ports.records import Whose
from kiosk_app.record_file import judge_records
from kiosk_app.wording import KEEP_AND_TELL
from services.forms.words import Domain, Translator, Words

_ = Domain("kiosk_app")
_n = _.plural

DIGITS = 16  # of a hash, for a person to compare
_FAULTS: Mapping[str, Words] = MappingProxyType(
    {
        "not-ours": _("This is no copy of an audit log."),
        "cut-short": _("The copy is cut short."),
        "row": _("A row of the copy does not follow from the one before."),
        "head": _("The copy does not end as its first line says."),
        "signature": _("The signature of the copy does not hold."),
        "digest": _("The copy was changed after it was written."),
    },
)


def export(tools: Tools, translate: Translator, to: Path) -> Answer:
    """Write the whole log, up to the row that says so, into a folder."""
    folder = to.resolve()
    if not folder.is_dir():
        raise CannotWrite(file=plain(to.name), why="not-a-folder")
    name, head = tools.record_export.put(folder)
    said = _n(
        "Written to {file}: {n} row, ending in {head}.",
        "Written to {file}: {n} rows, ending in {head}.",
        head.rows,
        file=plain(str(folder / name)),
        head=head.hash.hex()[:DIGITS],
    )
    return Answer((translate(said),), {"file": str(folder / name), "rows": head.rows, "head": head.hash.hex()})


def verify(whose: Whose, translate: Translator, file: Path) -> Answer:
    """Check a copy; "no" when it is not whole. Needs no records and no keys."""
    try:
        with file.open("rb") as opened:
            judged = judge_records(opened, whose)
    except OSError as error:
        raise BadInput(file=plain(file.name), why=os.strerror(error.errno or 0)) from None
    title = judged.title
    facts = {
        "whole": not judged.fault,
        "fault": judged.fault or None,
        "rows": judged.rows,
        "device": title.device if title else None,
        "name": title.name if title else None,
        "head": title.head.hex() if title else None,
        "signed_by": judged.signed_by or None,
        "written": title.written.isoformat() if title else None,
    }
    if judged.fault or title is None:
        following = _n("{n} row follows from the first on.", "{n} rows follow from the first on.", judged.rows)
        wrong = (_FAULTS[judged.fault], following, KEEP_AND_TELL) if title else (_FAULTS[judged.fault],)
        return Answer(tuple(map(translate, wrong)), facts, Exit.NO)
    lines = (
        _n(
            "The copy of {kiosk} is whole: {n} row, ending in {head}.",
            "The copy of {kiosk} is whole: {n} rows, ending in {head}.",
            judged.rows,
            kiosk=plain(title.name or "-"),
            head=title.head.hex()[:DIGITS],
        ),
        _("It is signed with the key {key}.", key=judged.signed_by)
        if judged.signed_by
        else _("It is not signed: this kiosk had no key then, or somebody wrote the copy anew."),
        _("Compare this with what the centre was told of the kiosk: a log that was written anew has another end."),
    )
    return Answer(tuple(map(translate, lines)), facts)
