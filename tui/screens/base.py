"""What all screens of stet share: the looks of words."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen, Screen

from tui.widgets.runs import TONE_CLASSES

Result = TypeVar("Result")


class StetScreen(Screen[Result]):
    """A whole screen whose stylesheet knows the tones."""

    COMPONENT_CLASSES = TONE_CLASSES


class StetDialog(ModalScreen[Result]):
    """A dialog above a screen whose stylesheet knows the tones."""

    COMPONENT_CLASSES = TONE_CLASSES
