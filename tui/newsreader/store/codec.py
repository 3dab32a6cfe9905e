"""Packs an analysis, and the less used fields of an article, into compact JSON, and unpacks them."""

from __future__ import annotations

import json
from typing import Any

from newsreader.models import Analysis, Dateline, Entity, Quotation, Section, Span
from newsreader.phrase import packed, unpacked
from newsreader.text import clean_said


class CodecError(ValueError):
    """What was stored is not what was written."""


def _pack(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(pair: list[int] | None) -> Span | None:
    return None if pair is None else Span(pair[0], pair[1])


def pack_analysis(analysis: Analysis) -> str:
    """An analysis as JSON."""
    dateline = analysis.dateline
    return _pack(
        [
            analysis.engine,
            analysis.language,
            dateline and [_pair(part) for part in (dateline.span, dateline.place, dateline.date, dateline.agency)],
            [
                [section.title, section.span.start, section.span.end, section.level, _pair(section.heading)]
                for section in analysis.sections
            ],
            [
                [
                    found.kind,
                    found.span.start,
                    found.span.end,
                    _pair(found.cue),
                    _pair(found.speaker),
                    found.who,
                    found.section,
                ]
                for found in analysis.quotations
            ],
            [
                [
                    entity.name,
                    entity.type,
                    [end for span in entity.mentions for end in (span.start, span.end)],
                    entity.aliases,
                ]
                for entity in analysis.entities
            ],
        ]
    )


def unpack_analysis(packed: str) -> Analysis:
    """The analysis that `pack_analysis` packed.

    Raises:
        CodecError: where it is none.
    """
    try:
        engine, language, dateline, sections, quotations, entities = json.loads(packed)
        return Analysis(
            language=language,
            dateline=None if dateline is None else _dateline(dateline),
            sections=tuple(
                Section(title, Span(start, end), level, _span(heading))
                for title, start, end, level, heading in sections
            ),
            quotations=tuple(
                Quotation(kind, Span(start, end), _span(cue), _span(speaker), who, section)
                for kind, start, end, cue, speaker, who, section in quotations
            ),
            entities=tuple(
                Entity(name, type_, tuple(map(Span, ends[::2], ends[1::2])), tuple(aliases))
                for name, type_, ends, aliases in entities
            ),
            engine=engine,
        )
    except (ValueError, TypeError, IndexError) as error:
        raise CodecError("a stored analysis is damaged") from error


def unpack_aliases(packed: str) -> list[tuple[str, list[str]]]:
    """The names of an analysis's entities, each with its other forms.

    Raises:
        CodecError: where the analysis is damaged.
    """
    try:
        return [(name, aliases) for name, _type, _ends, aliases in json.loads(packed)[-1]]
    except (ValueError, TypeError, IndexError) as error:
        raise CodecError("a stored analysis is damaged") from error


def _dateline(parts: list[list[int] | None]) -> Dateline:
    span, place, date, agency = map(_span, parts)
    if span is None:
        raise CodecError("a stored dateline is damaged")
    return Dateline(span, place, date, agency)


def pack_details(
    format_: str,
    *,
    place: str | None,
    language: str | None,
    url: str | None,
    authors: tuple[str, ...],
    tags: tuple[str, ...],
    encoding: str,
    warnings: tuple[str, ...],
) -> str:
    """The fields of an article that no list shows."""
    return _pack([format_, place, language, url, authors, tags, encoding, [packed(warning) for warning in warnings]])


def unpack_details(packed: str) -> dict[str, Any]:
    """The fields that `pack_details` packed, by name.

    Raises:
        CodecError: where they are damaged.
    """
    try:
        format_, place, language, url, authors, tags, encoding, warnings = json.loads(packed)
        return {
            "format": format_,
            "place": place,
            "language": language,
            "url": url,
            "authors": tuple(authors),
            "tags": tuple(tags),
            "encoding": encoding,
            "warnings": tuple(map(unpacked, warnings)),
        }
    except (ValueError, TypeError) as error:
        raise CodecError("an article's stored fields are damaged") from error


def pack_problem(words: str) -> str:
    """Why an article could not be read or analysed, as JSON."""
    return _pack(packed(clean_said(words)))


def unpack_problem(text: str | None) -> str | None:
    """What `pack_problem` packed; the text itself where it is something else."""
    if text is None:
        return None
    try:
        words = unpacked(json.loads(text))
        return words if isinstance(words, str) else text
    except ValueError:
        return text
