from __future__ import annotations

import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.memory.scan import FORMS, Scanner

_KEEPER = """
import ctypes, sys
half, form, padding = sys.argv[1:]
kept = ctypes.create_string_buffer(int(padding) + 200)
ctypes.memmove(ctypes.addressof(kept) + int(padding), (half + half[::-1]).encode(form), 2 * len(half.encode(form)))
print("kept", flush=True)
sys.stdin.read()
"""


@contextmanager
def keeper(half: str, form: str, padding: int = 0) -> Iterator[int]:
    """A process that keeps a text which its command line does not hold: `half`, and `half` backwards."""
    command = [sys.executable, "-c", _KEEPER, half, form, str(padding)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stdout.readline() == b"kept\n"
        yield process.pid
        process.communicate()


def secret() -> str:
    return secrets.token_hex(8)


@pytest.mark.parametrize("form", FORMS)
def test_a_planted_secret_is_found_in_each_form_and_an_absent_one_is_not(form: str) -> None:
    half = secret()
    scanner = Scanner({"planted": half + half[::-1], "absent": secret()})

    with keeper(half, form) as pid:
        found = scanner.process(pid)

    assert form in {each.form for each in found}
    assert {each.name for each in found} == {"planted"}


@pytest.mark.parametrize("padding", range((1 << 24) - 16 - 20, (1 << 24) + 20, 9))
def test_a_secret_is_found_where_two_pieces_of_memory_meet(padding: int) -> None:
    half = secret()

    with keeper(half, "utf-16-le", padding) as pid:
        found = Scanner({"planted": half + half[::-1]}).process(pid)

    assert "utf-16-le" in {each.form for each in found}


def test_the_command_line_and_the_environment_of_a_process_are_looked_at() -> None:
    half = secret()

    with keeper(half, "utf-8") as pid:
        found = Scanner({"half": half, "whole": half + half[::-1]}).beginnings(pid)

    assert [(each.where, each.name) for each in found] == [(f"cmdline of {pid}", "half")]


def test_files_and_their_names_are_looked_at_in_every_form(tmp_path: Path) -> None:
    text = secret()
    (tmp_path / "below").mkdir()
    for form in FORMS:
        (tmp_path / "below" / form).write_bytes(b"before" + text.encode(form) + b"after")
    (tmp_path / f"{text}.txt").write_text("nothing", encoding="utf-8")

    found = Scanner({"planted": text, "absent": secret()}).folder(tmp_path)

    assert {(each.name, each.form) for each in found} == {("planted", form) for form in FORMS}
    assert f"name of {tmp_path / text}.txt" in {each.where for each in found}


def test_a_process_that_is_gone_is_an_error_and_not_a_clean_one() -> None:
    with keeper(secret(), "utf-8") as pid:
        pass

    with pytest.raises(OSError, match="No such"):
        Scanner({"absent": secret()}).process(pid)
