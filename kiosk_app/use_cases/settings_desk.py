"""The settings as administrators see them: each with its value, its default and where it comes from; and changing a few of them.

Settings hold no secret: those are where keys are kept. What is changed here is checked like the owner's file, written down in the
audit log, and kept in a file of its own, which the next window, the next page that is printed and the next round of letting go
read anew (`kiosk_app.local_settings`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError

from kiosk_app.config import Home, Layers, Settings
from kiosk_app.errors import CannotWrite
from kiosk_app.events import Event
from kiosk_app.local_settings import CHANGEABLE, Change, laid_over
from kiosk_app.ports.audit import AuditLog
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.operators import Operator, Permission
from kiosk_app.staff_errors import SettingRefused
from kiosk_app.use_cases.seat import Seat


class Source(StrEnum):
    """Where the value of a setting comes from."""

    BUILT_IN = "built-in"
    FILE = "file"  # the owner's
    ENVIRONMENT = "environment"
    HERE = "here"  # staff changed it at the desk


class Applies(StrEnum):
    """From when on a change holds."""

    NEXT_SESSION = "next-session"
    NEXT_PAGE = "next-page"  # that is printed; what is offered for print, from the next session on
    NEXT_ROUND = "next-round"  # of letting go


LIMITS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "desk.warn_after_seconds": (20, 600),
        "desk.clear_after_seconds": (20, 300),
    }
)
"""Where staff have less freedom than the owner: a kiosk that waits for ever shows what somebody left behind."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. Values are as they are written in the owner's file."""

    name: str
    value: str
    default: str
    source: Source
    change: Change | None = None  # who changed it here, and when
    changeable: bool = False
    locked: bool = False  # by the owner
    choices: tuple[str, ...] = ()  # of one that has few
    least: int | None = None
    most: int | None = None
    applies: Applies = Applies.NEXT_SESSION

    @property
    def yours(self) -> bool:
        """Whether staff may change it now."""
        return self.changeable and not self.locked


def settings_of(layers: Layers, environment: Mapping[str, str] = MappingProxyType({})) -> Sequence[Setting]:
    """Every setting in the order of the program. `environment`: by name, what the environment makes of some."""
    return [_setting(layers, environment, *each) for each in _leaves(layers.settings, Settings())]


class SettingsDesk:
    """For whoever may see and change settings. Methods block, and may raise `NotSignedIn`, `NotPermitted` or a `StoreError`."""

    def __init__(
        self,
        seat: Seat,
        home: Home,
        *,
        audit: AuditLog,
        clock: Clock,
        everyone: Callable[[], Sequence[Operator]],
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._seat = seat
        self._home = home
        self._audit = audit
        self._clock = clock
        self._everyone = everyone
        self._environment = environment

    def everything(self) -> Sequence[Setting]:
        """Every setting.

        Raises:
            BadInput: the owner's file cannot be read (any more).
        """
        self._seat.require(Permission.SETTINGS)
        return settings_of(self._home.layers(), self._environment)

    def names(self) -> Mapping[str, str]:
        """Who may have changed something: names by ids."""
        self._seat.require(Permission.SETTINGS)
        return {str(each.id): each.name for each in self._everyone()}

    def change(self, name: str, value: str) -> None:
        """Change one from now on.

        Raises:
            SettingRefused: it is not one that staff may change, or cannot be that; nothing was changed.
            CannotWrite: nothing was changed.
            BadInput: as `everything`.
        """
        self._keep(name, lambda layers, by, now: Change(_taken(layers, name, value), by, now))

    def take_back(self, name: str) -> None:
        """Have the owner's value, or the default, again. Raises as `change`."""
        self._keep(name, lambda _layers, _by, _now: None)

    def put_aside(self) -> bool:
        """Whether changes could not be read and were put aside."""
        self._seat.require(Permission.SETTINGS)
        return self._home.local_settings.was_put_aside()

    def seen(self) -> None:
        """Somebody has read that, and the file that was put aside goes."""
        self._seat.require(Permission.SETTINGS)
        self._home.local_settings.forget_aside()

    def _keep(self, name: str, make: Callable[[Layers, str, datetime], Change | None]) -> None:
        operator = self._seat.require(Permission.SETTINGS)
        layers = self._home.layers()
        before = next((each for each in settings_of(layers, self._environment) if each.name == name), None)
        if before is None or not before.yours:
            raise SettingRefused(setting=name, why="not-here")
        changed = make(layers, str(operator.id), self._clock.now())
        changes = {**layers.changes, name: changed} if changed else {k: v for k, v in layers.changes.items() if k != name}
        kept = {each: change for each, change in changes.items() if change is not None}
        after = _written(_value(Settings.model_validate(laid_over(layers.given, kept)), name))
        said = {"from": before.value, "to": after, "operator": str(operator.id)}
        self._audit.append(Event.SETTING_CHANGED, name, source=before.source.value, **said)  # before it is so: never unsaid
        try:
            self._home.local_settings.write(kept)
        except CannotWrite:
            back = {**said, "from": after, "to": before.value}
            self._audit.append(Event.SETTING_CHANGED, name, source=Source.HERE.value, **back)
            raise


def _taken(layers: Layers, name: str, value: str) -> str | int | bool:
    """What the setting becomes, read as the owner's file would be."""
    wanted = Change(value.strip(), "", datetime.min)  # noqa: DTZ901 - only laid over, never kept
    try:
        found = Settings.model_validate(laid_over(layers.given, {**layers.changes, name: wanted}))
    except ValidationError:
        raise SettingRefused(setting=name, why="value") from None
    read: str | int | bool = _value(found, name)
    least, most = LIMITS.get(name, (None, None))
    if isinstance(read, int) and ((least is not None and read < least) or (most is not None and read > most)):
        raise SettingRefused(setting=name, why="limits")
    return str(read.value) if isinstance(read, Enum) else read


def _leaves(model: BaseModel, default: BaseModel, prefix: str = "") -> Iterator[tuple[str, Any, Any, Any]]:
    """Name, value, default and field of every setting."""
    for name, field in type(model).model_fields.items():
        value, built_in = getattr(model, name), getattr(default, name)
        if isinstance(value, BaseModel):
            yield from _leaves(value, built_in, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value, built_in, field


def _setting(layers: Layers, environment: Mapping[str, str], name: str, value: Any, default: Any, field: Any) -> Setting:  # noqa: ANN401, PLR0917 - values of every kind, one for each column
    least, most = LIMITS.get(name, (_bound(field, "ge"), _bound(field, "le")))
    source = _source(layers, environment, name)
    return Setting(
        name=name,
        value=environment.get(name, _written(value)),
        default=_written(default),
        source=source,
        change=layers.changes.get(name),
        changeable=name in CHANGEABLE,
        locked=name in layers.owners.locked or source is Source.ENVIRONMENT,
        choices=_choices(field.annotation),
        least=least,
        most=most,
        applies=_applies(name),
    )


def _bound(field: Any, which: str) -> int | None:  # noqa: ANN401 - what the model says of it
    """The least ("ge") or the most ("le") that it may be."""
    return next((getattr(each, which) for each in field.metadata if hasattr(each, which)), None)


def _source(layers: Layers, environment: Mapping[str, str], name: str) -> Source:
    if name in environment:
        return Source.ENVIRONMENT
    if name in layers.changes:
        return Source.HERE
    section, _, setting = name.rpartition(".")
    given = layers.given.get(section, {}) if section else layers.given
    return Source.FILE if setting in given else Source.BUILT_IN


def _choices(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - any annotation
    if kind is bool:
        return ("true", "false")
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(str(each.value) for each in kind)
    return tuple(each for each in get_args(kind) if isinstance(each, str))


def _applies(name: str) -> Applies:
    if name == "printer.paper":
        return Applies.NEXT_PAGE
    return Applies.NEXT_ROUND if name.startswith("retention.") or name == "measuring.keep_days" else Applies.NEXT_SESSION


def _value(settings: Settings, name: str) -> Any:  # noqa: ANN401 - settings are of every kind
    found: Any = settings
    for part in name.split("."):
        found = getattr(found, part)
    return found


def _written(value: object) -> str:
    """A value in one line."""
    match value:
        case bool():
            return str(value).lower()
        case Enum():
            return str(value.value)
        case tuple():
            return ", ".join(map(_written, value))
    return str(value)
