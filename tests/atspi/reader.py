"""A screen reader without a voice: what it hears over the accessibility bus, and what it can do there.

Run by Debian's own Python, which has the bindings (python3-gi, gir1.2-atspi-2.0). It reads one request a line, as JSON, and
answers each with one line. It knows objects by role and name alone, among those that are showing, as a person does who is told of
nothing else; it never sends a key and never looks at a picture.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")

from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402 - the version is chosen first

HEARD = (
    "object:announcement",
    "object:state-changed:focused",
    "object:state-changed:checked",
    "window:activate",
)
ACTS = frozenset({"press", "focus", "type", "choose"})
TOLD = ("focused", "checked", "selected", "checkable", "invalid-entry", "required")
GROUPS = frozenset({"panel", "alert"})
KEPT_UNDER = frozenset({"filler"})  # of no meaning to anybody: what is in it counts
PATIENCE = 20.0  # seconds
LOOKS_EVERY_MS = 100
NEVER_WAIT = False
ASSERTIVE = 2  # Atspi.Live, which Debian 12's bindings do not have yet


class Lost(Exception):
    """What was looked for is not there. The text says what is."""


class Reader:
    """See the module."""

    def __init__(self) -> None:
        Atspi.init()
        Atspi.set_timeout(5000, 15000)
        self._heard: list[str] = []  # since somebody last did something
        self._listener = Atspi.EventListener.new(self._hear)
        for kind in HEARD:
            self._listener.register(kind)

    def answer(self, asked: dict[str, Any]) -> object:
        """Do what is asked.

        Raises:
            Lost: it cannot be done.
        """
        what = asked.pop("do")
        self._listen()
        if what in ACTS:
            self._heard.clear()
        return getattr(self, f"do_{what}")(**asked)

    def do_arrive(self, title: str) -> str:
        """Wait for a window in front whose name begins so; its name."""
        found = self._until(lambda: self._front_named(title), f"a page {title!r}")
        return str(found.get_name())

    def do_look(self) -> list[dict[str, Any]]:
        """Everything that is showing, in the order of the tree."""
        front = _front()
        return [] if front is None else list(_walk(front, 0))

    def do_press(self, role: str, name: str, within: str = "", action: str = "") -> None:
        """Do an object's own action: its first, or the one named. `within`: the name of a group that it is in."""
        found = self._find(role, name, within)
        names = [found.get_action_name(number) for number in range(found.get_n_actions())]
        if not names or (action and action not in names):
            raise Lost(f"{role} {name!r} offers {names}")
        found.do_action(names.index(action) if action else 0)

    def do_focus(self, role: str, name: str) -> None:
        """Move the focus to an object."""
        if not self._find(role, name).grab_focus():
            raise Lost(f"{role} {name!r} takes no focus")

    def do_type(self, name: str, text: str) -> str:
        """Put a text into a field; what is in it then."""
        field = self._find("text", name)
        field.set_text_contents(text)
        return str(field.get_text(0, -1))

    def do_choose(self, name: str, item: str) -> None:
        """Choose the item of a list by its name."""
        found = self._find("list", name)
        names = [found.get_child_at_index(number).get_name() for number in range(found.get_child_count())]
        if item not in names:
            raise Lost(f"no {item!r} among {names}")
        found.select_child(names.index(item))

    def do_relations(self, role: str, name: str) -> dict[str, list[str]]:
        """What else belongs to an object, by how."""
        related = self._find(role, name).get_relation_set()
        return {
            each.get_relation_type().value_nick: [each.get_target(number).get_name() for number in range(each.get_n_targets())]
            for each in related
        }

    def do_windows(self) -> dict[str, list[str]]:
        """Every application, with its windows that can be seen."""
        return {
            f"{app.get_name()} {number}": [each.get_name() for each in _showing(app)]
            for number, app in enumerate(_applications())
        }

    def do_focused(self) -> dict[str, Any] | None:
        """What has the focus now."""
        return next((each for each in self.do_look() if "focused" in each["states"]), None)

    def do_hear(self, lines: list[str], seconds: float = PATIENCE) -> list[str]:
        """Wait until all of these have been heard, in this order, each within a line; all that was heard since the last act."""
        return list(self._until(lambda: self._heard_all(lines), f"{lines} among {self._heard}", seconds))

    def _heard_all(self, lines: list[str]) -> list[str]:
        heard = iter(self._heard)
        return self._heard if all(any(wanted in line for line in heard) for wanted in lines) else []

    def _hear(self, event: Any) -> None:
        with contextlib.suppress(GLib.Error):  # it may have gone meanwhile; screen readers let that be
            source = event.source
            if event.type.startswith("object:announcement"):
                self._heard.append(f"{'calls' if event.detail1 == ASSERTIVE else 'says'}: {event.any_data}")
            elif event.type.startswith("window:activate"):
                self._heard.append(f"window: {source.get_name()}")
            elif event.type.endswith("focused") and event.detail1 and _has(source, Atspi.StateType.FOCUSED):
                self._heard.append(f"focus: {source.get_role_name()} {source.get_name()}")
            elif event.type.endswith("checked"):
                self._heard.append(f"{'checked' if event.detail1 else 'unchecked'}: {source.get_name()}")

    def _listen(self) -> None:
        context = GLib.MainContext.default()
        while context.iteration(NEVER_WAIT):
            pass

    def _until(self, found: Callable[[], Any], what: str, seconds: float = PATIENCE) -> Any:
        deadline = time.monotonic() + seconds
        context = GLib.MainContext.default()
        while True:
            self._listen()
            with contextlib.suppress(GLib.Error):
                if got := found():
                    return got
            if time.monotonic() > deadline:
                raise Lost(f"waited in vain for {what}; the windows are {self.do_windows()}")
            GLib.timeout_add(LOOKS_EVERY_MS, lambda: False)
            context.iteration(not NEVER_WAIT)

    def _front_named(self, title: str) -> Any:
        front = _front()
        return front if front is not None and front.get_name().startswith(title) else None

    def _find(self, role: str, name: str, within: str = "") -> Any:
        """The first of that role and name, in the order of the tree; its group goes by name."""
        return self._until(lambda: next(_search(_front(), role, name, within), None), f"{role} {name!r}")


def _applications() -> Iterator[Any]:
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        with contextlib.suppress(GLib.Error):
            found = desktop.get_child_at_index(number)
            if found is not None:
                found.set_cache_mask(Atspi.Cache.ROLE)
                yield found


def _has(thing: Any, state: Any) -> bool:
    return bool(thing.get_state_set().contains(state))


def _showing(parent: Any) -> Iterator[Any]:
    for number in range(parent.get_child_count()):
        child = parent.get_child_at_index(number)
        if child is not None and _has(child, Atspi.StateType.SHOWING):
            yield child


def _front() -> Any:
    for application in _applications():
        with contextlib.suppress(GLib.Error):
            for window in _showing(application):
                if _has(window, Atspi.StateType.ACTIVE):
                    return window
    return None


def _search(thing: Any, role: str, name: str, within: str) -> Iterator[Any]:
    """Without asking more than is needed: every question is a message to the kiosk."""
    for child in _showing(thing) if thing is not None else ():
        its_role = child.get_role_name()
        if its_role == role and not within and child.get_name() == name:
            yield child
        inside = "" if within and its_role in GROUPS and child.get_name() == within else within
        yield from _search(child, role, name, inside)


def _walk(thing: Any, depth: int) -> Iterator[dict[str, Any]]:
    for child in _showing(thing):
        told = _told(child)
        if told["role"] in KEPT_UNDER and not told["name"] and "focused" not in told["states"]:
            yield from _walk(child, depth)
        else:
            attributes = child.get_attributes() or {}
            yield {"depth": depth, "level": int(attributes.get("level", 0)), "locale": child.get_object_locale(), **told}
            yield from _walk(child, depth + 1)


def _told(thing: Any) -> dict[str, Any]:
    states = {each.value_nick for each in thing.get_state_set().get_states()}
    role = thing.get_role_name()
    told = {
        "role": role,
        "name": thing.get_name(),
        "description": thing.get_description(),
        "states": [each for each in TOLD if each in states],
        "enabled": "enabled" in states,
    }
    if thing.get_text_iface() is not None:
        told["value"] = thing.get_text(0, -1)
    return told


class Requests:
    """Lines of requests, answered between events, so that what is heard is looked at when it is heard."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._held = b""
        self._loop = GLib.MainLoop()
        GLib.unix_fd_add_full(GLib.PRIORITY_LOW, sys.stdin.fileno(), GLib.IOCondition.IN | GLib.IOCondition.HUP, self._arrived)

    def serve(self) -> None:
        """Until nobody asks any more."""
        self._loop.run()

    def _arrived(self, descriptor: int, _condition: GLib.IOCondition) -> bool:
        chunk = os.read(descriptor, 65536)
        if not chunk:
            self._loop.quit()
            return False
        *lines, self._held = (self._held + chunk).split(b"\n")
        for line in lines:
            try:
                answer = {"done": self._reader.answer(json.loads(line))}
            except (Lost, GLib.Error) as error:
                answer = {"lost": str(error)}
            sys.stdout.write(f"{json.dumps(answer)}\n")
            sys.stdout.flush()
        return True


if __name__ == "__main__":
    Requests(Reader()).serve()
