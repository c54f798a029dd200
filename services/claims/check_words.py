"""What stands beside the answers to check, and what the rules of every claim say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from services.claims.words import _
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.receipt import Section
from services.forms.service import CheckWords
from services.forms.words import Words

PROBLEM_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "not-after-today": _("{label} must not be after today"),
        "same-party": _("Two of the parties have the same name and postcode."),
        "help-to-ask-for": _("Ask for Help with Fees with form EX160. The claim waits until that is decided."),
        "friend-signs": _("A claimant who needs a litigation friend does not sign. The litigation friend does."),
    }
)
CONFIRM_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "same-party": _("Yes, they are two parties"),
        "friend-signs": _("Yes, the claimant signs"),
    }
)


def check_words(ways: Callable[[Answers, Context], Section]) -> CheckWords:
    """The words beside the answers, with the `ways` that the claim can go."""
    return CheckWords(
        save=_("Save my claim"),
        send=_("Send my claim"),
        not_yet=_("This does not issue the claim yet."),
        checks=ways,
        declaration=_("By saving, you say that the claim can go to the court as it is."),
        offline=(
            _("You can finish now. We save your claim here and send it when the connection is back."),
            _("The court can only issue it after it is sent."),
        ),
    )
