"""Reads the dateline of a wire text: «БИШКЕК, 3 апр — Sputnik.», «Москва. 5 мая. ИНТЕРФАКС -», «LONDON, May 5
(Reuters) -»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsreader.analysis.lexicon import people
from newsreader.analysis.organisations import is_called
from newsreader.models import Dateline, Span

_BLANK = "[ \u00a0]"
_MONTHS = (
    "янв(?:аря?)?|февр?(?:аля?)?|мар(?:та?)?|апр(?:еля?)?|мая|май|июня?|июля?|авг(?:уста?)?|сент?(?:ября?)?|окт(?:ября?)?|ноя(?:б(?:ря?)?)?|дек(?:абря?)?"
    "|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTHS = f"(?i:{_MONTHS})"
_YEAR = rf"(?:,?{_BLANK}\d{{4}}(?:{_BLANK}?(?:г\.?|года))?)?"
_DATE = rf"(?P<date>\d{{1,2}}{_BLANK}(?:{_MONTHS})\b\.?{_YEAR}|(?:{_MONTHS})\.?{_BLANK}\d{{1,2}}\b{_YEAR})"
_PLACE = (
    rf"(?:г\.{_BLANK}?)?(?P<place>[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w’'-]*(?:{_BLANK}[A-ZА-ЯЁ(][\w’')-]*){{0,3}}"
    rf"(?:,{_BLANK}[A-ZА-ЯЁ][\w-]+(?:{_BLANK}[A-ZА-ЯЁ][\w-]+)?)?)"
)
_AGENCY = r"(?P<agency>[^\s/().,—–][^\n/()—–]{1,48}?)"
_NAMED_AGENCY = rf"(?P<agency>[A-ZА-ЯЁ][A-ZА-ЯЁ]{{2,}}[\w.-]*(?:{_BLANK}[A-ZА-ЯЁ][\w.-]+){{0,2}})"
# Between dashes and full stops, where a sentence of the story may stand in the agency's place.
_NAME = r"[A-ZА-ЯЁ\d]\w*(?:[.:-]\w+)*"
_PROPER = rf"(?:{_NAME}|«{_NAME}(?:{_BLANK}{_NAME}){{0,2}}»)"
_AFTER_DASH = rf"(?P<agency>{_PROPER}(?:{_BLANK}(?:\w[\w.-]*\b|{_PROPER})){{0,3}})"
_AFTER_STOP = rf"(?P<agency>{_PROPER}(?:{_BLANK}{_PROPER}){{0,3}})"
_CAPITALS = rf"(?:г\.{_BLANK}?)?(?P<place>[A-ZА-ЯЁ]{{2,}}(?:[ \u00a0-][A-ZА-ЯЁ]{{2,}}){{0,3}})"
_DASH = rf"{_BLANK}?(?:[—–]|--?){_BLANK}"
_STOP = rf"(?:\.(?=\s|$)|{_DASH}|,(?={_BLANK}[А-ЯЁA-Z]))(?!\s*[a-zа-яё])"

_FORMS = tuple(
    re.compile(form, flags)
    for form, flags in (
        (rf"{_PLACE}[,.]{_BLANK}{_DATE}[.,]?{_BLANK}?/{_BLANK}?{_AGENCY}{_BLANK}?/(?:\.|{_DASH})?", 0),
        (rf"{_PLACE}[,.]{_BLANK}{_DATE}[.,]?{_BLANK}?\({_BLANK}?{_AGENCY}{_BLANK}?\)(?:\.|{_DASH})?", 0),
        (rf"{_PLACE}[,.]{_BLANK}{_DATE}[.,]?{_DASH}{_AFTER_DASH}{_STOP}", 0),
        (rf"{_PLACE}[,.]{_BLANK}{_DATE}[.,]{_BLANK}{_AFTER_STOP}{_STOP}", 0),
        (rf"{_NAMED_AGENCY},{_BLANK}{_DATE}\.", 0),
        (rf"{_CAPITALS}[,.]{_BLANK}{_DATE}(?:\.|:|{_DASH})", 0),
        (rf"{_PLACE}{_BLANK}[(/]{_AGENCY}[)/](?:\.|{_DASH})", 0),
        (rf"{_PLACE}\.{_BLANK}{_NAMED_AGENCY}{_DASH}", 0),
    )
)
_LONGEST = 160
_PARAGRAPHS = 3
"""How far into the text the dateline may stand: after a headline and its second line."""


def find_dateline(body: str, blocks: Sequence[Span]) -> Dateline | None:
    """The dateline at the head of one of the first paragraphs, if there is one."""
    for block in blocks[:_PARAGRAPHS]:
        end = min(block.end, block.start + _LONGEST)
        for form in _FORMS:
            found = form.match(body, block.start, end)
            if found is not None and found.end() < block.end and _is_sent(found):
                return _dateline(found)
    return None


def _is_sent(found: re.Match[str]) -> bool:
    """Whether what stands alone before a date («ТАСС, 12 июня.») is an agency, and not the place."""
    groups = found.groupdict()
    return groups.get("place") is not None or is_called(groups["agency"], "агентство", people())


def _dateline(found: re.Match[str]) -> Dateline:
    groups = found.groupdict()
    parts = [_part(found, name) if groups.get(name) else None for name in ("place", "date", "agency")]
    end = found.start() + len(found[0].rstrip())
    return Dateline(Span(found.start(), end), *parts)


def _part(found: re.Match[str], name: str) -> Span:
    """A part without the full stop at its end, which belongs to the dateline; «2024 г.» keeps its own."""
    start, end = found.span(name)
    stop = found[name].endswith(".") and not found[name].endswith("г.")
    return Span(start, end - stop)
