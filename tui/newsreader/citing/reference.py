"""A citation as one line for people: with its attribution, and as a reference by ГОСТ Р 7.0.5-2008."""

from __future__ import annotations

import datetime

from newsreader.citing.citation import Citation
from newsreader.models import QuotationKind

# Months as ГОСТ Р 7.0.12-2011 shortens them in references.
_MONTHS = ("янв.", "февр.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.", "нояб.", "дек.")
_INNER = ("„", "“")


def quoted(text: str) -> str:
    """The text in «», its own marks turned into „“, as Russian typography wants them."""
    out = []
    depth = 0
    for place, char in enumerate(text):
        if char in "«“„" and not (char == "“" and depth):
            out.append(_INNER[0])
            depth += 1
        elif char in "»”" or (char == "“" and depth):
            out.append(_INNER[1])
            depth = max(0, depth - 1)
        elif char == '"':
            opens = place == 0 or text[place - 1].isspace() or text[place - 1] in "(«„[—–-"
            out.append(_INNER[0] if opens else _INNER[1])
        else:
            out.append(char)
    return f"«{''.join(out)}»"


def attributed(text: str, kind: QuotationKind, who: str | None) -> str:
    """What was said on one line, with who said it: «…» — Касым-Жомарт Токаев; reported speech has no marks."""
    said = " ".join(text.split())
    words = said if kind == "indirect" else quoted(said)
    return f"{words} — {' '.join(who.split())}" if who else words


def attribution(citation: Citation) -> str:
    """The quotation of a citation on one line, with who said it."""
    return attributed(citation.text, citation.kind, citation.who or citation.speaker)


def gost(citation: Citation, *, today: datetime.date) -> str:
    """A reference to the article by ГОСТ Р 7.0.5-2008.

    Authors, title, // source, year, day, URL and the day it was looked at.
    """
    authors = ", ".join(citation.authors)
    head = f"{authors.rstrip('.')}. {citation.title}" if authors else citation.title
    parts = [f"{head} // {citation.source}" if citation.source else head]
    if citation.day:
        day = datetime.date.fromisoformat(citation.day)
        parts += [str(day.year), f"{day.day} {_MONTHS[day.month - 1].rstrip('.')}"]
    if citation.url:
        parts.append(f"URL: {citation.url} (дата обращения: {today:%d.%m.%Y})")
    return ". ".join(part.rstrip(".") for part in parts) + "."
