"""The keyboard on the screen: part of the page, never over it."""

from ui.components.keyboard.board import Keyboard
from ui.components.keyboard.layouts import KeyboardKind

__all__ = ["Keyboard", "KeyboardKind"]
