"""What any screen may ask of the app."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Copy(Message):
    """Put a text on the clipboard and say so."""

    text: str
    said: str
    """What to say; `{text}` stands for the beginning of the text."""
