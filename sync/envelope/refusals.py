"""What reading something from outside can end in, one exception per kind of thing read.

    RefusedInput               `code` says why, stable, never a word of the content
    +-- EnvelopeError          the bytes are no envelope
    +-- BadSignature           the device did not sign this envelope
    +-- CannotOpen             sealed to another key, or damaged
    +-- BadContent             opened, but not a submission's plaintext
    +-- BadAttachment          not the attachment that it is said to be
    +-- NotSigned              no document of the centre, whatever else it may be
    +-- BadEnrolmentCode       mistyped
    +-- BadRequestSignature    the request cannot be attributed to a device

Readers in this package are total: any bytes end in a value or in the one exception their docstring names.
"""

from __future__ import annotations


class RefusedInput(Exception):
    """Something from outside was refused."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class EnvelopeError(RefusedInput):
    """The bytes are no envelope of a version known here."""


class BadSignature(RefusedInput):
    """The envelope does not carry this device's signature."""


class CannotOpen(RefusedInput):
    """The envelope cannot be opened with this key."""


class BadContent(RefusedInput):
    """The plaintext is not a submission in canonical form."""


class BadAttachment(RefusedInput):
    """The bytes are no manifest, not a chunk of it, or not what was sealed under this key."""


class NotSigned(RefusedInput):
    """Not a document signed by one of these keys for this purpose."""


class BadEnrolmentCode(RefusedInput):
    """The text is no enrolment code."""


class BadRequestSignature(RefusedInput):
    """The request does not carry a fresh signature of this device."""
