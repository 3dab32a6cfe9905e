"""What a finder of quotations hands on: a quotation before its speaker is resolved."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.models import QuotationKind, Span


class Draft(NamedTuple):
    """A quotation with the words of its attribution, as they stand in the text."""

    kind: QuotationKind
    span: Span
    cue: Span | None
    speaker: Span | None
