"""Writes a catalogue as a file that a person can compare with the one before: a fact a line, always the same way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from services.catalogue.model import Catalogue


def snapshot_text(catalogue: Catalogue) -> str:
    """JSON; a line each for every fact of a prison and for every timetable."""
    payload = catalogue.to_payload()
    lines = [f'"{key}": {_block(value)}' for key, value in payload.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _block(value: Any) -> str:  # noqa: ANN401 - JSON
    if not (isinstance(value, list) and value and isinstance(value[0], dict)):
        return _line(value)
    return "[\n" + ",\n".join(_record(each) for each in value) + "\n]"


def _record(record: Mapping[str, Any]) -> str:
    facts = []
    for key, value in record.items():
        each = (
            "[\n" + ",\n".join(f"   {_line(below)}" for below in value) + "\n  ]"
            if key == "timetables" and value
            else _line(value)
        )
        facts.append(f'  "{key}": {each}')
    return " {\n" + ",\n".join(facts) + "\n }"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
