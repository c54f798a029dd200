"""Cases of help at a helper desk, and what has been done in each.

The client's name and the helper's organisation are sealed in the row. `turn` grows with every change of any case, so that whoever
has a list asks only for what is newer. A case that is over never becomes a draft again. It goes with its draft, and with the
receipt fields of its submission: nothing but those may say any longer who was helped.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0013"
down_revision = "0012"

_HELPING: Final = (
    """
    CREATE TABLE helped (
        turn INTEGER NOT NULL UNIQUE CHECK (turn > 0),
        id TEXT NOT NULL PRIMARY KEY,
        site TEXT NOT NULL CHECK (site <> ''),
        operator TEXT NOT NULL CHECK (operator <> ''),
        client TEXT NOT NULL CHECK (json_valid(client)),
        relationship TEXT NOT NULL CHECK (relationship <> ''),
        agreed TEXT NOT NULL CHECK (agreed IN ('paper', 'said', 'ticked')),
        consent_at INTEGER NOT NULL,
        given TEXT NOT NULL CHECK (json_valid(given)),
        service TEXT NOT NULL CHECK (service <> ''),
        language TEXT NOT NULL CHECK (language <> ''),
        state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'stopped')),
        draft_id TEXT UNIQUE,
        submission_id TEXT UNIQUE,
        reference TEXT NOT NULL,
        done INTEGER NOT NULL CHECK (done BETWEEN 0 AND sections),
        sections INTEGER NOT NULL,
        started INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        CHECK ((state = 'draft') = (draft_id IS NOT NULL)),
        CHECK ((state = 'submitted') = (submission_id IS NOT NULL)),
        CHECK ((state = 'submitted') = (reference <> ''))
    ) STRICT
    """,
    "CREATE INDEX helped_of_owner ON helped (site, operator, turn)",
    "CREATE INDEX helped_of_site ON helped (site, state, turn)",
    """CREATE TRIGGER helped_fixed BEFORE UPDATE OF id, site, operator, service, started ON helped BEGIN
        SELECT RAISE(ABORT, 'a case of help keeps its owner');
    END""",
    """CREATE TRIGGER helped_over BEFORE UPDATE OF state ON helped WHEN OLD.state <> 'draft' BEGIN
        SELECT RAISE(ABORT, 'a case of help that is over stays over');
    END""",
    """CREATE TRIGGER helped_goes_with_draft AFTER DELETE ON drafts BEGIN
        DELETE FROM helped WHERE draft_id = OLD.id;
    END""",
    """CREATE TRIGGER helped_goes_with_receipt AFTER UPDATE OF receipt ON submissions WHEN NEW.receipt = '{}' BEGIN
        DELETE FROM helped WHERE submission_id = NEW.id;
    END""",
    """
    CREATE TABLE helped_steps (
        number INTEGER PRIMARY KEY,
        helped_id TEXT NOT NULL REFERENCES helped (id) ON DELETE CASCADE,
        step TEXT NOT NULL CHECK (step <> ''),
        at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX helped_steps_of_case ON helped_steps (helped_id, number)",
    """CREATE TRIGGER helped_steps_kept BEFORE UPDATE ON helped_steps BEGIN
        SELECT RAISE(ABORT, 'what was done stays as it was done');
    END""",
)


def upgrade() -> None:
    """Add the tables, empty."""
    for statement in _HELPING:
        op.execute(statement)
