"""Before a session ends whose paper somebody needs, and which has not come out: after the end it cannot be printed."""

from __future__ import annotations

from ui.desk.messages import MessageScreen
from ui.desk.screen import Stage, Strip
from ui.desk.words import _


class UnprintedScreen(MessageScreen):
    """Leads back by itself once the paper is there."""

    strip = Strip(back=True, stop=False)

    def __init__(self, stage: Stage) -> None:
        lines = [
            _("You need this paper, to sign it or to send it in."),
            _("If you finish now, this kiosk cannot print it any more. Your claim is still saved."),
        ]
        super().__init__(stage, _("The whole claim is not printed yet"), lines)
        self.add(None)
        self.primary(_("Go back"), self.leave)
        self.secondary(_("Finish without the paper"), lambda: self.session.finish("finished"), "finish-without")

    def tick(self) -> None:
        """It may come out meanwhile."""
        keeping = self.session.keeping
        if keeping is not None and keeping.whole is not None and not keeping.whole.missing:
            self.leave()
