from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk_app.errors import CannotWrite
from kiosk_app.machine import FileNetworkSwitch
from tests.kiosk_app.small_disks import small_disk
from tests.small_disks import fill

__all__ = ["small_disk"]

TRY_TO_CONNECT = """
import socket, sys
from pathlib import Path
from kiosk_app.machine import FileNetworkSwitch, refuse_sockets_while_off
switch = FileNetworkSwitch(Path(sys.argv[1]))
server = socket.create_server(("127.0.0.1", 0))
local = socket.socketpair()
refuse_sockets_while_off(switch)
def outcome():
    try:
        socket.create_connection(server.getsockname(), timeout=2).close()
    except OSError as error:
        return error.strerror
    return "connected"
print(outcome())
switch.set(True)
print(outcome())
"""


def test_a_new_switch_is_on(tmp_path: Path) -> None:
    assert FileNetworkSwitch(tmp_path / "network").is_on()


def test_every_process_sees_the_switch_that_one_of_them_turned(tmp_path: Path) -> None:
    FileNetworkSwitch(tmp_path / "network").set(on=False)

    assert not FileNetworkSwitch(tmp_path / "network").is_on()
    assert [path.name for path in tmp_path.iterdir()] == ["network"]


def test_a_switch_that_is_on_leaves_no_file(tmp_path: Path) -> None:
    switch = FileNetworkSwitch(tmp_path / "network")
    switch.set(on=False)

    for _time in range(2):
        switch.set(on=True)

        assert switch.is_on()
        assert list(tmp_path.iterdir()) == []


def test_a_full_disk_does_not_keep_the_network_from_being_switched_on(small_disk: Path) -> None:
    switch = FileNetworkSwitch(small_disk / "network")
    switch.set(on=False)
    fill(small_disk)

    switch.set(on=True)

    assert switch.is_on()
    fill(small_disk)
    with pytest.raises(CannotWrite):
        switch.set(on=False)
    assert switch.is_on()
    assert [path.name for path in small_disk.iterdir()] == ["filling"]


def test_a_damaged_switch_is_on(tmp_path: Path) -> None:
    (tmp_path / "network").write_bytes(b"\xff\xff")

    assert FileNetworkSwitch(tmp_path / "network").is_on()


def test_while_off_a_connection_is_refused_at_the_socket(tmp_path: Path) -> None:
    FileNetworkSwitch(tmp_path / "network").set(on=False)

    done = subprocess.run(  # noqa: S603 - our own program; the hook cannot be taken out of this process again
        [sys.executable, "-c", TRY_TO_CONNECT, str(tmp_path / "network")],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.splitlines() == ["the network is switched off on this kiosk", "connected"]


def test_a_switch_that_cannot_be_turned_says_so_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "network").mkdir()

    for on in (False, True):
        with pytest.raises(CannotWrite):
            FileNetworkSwitch(tmp_path / "network").set(on)

    assert [path.name for path in tmp_path.iterdir()] == ["network"]
