"""The JSON Schema of a service's answers (draft 2020-12): what partners and `kioskctl check` read.

Made from the fields themselves. Fields of pages asked under a condition are optional here; the rules say when they are needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from services.forms.fields import AnyField, ChoiceField, RankedTimesField
from services.forms.page import AnyPage, ListPage, always
from services.forms.service import Service
from services.forms.words import Translator
from services.language import Language


def json_schema(service: Service) -> dict[str, Any]:
    """The schema of the answers of `service`, with its questions in English as descriptions."""
    english = Translator(Language.ENGLISH)
    members = [member for page in service.pages for member in _members(page, english)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:justice-kiosk:schema:{service.key}:{service.version}",
        "title": english(service.title),
        **_object(members),
    }


def _members(page: AnyPage, english: Translator) -> Iterable[tuple[str, dict[str, Any], bool]]:
    """(dotted path, schema, required) of every value a page asks."""
    asked = page.when is always
    if isinstance(page, ListPage):
        inner = [member for below in page.item for member in _members(below, english)]
        items = {"type": "array", "minItems": page.minimum, "maxItems": page.maximum, "items": _object(inner)}
        yield page.path, items, asked and page.minimum > 0
        return
    for field in page.fields:
        yield field.path, _field(field, english), asked and not field.optional


def _field(field: AnyField, english: Translator) -> dict[str, Any]:
    schema: dict[str, Any] = {"description": english(field.label), **field.adapter.json_schema()}
    if isinstance(field, ChoiceField) and not callable(field.options):
        schema["enum"] = [option.value for option in field.options]
    if isinstance(field, RankedTimesField):
        schema |= {"minItems": 1, "maxItems": field.maximum, "uniqueItems": True}
    return schema


def _object(members: Iterable[tuple[str, Mapping[str, Any], bool]]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    below: dict[str, list[tuple[str, Mapping[str, Any], bool]]] = {}
    required: set[str] = set()
    for path, schema, needed in members:
        head, _, rest = path.partition(".")
        if needed:
            required.add(head)
        if rest:
            below.setdefault(head, []).append((rest, schema, needed))
            properties.setdefault(head, None)
        else:
            properties[head] = schema
    for head, inner in below.items():
        properties[head] = _object(inner)
    return {"type": "object", "properties": properties, "required": sorted(required), "additionalProperties": False}
