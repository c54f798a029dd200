"""Guidance that works offline: what each service is, needs and costs, and the day of a visit at a prison (docs/guidance.md)."""

from services.guidance.model import Guidance, PrisonNotes, Shape, Topic
from services.guidance.page import TopicPage, page_of
from services.guidance.prison_day import page_of_prison, prison_name
from services.guidance.reading import BadGuidance, from_payload, published, read_folder, shipped_guidance, to_payload
from services.guidance.review import Doubtful, doubtful_welsh

__all__ = [
    "BadGuidance",
    "Doubtful",
    "Guidance",
    "PrisonNotes",
    "Shape",
    "Topic",
    "TopicPage",
    "doubtful_welsh",
    "from_payload",
    "page_of",
    "page_of_prison",
    "prison_name",
    "published",
    "read_folder",
    "shipped_guidance",
    "to_payload",
]
