"""What any screen may ask of the app."""

from __future__ import annotations

from newsreader.models import EntityType, QuoteHit
from newsreader.ui.message import Message


class Copy(Message):
    """Put a text on the clipboard and say so."""

    text: str
    said: str
    """What to say; `{text}` stands for the beginning of the text."""


class ReadQuotation(Message):
    """Show the article of a quotation; the next step back leads to where this was asked."""

    hit: QuoteHit


class ShowProfile(Message):
    """Show the page of a speaker, or of anything that articles name."""

    name: str
    type: EntityType | None = None


class ShowCollection(Message):
    """Show the quotations of a collection."""

    name: str | None
    """None for everything that was kept."""


class ShowSearch(Message):
    """Show the search of quotations; where it lies below the page on screen, go back to it."""


class ClosePage(Message):
    """A person is done with the page on screen; what was there before comes back."""
