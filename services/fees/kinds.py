"""The kinds of fee that can be asked for, and what people call them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from services.fees.words import _
from services.forms.words import Words


class Kind(StrEnum):
    """One kind of fee; the value is its stable name."""

    MONEY_CLAIM = "money-claim"
    MONEY_CLAIM_UNSPECIFIED = "money-claim-unspecified"
    MONEY_CLAIM_ONLINE = "money-claim-online"
    HEARING_SMALL_CLAIMS = "hearing-small-claims"
    HEARING_FAST_TRACK = "hearing-fast-track"
    HEARING_MULTI_TRACK = "hearing-multi-track"
    POSSESSION = "possession"
    POSSESSION_ONLINE = "possession-online"
    POSSESSION_HIGH_COURT = "possession-high-court"
    WARRANT_OF_POSSESSION = "warrant-of-possession"
    APPLICATION_ON_NOTICE = "application-on-notice"
    APPLICATION_WITHOUT_NOTICE = "application-without-notice"
    OTHER_REMEDY = "other-remedy"
    LPA = "lpa"
    LPA_REPEAT = "lpa-repeat"
    COURT_OF_PROTECTION_APPLICATION = "court-of-protection-application"
    COURT_OF_PROTECTION_HEARING = "court-of-protection-hearing"
    COURT_OF_PROTECTION_APPEAL = "court-of-protection-appeal"
    DEPUTY_ASSESSMENT = "deputy-assessment"
    DEPUTY_SUPERVISION = "deputy-supervision"
    DEPUTY_SUPERVISION_MINIMAL = "deputy-supervision-minimal"
    EMPLOYMENT_TRIBUNAL = "employment-tribunal"
    TRIBUNAL_TYPE_A_ISSUE = "tribunal-type-a-issue"
    TRIBUNAL_TYPE_A_HEARING = "tribunal-type-a-hearing"
    TRIBUNAL_TYPE_B_ISSUE = "tribunal-type-b-issue"
    TRIBUNAL_TYPE_B_HEARING = "tribunal-type-b-hearing"
    TRIBUNAL_EMPLOYER_CLAIM = "tribunal-employer-claim"
    TRIBUNAL_MEDIATION = "tribunal-mediation"
    TRIBUNAL_SET_ASIDE_DEFAULT = "tribunal-set-aside-default"
    TRIBUNAL_DISMISSAL = "tribunal-dismissal"
    TRIBUNAL_RECONSIDER_TYPE_A = "tribunal-reconsider-type-a"
    TRIBUNAL_RECONSIDER_TYPE_B = "tribunal-reconsider-type-b"
    TRIBUNAL_APPEAL = "tribunal-appeal"
    TRIBUNAL_APPEAL_HEARING = "tribunal-appeal-hearing"


KIND_WORDS: Mapping[Kind, Words] = MappingProxyType(
    {
        Kind.MONEY_CLAIM: _("To start a money claim"),
        Kind.MONEY_CLAIM_UNSPECIFIED: _("To start a money claim for no fixed amount"),
        Kind.MONEY_CLAIM_ONLINE: _("To start a money claim online, at the lower fee of the past"),
        Kind.HEARING_SMALL_CLAIMS: _("Hearing of a small claim"),
        Kind.HEARING_FAST_TRACK: _("Hearing on the fast track"),
        Kind.HEARING_MULTI_TRACK: _("Hearing on the multi-track"),
        Kind.POSSESSION: _("To start a possession claim in the County Court"),
        Kind.POSSESSION_ONLINE: _("To start a possession claim with Possession Claim Online"),
        Kind.POSSESSION_HIGH_COURT: _("To start a possession claim in the High Court"),
        Kind.WARRANT_OF_POSSESSION: _("Warrant of possession"),
        Kind.APPLICATION_ON_NOTICE: _("Application on notice"),
        Kind.APPLICATION_WITHOUT_NOTICE: _("Application by consent or without notice"),
        Kind.OTHER_REMEDY: _("To start a claim for any other remedy in the County Court"),
        Kind.LPA: _("To register a lasting power of attorney"),
        Kind.LPA_REPEAT: _("To register a lasting power of attorney again"),
        Kind.COURT_OF_PROTECTION_APPLICATION: _("Application to the Court of Protection"),
        Kind.COURT_OF_PROTECTION_HEARING: _("Hearing at the Court of Protection"),
        Kind.COURT_OF_PROTECTION_APPEAL: _("Appeal at the Court of Protection"),
        Kind.DEPUTY_ASSESSMENT: _("Assessment of a new deputy"),
        Kind.DEPUTY_SUPERVISION: _("Supervision of a deputy for a year"),
        Kind.DEPUTY_SUPERVISION_MINIMAL: _("Minimal supervision of a deputy for a year"),
        Kind.EMPLOYMENT_TRIBUNAL: _("Claim to an employment tribunal"),
        Kind.TRIBUNAL_TYPE_A_ISSUE: _("To start a type A claim at an employment tribunal"),
        Kind.TRIBUNAL_TYPE_A_HEARING: _("Hearing of a type A claim at an employment tribunal"),
        Kind.TRIBUNAL_TYPE_B_ISSUE: _("To start a type B claim at an employment tribunal"),
        Kind.TRIBUNAL_TYPE_B_HEARING: _("Hearing of a type B claim at an employment tribunal"),
        Kind.TRIBUNAL_EMPLOYER_CLAIM: _("Employer’s claim about the contract at an employment tribunal"),
        Kind.TRIBUNAL_MEDIATION: _("Judicial mediation at an employment tribunal"),
        Kind.TRIBUNAL_SET_ASIDE_DEFAULT: _("To set aside a default judgment of an employment tribunal"),
        Kind.TRIBUNAL_DISMISSAL: _("To dismiss a claim to an employment tribunal that was settled"),
        Kind.TRIBUNAL_RECONSIDER_TYPE_A: _("To reconsider a judgment on a type A claim"),
        Kind.TRIBUNAL_RECONSIDER_TYPE_B: _("To reconsider a judgment on a type B claim"),
        Kind.TRIBUNAL_APPEAL: _("Appeal to the Employment Appeal Tribunal"),
        Kind.TRIBUNAL_APPEAL_HEARING: _("Hearing at the Employment Appeal Tribunal"),
    },
)
