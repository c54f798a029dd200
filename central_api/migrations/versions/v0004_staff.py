"""For decisions by staff: who they are, what they did, whose staff see a case, what its person confirmed, and who decided.

Cases of before get their site from what was kept; what their people confirmed was not kept, and stays unknown.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from central_api.db import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_AT = UtcDateTime(timezone=True)
_COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_CASES = sa.table(
    "cases",
    sa.column("answers", sa.JSON),
    sa.column("cites", sa.String),
    sa.column("device_id", sa.Uuid),
    sa.column("reference", sa.String),
    sa.column("site", sa.String),
)
_DEVICES = sa.table("devices", sa.column("id", sa.Uuid), sa.column("site_code", sa.String))
_SITE_LENGTH = 32
_HELD_BACK = "with-staff"  # a reason of this revision's alone, which none before it releases


def upgrade() -> None:
    """Add columns and tables. What an earlier version had to park because staff decide on it is with staff again."""
    with op.batch_alter_table("cases") as cases:
        cases.add_column(sa.Column("site", sa.String(_SITE_LENGTH), nullable=False, server_default=""))
        cases.add_column(sa.Column("confirmed", sa.JSON(none_as_null=True), nullable=True))
    op.create_index("ix_cases_site", "cases", ["site", "state", "number"])
    op.add_column("outcomes", sa.Column("decided_by", sa.String(80), nullable=False, server_default=""))
    op.create_table(
        "staff",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(32), nullable=False),
        sa.Column("added", _AT, nullable=False),
        sa.Column("ended", _AT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("name", name="uq_staff_name"),
        sa.UniqueConstraint("token_digest", name="uq_staff_token_digest"),
    )
    op.create_table(
        "staff_sites",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("site", sa.String(_SITE_LENGTH), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_staff_sites_staff_id"),
        sa.PrimaryKeyConstraint("staff_id", "site", name="pk_staff_sites"),
    )
    op.create_table(
        "staff_acts",
        sa.Column("number", _COUNTED, autoincrement=True, nullable=False),
        sa.Column("done", _AT, nullable=False),
        sa.Column("staff", sa.String(80), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(16), nullable=False),
        sa.Column("act", sa.String(16), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["cases.submission_id"], name="fk_staff_acts_submission_id"),
        sa.PrimaryKeyConstraint("number", name="pk_staff_acts"),
    )
    op.create_index("ix_staff_acts_submission_id", "staff_acts", ["submission_id"])
    _name_sites()
    op.execute(
        f"UPDATE cases SET state = 'with-staff', reason = '' WHERE state = 'parked' AND reason = '{_HELD_BACK}'"  # noqa: S608 - ours
    )


def downgrade() -> None:
    """Park what is with staff, for an earlier version would decide on it by itself; forget the staff and what they did."""
    op.drop_table("staff_acts")
    op.drop_table("staff_sites")
    op.drop_table("staff")
    op.drop_column("outcomes", "decided_by")
    op.execute(
        f"UPDATE cases SET state = 'parked', reason = '{_HELD_BACK}' "  # noqa: S608 - ours
        "WHERE state = 'with-staff' OR reason IN ('staff-asked', 'staff-check', 'staff-other')"
    )
    op.drop_index("ix_cases_site", "cases")
    op.drop_column("cases", "confirmed")
    op.drop_column("cases", "site")


def _name_sites() -> None:
    """The prison in the answers; of what cites a request, that one's; else where the kiosk stands."""
    prison = _CASES.c.answers["prison"].as_string()
    named = sa.func.length(prison).between(1, _SITE_LENGTH)
    op.execute(_CASES.update().where(named).values(site=prison))
    cited = _CASES.alias()
    of_cited = sa.select(cited.c.site).where(cited.c.reference == _CASES.c.cites, cited.c.site != "").scalar_subquery()
    op.execute(_CASES.update().where(_CASES.c.site == "", _CASES.c.cites != "").values(site=sa.func.coalesce(of_cited, "")))
    of_kiosk = sa.select(_DEVICES.c.site_code).where(_DEVICES.c.id == _CASES.c.device_id).scalar_subquery()
    op.execute(_CASES.update().where(_CASES.c.site == "").values(site=sa.func.coalesce(of_kiosk, "")))
