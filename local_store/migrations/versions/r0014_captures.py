"""Paper that is typed at a court desk: batches, items, the papers of each by their control numbers, and what was typed.

What was typed is sealed in its row. A scan is of one item at most, of the same site, and goes with no other submission than the
one that its item becomes: that has the item's own id, so there is never a second one.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0014"
down_revision = "0013"


def _refuse(name: str, when: str, reason: str) -> str:
    """A trigger that aborts a statement."""
    return f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, '{reason}'); END"


_DAY: Final = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_OVER: Final = "SELECT 1 FROM capture_items WHERE id = {item} AND state IN ('submitted', 'rejected')"
_CAPTURES: Final = (
    f"""
    CREATE TABLE capture_batches (
        id TEXT NOT NULL PRIMARY KEY,
        site TEXT NOT NULL CHECK (site <> ''),
        number TEXT NOT NULL CHECK (number <> '' AND number NOT GLOB '*[^0-9]*'),
        classification TEXT NOT NULL CHECK (classification <> ''),
        received TEXT NOT NULL CHECK (received {_DAY}),
        opened TEXT NOT NULL CHECK (opened {_DAY}),
        jurisdiction TEXT NOT NULL,
        po_box TEXT NOT NULL,
        declared TEXT NOT NULL CHECK (json_valid(declared)),
        state TEXT NOT NULL CHECK (state IN ('open', 'exported', 'closed')),
        revision INTEGER NOT NULL CHECK (revision > 0),
        created INTEGER NOT NULL,
        created_by TEXT NOT NULL CHECK (created_by <> ''),
        file TEXT NOT NULL DEFAULT '',
        digest TEXT NOT NULL DEFAULT '',
        CHECK ((state = 'exported') = (file <> '')),
        CHECK ((state = 'exported') = (length(digest) = 64))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX capture_batches_open ON capture_batches (site, number) WHERE state = 'open'",
    "CREATE INDEX capture_batches_of_site ON capture_batches (site, created)",
    f"""
    CREATE TABLE capture_items (
        id TEXT NOT NULL PRIMARY KEY,
        batch_id TEXT NOT NULL REFERENCES capture_batches (id),
        position INTEGER NOT NULL CHECK (position > 0),
        service TEXT NOT NULL CHECK (service <> ''),
        received TEXT NOT NULL CHECK (received {_DAY}),
        state TEXT NOT NULL CHECK (state IN ('new', 'keying', 'keyed', 'second-keying', 'differs', 'to-release', 'ready',
            'submitted', 'put-aside', 'rejected')),
        resumes TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '',
        keyed_by TEXT NOT NULL DEFAULT '',
        second_by TEXT NOT NULL DEFAULT '',
        released_by TEXT NOT NULL DEFAULT '',
        reference TEXT NOT NULL DEFAULT '',
        revision INTEGER NOT NULL CHECK (revision > 0),
        UNIQUE (batch_id, position),
        CHECK ((state = 'put-aside') = (resumes <> '')),
        CHECK ((state IN ('put-aside', 'rejected')) = (reason <> '')),
        CHECK ((state = 'submitted') = (reference <> ''))
    ) STRICT
    """,
    """
    CREATE TABLE capture_papers (
        batch_id TEXT NOT NULL REFERENCES capture_batches (id),
        number TEXT NOT NULL CHECK (number <> '' AND number NOT GLOB '*[^0-9]*'),
        item_id TEXT REFERENCES capture_items (id),
        scan_id TEXT UNIQUE REFERENCES attachments (id),
        kind TEXT NOT NULL CHECK (kind <> ''),
        pence INTEGER CHECK (pence >= 0),
        place INTEGER NOT NULL CHECK (place >= 0),
        secret TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(secret)),
        PRIMARY KEY (batch_id, number),
        CHECK ((item_id IS NULL) = (scan_id IS NULL)),
        CHECK ((item_id IS NULL) = (pence IS NOT NULL))
    ) STRICT
    """,
    "CREATE INDEX capture_papers_of_item ON capture_papers (item_id, place) WHERE item_id IS NOT NULL",
    """
    CREATE TABLE capture_rounds (
        item_id TEXT NOT NULL REFERENCES capture_items (id),
        round INTEGER NOT NULL CHECK (round IN (1, 2, 3)),
        operator TEXT NOT NULL CHECK (operator <> ''),
        content TEXT NOT NULL CHECK (json_valid(content)),
        revision INTEGER NOT NULL CHECK (revision > 0),
        finished INTEGER NOT NULL CHECK (finished IN (0, 1)),
        PRIMARY KEY (item_id, round)
    ) STRICT
    """,
    _refuse(
        "capture_batches_fixed", "UPDATE OF id, site, number, created, created_by ON capture_batches", "a batch stays where it is"
    ),
    _refuse("capture_batches_over", "UPDATE ON capture_batches WHEN OLD.state <> 'open'", "a batch that is over stays over"),
    _refuse(
        "capture_batches_whole",
        """UPDATE OF state ON capture_batches WHEN NEW.state <> 'open' AND EXISTS (
            SELECT 1 FROM capture_items WHERE batch_id = NEW.id AND state NOT IN ('submitted', 'rejected'))""",
        "a batch ends when its items have",
    ),
    _refuse("capture_items_fixed", "UPDATE OF id, batch_id, position, service ON capture_items", "an item stays where it is"),
    _refuse(
        "capture_items_over",
        "UPDATE ON capture_items WHEN OLD.state IN ('submitted', 'rejected')",
        "an item that is over stays over",
    ),
    _refuse(
        "capture_items_submitted",
        """UPDATE OF state ON capture_items WHEN NEW.state = 'submitted'
            AND NOT EXISTS (SELECT 1 FROM submissions WHERE id = NEW.id AND reference = NEW.reference)""",
        "an item is submitted with its submission",
    ),
    _refuse("capture_items_kept", "DELETE ON capture_items WHEN OLD.state <> 'new'", "an item that was typed is kept"),
    _refuse(
        "capture_items_once",
        "INSERT ON submissions WHEN EXISTS (SELECT 1 FROM capture_items WHERE id = NEW.id AND state <> 'ready')",
        "an item is submitted once, when it is ready",
    ),
    _refuse(
        "capture_papers_here",
        """INSERT ON capture_papers WHEN NEW.scan_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM attachments JOIN capture_batches ON capture_batches.site = attachments.site
            JOIN capture_items ON capture_items.batch_id = capture_batches.id
            WHERE attachments.id = NEW.scan_id AND attachments.submission_id IS NULL AND attachments.whole = 1
            AND capture_items.id = NEW.item_id AND capture_batches.id = NEW.batch_id)""",
        "a paper is of an item of its own batch and site",
    ),
    _refuse(
        "capture_papers_fixed",
        "UPDATE OF batch_id, number, item_id, scan_id, kind, pence ON capture_papers",
        "a paper is never given to another item",
    ),
    _refuse(
        "capture_papers_kept",
        "DELETE ON capture_papers WHEN EXISTS (SELECT 1 FROM capture_items WHERE id = OLD.item_id AND state <> 'new')",
        "an item that was typed keeps its papers",
    ),
    _refuse(
        "capture_papers_unmixed",
        """UPDATE OF submission_id ON attachments WHEN NEW.submission_id IS NOT NULL AND EXISTS (
            SELECT 1 FROM capture_papers WHERE scan_id = NEW.id AND item_id <> NEW.submission_id)""",
        "a scan goes with its own item",
    ),
    _refuse(
        "capture_rounds_final", f"UPDATE ON capture_rounds WHEN EXISTS ({_OVER.format(item='NEW.item_id')})", "what is over stays"
    ),
    _refuse(
        "capture_rounds_begun", f"INSERT ON capture_rounds WHEN EXISTS ({_OVER.format(item='NEW.item_id')})", "what is over stays"
    ),
)


def upgrade() -> None:
    """Add the tables, empty."""
    for statement in _CAPTURES:
        op.execute(statement)
