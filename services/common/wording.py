"""The words of problems that any service can have, after the GOV.UK error message templates. `{label}` is the field's label."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from services.common.money import AMOUNT_WORDS, AmountProblem
from services.forms.words import Domain, Words

_ = Domain("services.common")

PROBLEM_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "missing": _("Enter an answer: {label}"),
        "box-illegible": _("{label}: cannot be read on the paper"),
        "box-missing": _("{label}: not on the paper"),
        "card-number": _("Do not type a card number here. Nothing is paid on this screen."),
        "wrong-type": _("{label} is not in the form expected"),
        "unknown-field": _("There is no such question"),
        "not-asked": _("This is not asked, so it is left out"),
        "not-an-option": _("Select one of the answers shown"),
        "not-offered": _("Select a time that is on offer"),
        "too-short": _("{label} must be {min} characters or more"),
        "too-long": _("{label} must be {max} characters or less"),
        "too-few": _("Choose at least {min}"),
        "too-many": _("Choose no more than {max}"),
        "chosen-twice": _("Choose each one only once"),
        "text-characters": _("{label} has a character that cannot be used"),
        "name-characters": _("{label} must only include letters, hyphens, spaces and apostrophes"),
        "prison-number-format": _("Enter all 7 letters and numbers of the prison number"),
        "phone-format": _("Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192"),
        "phone-extension": _("Enter a phone number without an extension"),
        "email-format": _("Enter an email address in the correct format, like name@example.com"),
        "postcode-format": _("Enter a full postcode, like SW1A 1AA"),
        "forbidden-characters": _("{label} has an accent that stands alone, such as ^ or ¨. Take it out."),
        **{code.value: words for code, words in AMOUNT_WORDS.items() if code is not AmountProblem.MISSING},
        "fee-account-format": _("Enter PBA and then 7 digits, like PBA0012345"),
        "hwf-reference-format": _("Enter HWF and then 6 letters or numbers, like HWF-A1B-23C"),
        "hwf-reference-paper": _(
            "This is the court’s own number of an application on paper. Enter the one that begins with HWF."
        ),
        "amount-below": _("{label} must be {min} or more"),
        "amount-above": _("{label} must be {max} or less"),
        "percent-format": _("Enter a rate in per cent, like 8 or 4.25"),
        "percent-range": _("The rate must be more than 0 and no more than {max}, with no more than {places} decimal places"),
        "statement-changed": _("Answers have changed since you said this. Read them again, then say it again."),
        "date-incomplete": _("{label} must include a day, a month and a year"),
        "date-not-real": _("{label} must be a real date"),
        "year-four-digits": _("Year must include 4 numbers"),
        "date-in-future": _("{label} must be in the past"),
        "date-too-long-ago": _("{label} must be less than {max} years ago"),
        "one-name": _("You gave only one name for somebody"),
        "asked-already": _("You may have asked for this already. If you have, you do not need to ask again."),
    },
)

YES = _("Yes, this is right")
CONFIRM_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "one-name": _("Yes, that is the whole name"),
        "box-illegible": _("Yes, it cannot be read"),
        "box-missing": _("Yes, it is not there"),
        "asked-already": _("Yes, I want to ask again"),
    },
)
