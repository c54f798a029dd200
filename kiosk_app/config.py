"""The settings of one kiosk: a TOML file in its data folder, every value with a default that works.

`KIOSK_HOME` names the data folder (default: `$XDG_DATA_HOME/justice-kiosk`). The file is `kiosk.toml` there; an unknown or
mistyped setting is refused by name, so that a typing error is never silently ignored.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk_app.errors import BadInput
from kiosk_app.legible import Viewing
from kiosk_app.local_settings import Change, Changeable, LocalSettings, laid_over
from kiosk_app.ports.printing import PaperSize
from kiosk_app.ports.purge import Retention
from kiosk_app.site import DeskKind, Site
from kiosk_app.use_cases.scans import ScanLimits
from services.forms.words import bilingual
from services.language import Language

FILE_NAME = "kiosk.toml"
_PAD_KEY = (
    r"^(\S|F([1-9]|[12]\d|3[0-5])|Enter|Return|Escape|Tab|Space|Backspace|Delete|Insert|Home|End|PageUp|PageDown|Clear"
    r"|Back|Forward|Yes|No|Call|Hangup|Select|Menu|Help)$"
)  # a character, or the name that Qt has for a key
_PAYMENT_LINK = r"^(https://[A-Za-z0-9.-]+(/[A-Za-z0-9._~-]+)+)?$"


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class SiteSettings(_Settings):
    """Where the kiosk stands. Names are public facts."""

    organisation_en: str = "Ministry of Justice"
    organisation_cy: str = "Y Weinyddiaeth Gyfiawnder"
    name_en: str = "HMP Cardiff visitors’ centre"
    name_cy: str = "Canolfan ymwelwyr Carchar Caerdydd"
    main_service: str = "prison-visit"  # gets the large tile
    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,31}$")] = "local"  # owns operators and their drafts
    prison: Annotated[str, Field(pattern=r"^([A-Z]{3}[0-9]?)?$")] = "CFI"  # whose staff may change its visit times here; "": none
    services: tuple[str, ...] = ()  # those that can be begun here, in the order of their tiles; none: all that are installed


class CentreSettings(_Settings):
    """How often to try the centre. Its address is learnt at enrolment."""

    seconds_between_passes: Annotated[float, Field(gt=0, le=3600)] = 30.0


class PrinterSettings(_Settings):
    """Where receipts come out."""

    kind: Literal["folder"] = "folder"
    folder: str = "printed"  # below the data folder unless absolute
    paper: PaperSize = PaperSize.A4


class KeySettings(_Settings):
    """Where secrets are kept: the first that works, or one by name."""

    source: Literal["auto", "credentials", "desktop", "file"] = "auto"


class DeskSettings(_Settings):
    """Whose desk it is, and how it behaves."""

    kind: DeskKind = DeskKind.PUBLIC  # at the other two nothing is shown before somebody signs in
    first_language: Language = Language.ENGLISH
    warn_after_seconds: Annotated[int, Field(ge=20)] = 90  # WCAG 2.2, 2.2.1: at least 20 seconds to answer the warning
    clear_after_seconds: Annotated[int, Field(ge=20)] = 60
    longer_times: Annotated[float, Field(ge=1, le=10)] = 2  # for who listens, reads large text, works the keypad or slow keys
    staff_may_switch_network: bool = False
    staff_may_print_days: bool = False
    lock_after_seconds: Annotated[int, Field(ge=15, le=3600)] = 60  # without a touch, where an operator is signed in


_PadKey = Annotated[str, Field(pattern=_PAD_KEY)]


class KeypadSettings(_Settings):
    """A keypad that people can feel, which works every page by itself: see docs/keypad.md."""

    which: Literal["numeric", "all", "off"] = "numeric"  # keys that say they are a keypad's, or every digit
    layout: Literal["phone", "calculator"] = "phone"  # 1 2 3 at the top, or 7 8 9
    star: tuple[_PadKey, ...] = ("*",)  # goes back, deletes
    hash: tuple[_PadKey, ...] = ("#", "+")  # goes on
    arrows_move: bool = False  # its left and right arrow keys go from control to control


class PressingSettings(_Settings):
    """Which presses count, of keys and of fingers (EN 301 549, 5.7 and 5.8). 0: at once, again at once, never repeating."""

    accept_after_seconds: Annotated[float, Field(ge=0, le=5)] = 0.0
    ignore_again_seconds: Annotated[float, Field(ge=0, le=5)] = 0.0
    repeat_after_seconds: Annotated[float, Field(ge=0, le=10)] = 1.0
    repeat_every_seconds: Annotated[float, Field(ge=0.05, le=10)] = 0.2


class ScreenSettings(_Settings):
    """The picture and where people stand, for the size of the largest text (EN 301 549, 5.1.4). 0: as the screen itself says."""

    width_mm: Annotated[float, Field(ge=0, le=5000)] = 0
    height_mm: Annotated[float, Field(ge=0, le=5000)] = 0
    viewing_distance_mm: Annotated[float, Field(ge=200, le=5000)] = 600  # from the eyes of somebody who can touch it

    def viewing(self) -> Viewing:
        """What the owner says of them."""
        return Viewing(self.width_mm, self.height_mm, self.viewing_distance_mm)


class PaymentSettings(_Settings):
    """Where fees are paid online: the court's payment links of GOV.UK Pay, without a question mark. "": nowhere."""

    link_en: Annotated[str, Field(pattern=_PAYMENT_LINK)] = ""
    link_cy: Annotated[str, Field(pattern=_PAYMENT_LINK)] = ""  # one that was made in Welsh; without it the English one is used


class SpeechSettings(_Settings):
    """Reading the screen aloud. What was answered is said only where nobody else can hear."""

    read_aloud: bool = True
    sound: Literal["alsa", "pulse"] = "alsa"
    device: Annotated[str, Field(pattern=r'^[^"\\\r\n]+$')] = "default"  # an output of it
    volume: Annotated[int, Field(ge=1, le=5)] = 4  # where each session begins
    rate: Annotated[int, Field(ge=-100, le=100)] = -10
    private: Literal["never", "always", "jack"] = "never"  # whether only the person can hear
    jack: str = ""  # the input device that knows whether headphones are plugged in


class ScanSettings(_Settings):
    """Scans at a court desk: where a scanner saves them, and how much is taken."""

    folder: str = ""  # without one no scans are taken
    file_mib: Annotated[int, Field(ge=1, le=31)] = 20  # one file; the centre takes 32 MiB, sealed
    submission_mib: Annotated[int, Field(ge=1, le=1024)] = 64  # all scans of one submission
    submission_scans: Annotated[int, Field(ge=1, le=500)] = 50

    def limits(self) -> ScanLimits:
        """What one submission may carry."""
        return ScanLimits(self.submission_scans, self.submission_mib * 1024 * 1024)


class CourtSettings(_Settings):
    """Paper that is typed at a court desk: what is keyed twice and by whom, what is released, and where batches go."""

    second_keying: dict[str, tuple[str, ...]] = {}  # boxes by service; of a service without, those that its paper form marks
    second_keying_by: Literal["another", "anybody"] = "another"
    release_from_pounds: Annotated[int, Field(ge=0, le=10_000_000)] = 10_000  # sums of this much and more; 0: none
    release_marks: bool = True  # whether a box that cannot be read needs a supervisor
    jurisdiction: Annotated[str, Field(min_length=1)] = "CIVIL"  # as the scanning service knows it, and its container
    container: Annotated[str, Field(min_length=1)] = "civil"
    po_boxes: tuple[Annotated[str, Field(min_length=1)], ...] = ()  # that paper comes to, the usual one first
    export_folder: str = ""  # into which finished batches go; without one none are handed on as files


class StorageSettings(_Settings):
    """The disk and the records on it."""

    ballast_mib: Annotated[int, Field(ge=0, le=4096)] = 64  # given up when the disk is full
    close_below_mib: Annotated[int, Field(ge=1, le=1_048_576)] = 200  # services close before the first question
    check_every_hours: Annotated[float, Field(gt=0, le=744)] = 24.0  # how often every record is read and checked


class RetentionSettings(_Settings):
    """How many days things are kept; each day by two clocks, this computer's and the centre's."""

    envelope_days: Annotated[int, Field(ge=1, le=3660)] = 30  # after the centre's acknowledgement
    receipt_days: Annotated[int, Field(ge=1, le=3660)] = 90  # after the acknowledgement; longer where it is of use for longer
    draft_days: Annotated[int, Field(ge=1, le=3660)] = 60  # after it was last changed
    scan_days: Annotated[int, Field(ge=1, le=3660)] = 30  # of no submission, draft or item

    def kept(self) -> Retention:
        """For how long."""
        return Retention(
            envelope=timedelta(days=self.envelope_days),
            receipt=timedelta(days=self.receipt_days),
            draft=timedelta(days=self.draft_days),
        )


class CopySettings(_Settings):
    """Where copies of the records can be made from the screen, beside removable disks that are mounted."""

    media: str = ""  # one more folder: where a disk is mounted that does not say that it can be taken out


class MeasuringSettings(_Settings):
    """Counting how the kiosk is used: see docs/measuring.md. No name, no answer and no time of day is in it."""

    count: bool = True  # without it nobody is asked how it was, either
    comments: bool = True  # whether who answers that may add a comment
    keep_days: Annotated[int, Field(ge=1, le=3660)] = 90  # days that the centre has


class Settings(_Settings):
    """Everything in `kiosk.toml`."""

    locked: tuple[Changeable, ...] = ()  # what staff may not change at the desk, of what they may otherwise
    site: SiteSettings = SiteSettings()
    centre: CentreSettings = CentreSettings()
    printer: PrinterSettings = PrinterSettings()
    keys: KeySettings = KeySettings()
    desk: DeskSettings = DeskSettings()
    keypad: KeypadSettings = KeypadSettings()
    pressing: PressingSettings = PressingSettings()
    screen: ScreenSettings = ScreenSettings()
    speech: SpeechSettings = SpeechSettings()
    payments: PaymentSettings = PaymentSettings()
    storage: StorageSettings = StorageSettings()
    scans: ScanSettings = ScanSettings()
    court: CourtSettings = CourtSettings()
    retention: RetentionSettings = RetentionSettings()
    copies: CopySettings = CopySettings()
    measuring: MeasuringSettings = MeasuringSettings()

    def site_words(self, kiosk: str) -> Site:
        """The site in both languages."""
        return Site(
            organisation=bilingual(self.site.organisation_en, self.site.organisation_cy),
            name=bilingual(self.site.name_en, self.site.name_cy),
            kiosk=kiosk,
            desk=self.desk.kind,
        )


@dataclass(frozen=True, slots=True)
class Layers:
    """The settings, and what they are made of."""

    settings: Settings
    owners: Settings  # without what staff changed
    given: Mapping[str, Any]  # the owner's file as it is written
    changes: Mapping[str, Change]


class Home:
    """The data folder and what stands where in it. Created with mode 0700."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @staticmethod
    def from_environment(environment: Mapping[str, str]) -> Home:
        """The folder `KIOSK_HOME` names, else the user's data folder."""
        named = environment.get("KIOSK_HOME")
        if named:
            return Home(Path(named).absolute())
        data = environment.get("XDG_DATA_HOME") or Path(environment.get("HOME", "/")) / ".local" / "share"
        return Home(Path(data) / "justice-kiosk")

    def make(self) -> None:
        """Make the folder, readable by its owner only.

        Raises:
            BadInput: it cannot be made or is not a folder.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.listdir(self.folder)  # noqa: PTH208 - whether it may be read, whatever is in it
        except OSError as error:
            raise BadInput(what="KIOSK_HOME", why=os.strerror(error.errno or 0)) from None

    @property
    def database(self) -> Path:
        """The local database."""
        return self.folder / "kiosk.db"

    @property
    def keys(self) -> Path:
        """Secrets, where they are kept in files."""
        return self.folder / "keys"

    @property
    def supervisor_lock(self) -> Path:
        """Held by the one supervisor."""
        return self.folder / "supervisor.lock"

    @property
    def agent_lock(self) -> Path:
        """Held by the one agent."""
        return self.folder / "agent.lock"

    @property
    def network_switch(self) -> Path:
        """Holds "off" while the network is refused."""
        return self.folder / "network"

    @property
    def damaged(self) -> Path:
        """Stands there while the database is known to be damaged."""
        return self.folder / "damaged"

    @property
    def local_settings(self) -> LocalSettings:
        """What staff changed at the desk."""
        return LocalSettings(self.folder)

    def settings(self) -> Settings:
        """The settings: defaults, the file over them, and over both what staff changed at the desk.

        Raises:
            BadInput: the file is not TOML, or a setting is unknown or of the wrong kind; says which.
        """
        return self.layers().settings

    def layers(self) -> Layers:
        """The settings and where each comes from. What staff changed and cannot be read is put aside.

        Raises:
            BadInput: as `settings`.
        """
        given = self._given()
        owners = _checked(given)
        try:
            changes = {name: each for name, each in self.local_settings.read().items() if name not in owners.locked}
            return Layers(Settings.model_validate(laid_over(given, changes)) if changes else owners, owners, given, changes)
        except ValueError:  # of reading, or of what is no setting
            self.local_settings.put_aside()
        return Layers(owners, owners, given, {})

    def _given(self) -> Mapping[str, Any]:
        """The owner's file as it is written."""
        try:
            return tomllib.loads((self.folder / FILE_NAME).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise BadInput(file=FILE_NAME, why=os.strerror(error.errno or 0)) from None
        except (ValueError, RecursionError):  # not TOML, not UTF-8, or a number or a nesting past all bounds
            raise BadInput(file=FILE_NAME, why="not-toml") from None

    def printer_folder(self, settings: Settings) -> Path:
        """Where the folder printer writes."""
        return self.folder / settings.printer.folder


def _checked(given: Mapping[str, Any]) -> Settings:
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False)
        raise BadInput(file=FILE_NAME, setting=".".join(map(str, faults[0]["loc"]))) from None
