"""The JSON Schema of a service's answers (draft 2020-12): what partners read to write a file of answers.

Made from the fields themselves. It describes answers as they are kept, with each value in its one form, and says less
than a check does: which pages are asked is decided by functions, and so are the rules and the choices that come from the
catalogue. A check does not read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from services.forms.fields import AnyField, ChoiceField, RankedTimesField
from services.forms.page import AnyPage, ListPage, always
from services.forms.service import Service
from services.forms.words import Translator
from services.language import Language

_KEPT_FORM = (
    "Answers as they are kept and sent: dates as ISO 8601, phone numbers as E.164, prison numbers in capitals, single spaces. "
    "`kioskctl check` also accepts what people type, such as a phone number with spaces, and brings it into this form. "
    "Answers that fit this schema may still be refused by a rule, or by what the catalogue offers."
)
_CONDITIONAL = (
    "Asked only under a condition, which this schema cannot say, so it requires none of them and refuses none: {names}. "
    "`kioskctl check` says when one is missing, and when one is not asked and left out."
)


def json_schema(service: Service) -> dict[str, Any]:
    """The schema of the answers of `service`, with its questions in English as descriptions."""
    english = Translator(Language.ENGLISH)
    members = [member for page in service.pages for member in _members(page, english)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:justice-kiosk:schema:{service.key}:{service.version}",
        "title": english(service.title),
        "description": _KEPT_FORM,
        **_object(members),
    }


@dataclass(frozen=True, slots=True)
class _Member:
    """A value that a page asks. `path` is dotted, from the object the value stands in."""

    path: str
    schema: dict[str, Any]
    required: bool
    conditional: bool


def _members(page: AnyPage, english: Translator) -> Iterable[_Member]:
    asked = page.when is always and (isinstance(page, ListPage) or page.offered is None)
    if isinstance(page, ListPage):
        inner = [member for below in page.item for member in _members(below, english)]
        items = {"type": "array", "minItems": page.minimum, "maxItems": page.maximum, "items": _object(inner)}
        yield _Member(page.path, items, asked and page.minimum > 0, not asked)
        return
    for field in page.fields:
        yield _Member(field.path, _field(field, english), asked and not field.optional, not asked)


def _field(field: AnyField, english: Translator) -> dict[str, Any]:
    schema: dict[str, Any] = {"description": english(field.label), **field.adapter.json_schema()}
    if isinstance(field, ChoiceField) and not callable(field.options):
        schema["enum"] = [option.value for option in field.options]
    if isinstance(field, RankedTimesField):
        schema |= {"minItems": 1, "maxItems": field.maximum, "uniqueItems": True}
    return schema


def _object(members: Sequence[_Member]) -> dict[str, Any]:
    """An object of the members; those with dotted paths stand in objects of their own."""
    properties: dict[str, Any] = {}
    below: dict[str, list[_Member]] = {}
    for member in members:
        head, _, rest = member.path.partition(".")
        properties[head] = member.schema
        if rest:
            below.setdefault(head, []).append(replace(member, path=rest))
    properties |= {head: _object(inner) for head, inner in below.items()}
    required = {member.path.partition(".")[0] for member in members if member.required}
    conditional = [member.path for member in members if member.conditional and "." not in member.path]
    comment = {"$comment": _CONDITIONAL.format(names=", ".join(conditional))} if conditional else {}
    return {"type": "object", **comment, "properties": properties, "required": sorted(required), "additionalProperties": False}
