"""Finds quotations: what is speech, of which kind, where its cue and the words for its speaker stand."""

from __future__ import annotations

from newsreader.analysis.document import Document
from newsreader.models import Quotation


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """The document's quotations in the order of their starts, speakers not yet resolved (`who` is None)."""
    return ()
