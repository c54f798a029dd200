from __future__ import annotations

from pathlib import Path


def test_a_long_module_is_found_and_a_long_paper_is_not() -> None:
    from check_files import LONGEST, too_long

    text = "line\n" * LONGEST

    assert too_long(Path("module.py"), text)
    assert too_long(Path("paper.md"), text) == []


def test_a_path_below_the_checkout_s_own_top_folder_is_found() -> None:
    from check_files import machine_paths

    pattern = machine_paths(Path("/", "somewhere", "checkout"))

    assert pattern.search("see /" + "somewhere/notes.txt")
    assert pattern.search("open('/" + "home/ann/kiosk.db')")
    assert not pattern.search("/usr/bin/python3, /etc/somewhere/file, a/somewhere/else")


def test_addresses_of_package_indexes_are_found() -> None:
    from check_files import package_hosts
    from pip._internal.models.index import PyPI

    assert package_hosts().search(f"see {PyPI.netloc}/simple")
    assert not package_hosts().search("see example.com/simple")


def test_a_licence_that_leaves_a_permissive_choice_is_allowed() -> None:
    from check_licences import permissive

    assert permissive("MIT")
    assert permissive("GPL-3.0-only OR Apache-2.0")
    assert permissive("BSD License; MIT License")
    assert not permissive("LGPL-3.0-only OR GPL-2.0-only")
    assert not permissive("MIT AND GPL-3.0-only")
    assert not permissive("UNKNOWN")


def test_a_bill_of_materials_names_packages_and_no_address() -> None:
    from bill_of_materials import without_addresses

    bill = {
        "metadata": {
            "tools": {"components": [{"name": "maker", "externalReferences": [{"url": "https://index.example/maker"}]}]}
        },
        "components": [
            {
                "name": "alembic",
                "purl": "pkg:pypi/alembic@1.20.1",
                "description": "a line",
                "externalReferences": [{"type": "distribution", "url": "https://index.example/alembic", "comment": "implicit"}],
            }
        ],
    }

    cleaned = without_addresses(bill)

    assert "index.example" not in str(cleaned)
    assert cleaned["components"][0]["externalReferences"][0]["url"] == "pkg:pypi/alembic@1.20.1"
