"""When something happened, as people say it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from services.common.civil import local
from services.forms.words import Domain, Words

_ = Domain("kiosk_app")


def when_words(at: datetime, today: date) -> Words:
    """After "Checked": "today at 2:12pm", "yesterday at 9am", "on Friday 20 November, 10:51am"."""
    day = local(at).date()
    if day == today:
        return _("today at {at:time}", at=at)
    if day == today - timedelta(days=1):
        return _("yesterday at {at:time}", at=at)
    return _("on {at:weekday}, {at:time}", at=at)
