from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def test_every_locked_package_is_pinned_and_has_a_hash() -> None:
    from lockfile import DEVELOPMENT_LOCK, RUNTIME_LOCK, pins

    locked = [*pins(RUNTIME_LOCK).values(), *pins(DEVELOPMENT_LOCK).values()]

    assert locked
    assert [pin.name for pin in locked if not pin.hashes] == []


def test_lock_files_name_no_host_and_no_folder() -> None:
    from lockfile import DEVELOPMENT_LOCK, RUNTIME_LOCK

    for lock in (RUNTIME_LOCK, DEVELOPMENT_LOCK):
        text = lock.read_text(encoding="utf-8")

        assert "://" not in text
        assert " @ " not in text
        assert "--index-url" not in text
        assert "--find-links" not in text


def test_a_line_without_a_pin_is_refused(tmp_path: Path) -> None:
    from lockfile import pins

    lock = tmp_path / "some.lock"
    lock.write_text("alembic>=1.20\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"alembic>=1\.20"):
        pins(lock)


def test_development_has_the_runtime_at_the_same_versions() -> None:
    from lockfile import DEVELOPMENT_LOCK, RUNTIME_LOCK, pins

    development = pins(DEVELOPMENT_LOCK)

    assert [pin for name, pin in pins(RUNTIME_LOCK).items() if development.get(name) != pin] == []


def test_the_locks_answer_what_the_project_asks_for() -> None:
    from lockfile import DEVELOPMENT_LOCK, ROOT, RUNTIME_LOCK, pins

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = [
        *((RUNTIME_LOCK, text) for text in [*project["project"]["dependencies"], *groups["build"]]),
        *((DEVELOPMENT_LOCK, text) for text in groups["dev"] if isinstance(text, str)),
    ]

    unanswered = []
    for lock, text in wanted:
        requirement = Requirement(text)
        pin = pins(lock).get(canonicalize_name(requirement.name))
        if pin is None or pin.version not in requirement.specifier:
            unanswered.append((lock.name, text))

    assert unanswered == []
