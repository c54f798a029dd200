"""One case on the desk: as it was kept last, and what of it is still to be kept.

What is asked of the application happens on the worker, in the order it was asked, and always about this case: when another client
is served meanwhile, what was typed for the first is still saved to the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kiosk_app.staff_errors import NotSignedIn
from services.forms.draft import Draft
from services.language import Language

if TYPE_CHECKING:
    from kiosk_app.use_cases.desk import PublicDesk
    from kiosk_app.use_cases.helping import Helping, OpenedCase
    from kiosk_app.use_cases.submit import Assisted


class CaseFile:
    """See the module."""

    def __init__(self, opened: OpenedCase) -> None:
        self.opened = opened  # changed on the worker only
        self.asked: Mapping[str, str] = dict(opened.kept.content)  # what is kept, or on its way to be
        self.failed = ""  # the code of why the newest was not kept

    @property
    def client(self) -> str:
        """The client's name."""
        return self.opened.case.agreement.client

    def save(self, desk: PublicDesk, content: Mapping[str, str], language: Language, progress: tuple[int, int]) -> None:
        """On the worker: keep what is typed, and how far it is, where either is news."""
        helping = helping_of(desk)
        kept, line = self.opened.kept, self.opened.case.line
        if dict(kept.content) != dict(content) or kept.language is not language:
            self.opened = helping.save(self.opened, Draft(content), language)
        if (line.done, line.sections) != progress:
            self.opened = helping.mark(self.opened, *progress)

    def assisted(self, desk: PublicDesk, content: Mapping[str, str], language: Language) -> Assisted:
        """On the worker: keep what is typed, and say what goes with its submission."""
        line = self.opened.case.line
        self.save(desk, content, language, (line.done, line.sections))
        return helping_of(desk).assisted(self.opened)


def helping_of(desk: PublicDesk) -> Helping:
    """What a helper may ask of the application.

    Raises:
        NotSignedIn: nobody can help at this desk.
    """
    if desk.work is None or desk.work.helping is None:
        raise NotSignedIn
    return desk.work.helping
