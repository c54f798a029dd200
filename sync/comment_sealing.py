"""Seals comments to the centre's newest key (`kiosk_app.ports.measuring.CommentSealer`)."""

from __future__ import annotations

from uuid import UUID

from kiosk_app.errors import NotEnrolled
from kiosk_app.ports.device import DeviceState
from sync.envelope import seal_comment
from sync.fetching import kept_key_list


class CentreCommentSealer:
    """Seals with what is kept of the centre."""

    def __init__(self, devices: DeviceState) -> None:
        self._devices = devices

    def seal(self, comment: UUID, content: bytes) -> bytes:
        """The sealed bytes; NotEnrolled where there is no key to seal to."""
        enrolment = self._devices.enrolment()
        key_list = None if enrolment is None else kept_key_list(self._devices, enrolment)
        if key_list is None:
            raise NotEnrolled(reason="no-sealing-key")
        return seal_comment(comment, content, key_list.newest_sealing())
