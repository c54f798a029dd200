"""The command that writes a leaflet: what a kiosk would print, as a file. Nothing is queued or recorded; it is of nobody."""

from __future__ import annotations

import logging
from pathlib import Path

from kiosk_app.cli.answer import Answer, plain
from kiosk_app.cli.output_file import output_file
from kiosk_app.cli.tools import Tools
from kiosk_app.errors import KeyUnavailable, NoLeaflet, StoreError
from kiosk_app.ports.printing import Leaflet
from kiosk_app.use_cases.guidance import Guides
from services.language import Language

LOG = logging.getLogger(__name__)


def leaflet(tools: Tools, about: str, prison: str, to: Path, language: Language) -> Answer:
    """Write the leaflet of a topic, or of what is told about a service, as PDF on the printer's paper.

    Raises:
        NoLeaflet: there is none; the answer names those there are.
    """
    guides = _guides(tools)
    guidance = guides.library().guidance
    topic = guidance.topic(about) or guidance.about(about)
    if topic is None:
        raise NoLeaflet(topics=" ".join(each.key for each in guidance.topics))
    page = guides.leaflet(Leaflet(topic.key, prison, language))
    pdf = tools.renderer.leaflet(page)
    with output_file(to) as file:
        file.keep(pdf)
    facts = {
        "file": str(to),
        "bytes": len(pdf),
        "topic": topic.key,
        "prison": prison or None,
        "as_of": page.page.as_of.isoformat(),
    }
    return Answer((plain(str(to)),), facts)


def _guides(tools: Tools) -> Guides:
    """The kiosk's guidance; the one that came with this program where the local store cannot be used."""
    try:
        return tools.guides
    except (StoreError, KeyUnavailable) as error:
        LOG.warning("the guidance of this program is used, not the kiosk's: %s", error.code)
        return Guides(tools.snapshot, tools.settings.site_words(""), tools.clock)
