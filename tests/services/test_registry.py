"""One broken service of others stops nothing, and is named without repeating what its error said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from services.fee_payment import SERVICE as FEE_PAYMENT
from services.forms.registry import GROUP, Fault, FaultCode, installed, installed_services
from services.money_claims import SERVICE as MONEY_CLAIM
from services.possession_claims import SERVICE as POSSESSION_CLAIM
from services.visits import SERVICE
from services.visits.cancelling import SERVICE as CANCELLATION
from services.visits.changing import SERVICE as CHANGE
from tests.toy.install import install_toy

OURS = {each.key: each for each in (FEE_PAYMENT, MONEY_CLAIM, POSSESSION_CLAIM, SERVICE, CHANGE, CANCELLATION)}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path, with the toy's modules in it and nothing that names them."""
    made = install_toy(tmp_path / "site")
    (made / "toy_service-1.0.dist-info" / "entry_points.txt").unlink()
    for name in [name for name in sys.modules if name.split(".")[0] == "toy_service"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(made)
    return made


def distribution(site: Path, name: str, **entries: str) -> None:
    folder = site / f"{name.replace('-', '_')}-1.0.dist-info"
    folder.mkdir(exist_ok=True)
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    lines = [f"{key.replace('_', '-')} = {value}\n" for key, value in entries.items()]
    (folder / "entry_points.txt").write_text(f"[{GROUP}]\n{''.join(lines)}", encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "code", "error"),
    [
        ("toy_service.words:_", FaultCode.NOT_A_SERVICE, ""),
        ("toy_service.following:STATEMENT", FaultCode.NOT_A_SERVICE, ""),
        ("toy_service.following:MISSING", FaultCode.IMPORT_ERROR, "AttributeError"),
        ("no_such_module:SERVICE", FaultCode.IMPORT_ERROR, "ModuleNotFoundError"),
        ("broken_service:SERVICE", FaultCode.IMPORT_ERROR, "RuntimeError"),
        ("no_such_module", FaultCode.IMPORT_ERROR, "ModuleNotFoundError"),
    ],
)
def test_a_broken_service_is_a_fault_and_the_others_are_found(site: Path, value: str, code: FaultCode, error: str) -> None:
    (site / "broken_service.py").write_text("raise RuntimeError('S3cret')\n", encoding="utf-8")
    distribution(site, "Toy_Wrong", toy_wrong=value)

    found = installed()

    assert found.faults == (Fault("toy-wrong", "toy-wrong", code, error),)
    assert dict(found.services) == OURS == dict(installed_services())
    assert "S3cret" not in repr(found.faults)


def test_nobody_takes_the_place_of_a_service_of_this_project(site: Path) -> None:
    (site / "other_visit.py").write_text(
        "from dataclasses import replace\nfrom services.visits import SERVICE as OURS\nSERVICE = replace(OURS, minutes=99)\n",
        encoding="utf-8",
    )
    distribution(site, "a-first-one", prison_visit="other_visit:SERVICE")

    found = installed()

    assert found.services["prison-visit"] is SERVICE
    assert found.faults == (Fault("prison-visit", "a-first-one", FaultCode.KEY_TAKEN),)


def test_of_two_distributions_that_claim_one_key_the_first_sound_one_by_name_has_it(site: Path) -> None:
    distribution(site, "toy-a", toy_statement="no_such_module:SERVICE")
    distribution(site, "toy-b", toy_statement="toy_service.following:STATEMENT")
    distribution(site, "toy-c", toy_statement="toy_service.following:STATEMENT")

    found = installed()

    assert list(found.services) == [*OURS, "toy-statement"]
    assert [(each.distribution, each.code) for each in found.faults] == [
        ("toy-a", FaultCode.IMPORT_ERROR),
        ("toy-c", FaultCode.KEY_TAKEN),
    ]
