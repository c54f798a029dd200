"""`kioskctl settings`: every setting, and where its value comes from."""

from __future__ import annotations

from kiosk_app.cli.answer import Answer, plain
from kiosk_app.cli.tools import Tools
from kiosk_app.use_cases.settings_desk import Setting, Source, settings_of
from kiosk_app.wording import SETTING_SOURCES, SETTINGS_ASIDE
from services.forms.words import Domain, Translator, Words

_ = Domain("kiosk_app")

_NONE: Words = _("nothing")


def settings(tools: Tools, translate: Translator) -> Answer:
    """Every setting with its value, its default and its source."""
    found = settings_of(tools.home.layers(), tools.settings_of_environment)
    aside = tools.home.local_settings.was_put_aside()
    lines = [_line(each, translate) for each in found]
    if aside:
        lines.append(translate(SETTINGS_ASIDE))
    return Answer(tuple(lines), {"settings": [_facts(each) for each in found], "put_aside": aside})


def _line(setting: Setting, translate: Translator) -> str:
    source = translate(SETTING_SOURCES[setting.source])
    more = f" ({source})"
    if setting.source is not Source.BUILT_IN:
        default = _("default: {value}", value=plain(setting.default) or translate(_NONE))
        more = f" ({source}; {translate(default)})"
    return f"{setting.name} = {plain(setting.value) or translate(_NONE)}{more}"


def _facts(setting: Setting) -> dict[str, object]:
    change = setting.change
    return {
        "name": setting.name,
        "value": setting.value,
        "default": setting.default,
        "source": setting.source.value,
        "by": change.by if change else None,
        "at": change.at.isoformat() if change else None,
        "staff_may_change": setting.yours,
        "locked": setting.locked,
    }
