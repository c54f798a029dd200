"""Checks every file of the project: none too long, none that names the machine it was written on.

A path of one person's machine works nowhere else, and the address of a package index belongs to a machine's configuration.
What to look for is asked of this machine at run time, so that it stands in no file, this one included.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from pip._internal.models.index import PyPI
from tracked import tracked_texts

LONGEST = 400
ROOT = Path(__file__).resolve().parent.parent
# First folders that every Debian system has: a path below one of these is not one machine's own.
SYSTEM = {"bin", "boot", "dev", "etc", "lib", "media", "mnt", "opt", "proc", "run", "sbin", "srv", "sys", "tmp", "usr", "var"}


def too_long(path: Path, text: str) -> list[str]:
    """A module longer than this has more than one job."""
    lines = text.count("\n")
    return [f"{lines} lines; split it below {LONGEST}"] if path.suffix == ".py" and lines >= LONGEST else []


def machine_paths(root: Path) -> re.Pattern[str]:
    """What a path inside a person's home folder, or inside the folder that holds this checkout, looks like."""
    folders = {"home", "root", "Users", root.parts[1], Path.home().parts[1]} - SYSTEM
    return re.compile(r"(?<![\w.\-/*}])/(?:" + "|".join(map(re.escape, sorted(folders))) + r")/[\w.]+")


def package_hosts() -> re.Pattern[str]:
    """The hosts that pip and apt of this machine install from, and those that pip knows by itself."""
    hosts = {PyPI.netloc, PyPI.file_storage_domain}
    commands = (
        [sys.executable, "-m", "pip", "config", "list"],
        ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"],
    )
    for command in commands:
        answer = subprocess.run(command, check=False, capture_output=True, text=True).stdout
        hosts |= {urlsplit(address).hostname or "" for address in re.findall(r"https?://[^\s'\"]+", answer)}
    return re.compile("|".join(re.escape(host) for host in sorted(hosts - {""})))


def main() -> int:
    """Print every finding as `file:line: what`, and return 1 when there is any."""
    findings = []
    patterns = (("a path of one machine", machine_paths(ROOT)), ("the address of a package index", package_hosts()))
    for path, text in tracked_texts(ROOT):
        name = path.relative_to(ROOT)
        findings += [f"{name}: {finding}" for finding in too_long(path, text)]
        for number, line in enumerate(text.splitlines(), start=1):
            findings += [f"{name}:{number}: {what}: {match[0]}" for what, pattern in patterns for match in pattern.finditer(line)]
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
