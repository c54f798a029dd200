"""What assistive technology is told about our widgets, and what it may do with them.

Qt reports our headings as labels and our links as push buttons. Here every widget that says its `accessible_role()` is reported
with that role, its name, its description, its level and language, whether it is on or chosen, and whether it is available now,
with the reason. What there is no route to from Qt 6 is named in docs/screen-reader.md.
"""

from ui.a11y.parts import DrawnPart
from ui.a11y.told import (
    CanBePressed,
    ForEyes,
    HasAvailability,
    HasFullName,
    HasLevel,
    HasMore,
    HasParts,
    HasRole,
    HasSwitch,
    InLanguage,
    Told,
)
from ui.a11y.tree import Accessibility, announce, install, interface_of, speak_language, switched

__all__ = [
    "Accessibility",
    "CanBePressed",
    "DrawnPart",
    "ForEyes",
    "HasAvailability",
    "HasFullName",
    "HasLevel",
    "HasMore",
    "HasParts",
    "HasRole",
    "HasSwitch",
    "InLanguage",
    "Told",
    "announce",
    "install",
    "interface_of",
    "speak_language",
    "switched",
]
