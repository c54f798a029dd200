"""Putting the door together through which one window's session asks the application."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kiosk_app.errors import StoreCorrupt

if TYPE_CHECKING:
    from kiosk_app.main.parts import Parts
    from kiosk_app.use_cases.desk import PublicDesk


def desk_of(parts: Parts, *, may_switch: bool) -> PublicDesk:
    """The door for one session. `may_switch`: the network, whatever the settings say.

    Raises:
        StoreCorrupt: the records are marked as damaged.
        NotEnrolled: there is no key to seal to, so nothing could be saved.
        KeyUnavailable: nothing could be signed.
    """
    import phonenumbers  # noqa: F401 - so that the first page with a number does not wait for it
    from uuid6 import uuid7

    from kiosk_app.main.days import print_day_apart
    from kiosk_app.main.measuring import measuring_of
    from kiosk_app.main.operators import seat_of
    from kiosk_app.main.staff_work import staff_work
    from kiosk_app.ports.printing import PaperSize
    from kiosk_app.use_cases.desk import PublicDesk
    from printing.qr import matrix

    if parts.damage.code():
        raise StoreCorrupt(cause="marked")
    parts.check_identity()
    desk, seat, session = parts.settings.desk, seat_of(parts), str(uuid7())
    return PublicDesk(
        services=parts.services,
        site=parts.site,
        session=session,
        catalogues=parts.catalogues,
        guides=parts.guides,
        submitting=parts.submitting,
        receipts=parts.receipts,
        statuses=parts.statuses,
        line=parts.line,
        closing=parts.closing,
        prints=parts.store.prints,
        audit=parts.store.audit,
        switch=parts.switch,
        qr=matrix,
        may_switch_network=may_switch or desk.staff_may_switch_network,
        prints_documents=parts.settings.printer.paper is PaperSize.A4,
        print_day=partial(print_day_apart, parts.home) if desk.staff_may_print_days else None,
        seat=seat,
        work=staff_work(parts, seat, session),
        holds=parts.holds,
        measuring=measuring_of(parts),
    )
