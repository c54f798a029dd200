"""Writes the bill of materials: every package the kiosk runs on, with the hashes of its files, as CycloneDX JSON.

The same lock file gives the same bytes. The document names packages by their package URL and says nothing about where this
machine downloads from; it is checked against the schema after that.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from lockfile import ROOT, RUNTIME_LOCK


def without_addresses(bill: dict[str, Any]) -> dict[str, Any]:
    """The same bill with the package URL in place of the index's address."""
    for component in bill["components"]:
        component.pop("description", None)  # it repeats the line of the lock file
        for reference in component.get("externalReferences", []):
            reference.pop("comment", None)
            reference["url"] = component["purl"]
    for tool in bill["metadata"].get("tools", {}).get("components", []):
        tool.pop("externalReferences", None)
    return bill


def main() -> int:
    """Write the bill to the file named on the command line; return 1 when it does not follow the schema."""
    project = str(ROOT / "pyproject.toml")
    command = ["cyclonedx-py", "requirements", "--pyproject", project, "--sv", "1.6", "--output-reproducible", str(RUNTIME_LOCK)]
    made = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    bill = json.dumps(without_addresses(json.loads(made.stdout)), indent=2, sort_keys=True) + "\n"
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill)
    if error is not None:
        print(error)
        return 1
    Path(sys.argv[1]).write_text(bill, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
