"""What can go wrong at the desks of staff that is not a bug. Each has words and a next step, as every `KnownError`.

KnownError
+-- DraftError                 a draft of a staff desk
|   +-- DraftChanged           another window saved it; its text stands
|   +-- DraftGone              submitted or discarded, or never this operator's
|   +-- DraftTooLarge, DraftNotText
+-- OperatorError              a member of staff cannot sign in, or cannot do this
|   +-- SignInRefused          the name and the secret do not fit
|   +-- SignInWaits            too soon after wrong ones; says how long
|   +-- SignInLocked           too many wrong ones: an administrator must unlock the name
|   +-- NotSignedIn            nobody is, or the screen is locked
|   +-- NotPermitted           no role of theirs allows it
|   +-- SecretTooWeak, NameUnusable, NameTaken, NoRole
|   +-- LastAdministrator      nobody could manage operators then
|   +-- OperatorsExist         there is an administrator already, who can add others
|   +-- OperatorOfCentre       the centre says which roles they have
|   +-- OperatorGone           removed, or never there
+-- ScanError                  a scan cannot be kept, shown or attached
|   +-- ScanGone               discarded, attached elsewhere, or never of this site
|   +-- ScanRefused            a file that was chosen is no scan; the refusal says why
|   +-- ScansTooLarge          more than one submission may carry
|   +-- PageDamaged            its pages cannot be shown; the paper can still be keyed
|   +-- PageProtected          a password is asked for
|   +-- PageTooLarge           more dots, pages, time or memory than a page of paper needs
+-- DatesRefused               a change of visit times that makes no sense here
+-- HelpGone                   this operator has no such case of help, or it is over
+-- NotAgreed                  nobody can be helped without their agreement
+-- CopyFailed                 a copy on a stick did not come about
+-- NotReleased                what was put aside cannot be sent once more
+-- NotPutAside                the centre has it by now, or it waits again
+-- AnswersRefused             a stick holds no answers of the centre
+-- SettingRefused             a value that a setting cannot have, or one that staff may not change
+-- MediumGone                 a stick that was there is not, or cannot be read
+-- CaptureError               paper that is typed at a court desk
|   +-- CaptureChanged           somebody else changed it since; what they did stands
|   +-- CaptureGone              taken away, or never of this site
|   +-- CaptureRefused           its state does not allow it; nothing was changed
|   +-- NumberUsed               another paper or open envelope has the number
|   +-- NumberUnreadable         a number of an envelope or paper has other characters than digits
|   +-- AnotherMustAct           whoever typed it cannot also release it, or type it the second time
+-- BatchRefused               the scanning service would refuse the envelope; the faults say why
"""

from __future__ import annotations

from kiosk_app.errors import KnownError


class DraftError(KnownError):
    """A draft cannot be kept, found or submitted. What was kept before stands."""

    code = "draft-error"


class DraftChanged(DraftError):
    """Another window has saved the draft since. Its text stands."""

    code = "draft-changed"


class DraftGone(DraftError):
    """This operator has no such draft: submitted, discarded, or never theirs."""

    code = "draft-gone"


class DraftTooLarge(DraftError):
    """More text than a draft may hold."""

    code = "draft-too-large"


class DraftNotText(DraftError):
    """Half of a character, which cannot be kept."""

    code = "draft-not-text"


class OperatorError(KnownError):
    """A member of staff cannot sign in, or cannot do this. Never holds a name or a secret."""

    code = "operator-error"


class SignInRefused(OperatorError):
    """The name and the secret do not fit. Says the same whether anybody has the name or not."""

    code = "sign-in-refused"


class SignInWaits(OperatorError):
    """After wrong secrets no other is looked at for a while: `details["seconds"]`, whole ones."""

    code = "sign-in-waits"


class SignInLocked(OperatorError):
    """Too many wrong secrets. Says the same whether anybody has the name or not."""

    code = "sign-in-locked"


class NotSignedIn(OperatorError):
    """Nobody is signed in, or the screen is locked."""

    code = "not-signed-in"


class NotPermitted(OperatorError):
    """No role of the operator allows it."""

    code = "not-permitted"


class SecretTooWeak(OperatorError):
    """A PIN or passphrase that is too short, too long or too easy to guess. `details["why"]` is a code."""

    code = "secret-too-weak"


class NameUnusable(OperatorError):
    """Nobody can be called that: empty, too long, or with characters that cannot be seen."""

    code = "name-unusable"


class NameTaken(OperatorError):
    """An operator of this site has the name."""

    code = "name-taken"


class NoRole(OperatorError):
    """An operator has at least one role."""

    code = "no-role"


class LastAdministrator(OperatorError):
    """Nobody who can sign in could manage operators then."""

    code = "last-administrator"


class OperatorsExist(OperatorError):
    """There is an administrator who can sign in, and who adds others."""

    code = "operators-exist"


class OperatorOfCentre(OperatorError):
    """The centre delivered this operator, and alone says which roles they have."""

    code = "operator-of-centre"


class OperatorGone(OperatorError):
    """There is no such operator (any more), or they may not sign in."""

    code = "operator-gone"


class ScanError(KnownError):
    """A scan cannot be kept, shown or attached. What was kept before stands."""

    code = "scan-error"


class ScanGone(ScanError):
    """This site has no such scan (any more): discarded, or of a submission already. Nothing was saved."""

    code = "scan-gone"


class ScanRefused(ScanError):
    """A file that was chosen is not taken. `refusal` says why; the file stays where it is."""

    code = "scan-refused"

    def __init__(self, refusal: str) -> None:
        self.refusal = refusal
        super().__init__(refusal=refusal)


class ScansTooLarge(ScanError):
    """More scans, or larger ones, than one submission may carry. Nothing was saved."""

    code = "scans-too-large"


class SettingRefused(KnownError):
    """A value that a setting cannot have, or a setting that staff may not change here. `details["why"]` is a code."""

    code = "setting-refused"


class DatesRefused(KnownError):
    """A change of visit times that makes no sense here. `details["why"]` is a code. Nothing was changed."""

    code = "dates-refused"


class HelpGone(KnownError):
    """This operator has no such case of help (any more), or it is over."""

    code = "help-gone"


class NotAgreed(KnownError):
    """Nobody can be helped without their agreement. `details["missing"]` names what of it is not there. Nothing was kept."""

    code = "not-agreed"


class CopyFailed(KnownError):
    """No copy was made on a stick. `details["why"]` is full, read-only, gone, not-whole or failed. The records are untouched."""

    code = "copy-failed"


class MediumGone(KnownError):
    """A stick that was chosen is not there any more, or what is on it cannot be read."""

    code = "medium-gone"


class NotReleased(KnownError):
    """A submission is not put aside any more, or sending it once more cannot end otherwise. Nothing was changed."""

    code = "not-released"


class NotPutAside(KnownError):
    """A submission is not put aside any more. Nothing was changed."""

    code = "not-put-aside"


class AnswersRefused(KnownError):
    """What a stick holds is no file of the centre's answers. `details["why"]` is none, other, cut-off or changed."""

    code = "answers-refused"


class CaptureError(KnownError):
    """A batch or an item of paper. What was kept before stands."""

    code = "capture-error"


class CaptureChanged(CaptureError):
    """Somebody else changed it since it was seen; what they did stands."""

    code = "capture-changed"


class CaptureGone(CaptureError):
    """This site has no such batch or item (any more)."""

    code = "capture-gone"


class CaptureRefused(CaptureError):
    """What it is now does not allow this. `details["why"]` is a code."""

    code = "capture-refused"


class NumberUsed(CaptureError):
    """Another paper of the envelope, or another open envelope, has this number."""

    code = "number-used"


class NumberUnreadable(CaptureError):
    """The number of an envelope or a paper is made of digits."""

    code = "number-unreadable"


class AnotherMustAct(CaptureError):
    """Whoever typed an item cannot do this with it: another operator must."""

    code = "another-must-act"


class PageDamaged(ScanError):
    """A scan's pages cannot be drawn, or there is no such page. The scan itself stays as it is."""

    code = "page-damaged"


class PageProtected(ScanError):
    """A scan's pages cannot be drawn without a password."""

    code = "page-protected"


class PageTooLarge(ScanError):
    """Drawing a scan's pages takes more dots, objects, memory or time than a page of paper needs. `cause` says which."""

    code = "page-too-large"


class BatchRefused(KnownError):
    """The envelope breaks rules of the scanning service; nothing was written. `faults` says which; it is not part of the text."""

    code = "batch-refused"

    def __init__(self, faults: tuple[object, ...]) -> None:
        self.faults = faults
        super().__init__(faults=len(faults))
