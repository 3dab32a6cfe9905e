"""What a person has corrected in an article's analysis by hand, kept in `<file>.corrections.yaml` beside the article.

A correction names what it is about by its words, so that it holds after the article has been analysed anew; one that
no longer finds anything changes nothing. Applying the same corrections twice is applying them once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal

from newsreader.errors import CorrectionError
from newsreader.models import ENTITY_TYPES, Analysis, Entity, Quotation, Span
from newsreader.phrase import reason
from newsreader.record import Record, replace
from newsreader.text import clean_line

CorrectionKind = Literal["speaker", "rename", "merge", "split", "retype"]

SUFFIX = b".corrections.yaml"
LARGEST = 1 << 20
"""Bytes of a file of corrections."""
_MOST_WORDS = 400
_HEAD = "# Corrections made by hand in newsreader; they hold whenever the article is analysed anew.\n"


class Correction(Record):
    """One thing that a person has put right."""

    correct: CorrectionKind
    name: str = ""
    """Of the entity that it is about."""
    type: str = ""
    """Of that entity."""
    words: str = ""
    """The quotation's words, or the form of a name that is split off."""
    at: str = ""
    """Where in the body the quotation began, or the one mention that is split off; "" for all in that form."""
    to: str = ""
    """The new name or type, the entity to merge with, the speaker ("" for nobody)."""


def set_speaker(quotation: Quotation, body: str, who: str | None) -> Correction:
    """The correction that gives a quotation to a speaker, or to nobody."""
    return Correction("speaker", words=_words(quotation, body), at=str(quotation.span.start), to=clean_line(who or ""))


def _words(quotation: Quotation, body: str) -> str:
    return clean_line(quotation.span.of(body[: quotation.span.start + 8 * _MOST_WORDS]), limit=_MOST_WORDS)


def apply(analysis: Analysis, body: str, corrections: Iterable[Correction]) -> Analysis:
    """The analysis with the corrections, the oldest first."""
    for correction in corrections:
        analysis = _HOW[correction.correct](analysis, body, correction)
    return analysis


def _set_speaker(analysis: Analysis, body: str, correction: Correction) -> Analysis:
    place = _place(correction)
    near = sorted(analysis.quotations, key=lambda one: abs(one.span.start - place))
    found = next((one for one in near if _words(one, body) == correction.words), None)
    who = correction.to or None
    if found is None or found.who == who:
        return analysis
    put_right = replace(found, who=who, speaker=None)
    return replace(analysis, quotations=tuple(put_right if one is found else one for one in analysis.quotations))


def _rename(analysis: Analysis, body: str, correction: Correction) -> Analysis:
    """Gives an entity another name; where another one has that name, the two are one from now on."""
    entity = _entity(analysis, correction.name, correction.type)
    if entity is None or not correction.to or correction.to == entity.name:
        return analysis
    other = _entity(analysis, correction.to, entity.type) or _entity(analysis, correction.to)
    joined = entity if other is None else replace(other, mentions=_together(entity, other))
    aliases = dict.fromkeys((*(other.aliases if other else ()), *entity.aliases, entity.name))
    aliases.pop(correction.to, None)
    joined = replace(joined, name=correction.to, aliases=tuple(aliases))
    quotations = tuple(
        replace(one, who=correction.to) if one.who == entity.name else one for one in analysis.quotations
    )
    rest = [one for one in analysis.entities if one is not entity and one is not other]
    return replace(analysis, quotations=quotations, entities=_ordered([joined, *rest]))


def _together(entity: Entity, other: Entity) -> tuple[Span, ...]:
    return tuple(sorted({*entity.mentions, *other.mentions}))


def _split(analysis: Analysis, body: str, correction: Correction) -> Analysis:
    """Makes mentions of an entity an entity of their own: all in one form, or the one of them at a place."""
    entity = _entity(analysis, correction.name, correction.type)
    if entity is None or not correction.to or correction.to == entity.name:
        return analysis
    other = _entity(analysis, correction.to, entity.type)
    gone = _split_off(entity, other, body, correction)
    left = tuple(one for one in entity.mentions if one not in set(gone))
    if not gone or not left:
        return analysis
    new = Entity(correction.to, entity.type, gone, ())
    if other is not None:
        new = replace(other, mentions=_together(new, other))
    lost = {clean_line(one.of(body)) for one in gone} - {clean_line(one.of(body)) for one in left}
    kept = replace(entity, mentions=left, aliases=tuple(one for one in entity.aliases if one not in lost))
    quotations = tuple(
        replace(one, who=correction.to) if one.who == entity.name and one.speaker in gone else one
        for one in analysis.quotations
    )
    rest = [one for one in analysis.entities if one is not entity and one is not other]
    return replace(analysis, quotations=quotations, entities=_ordered([kept, new, *rest]))


def _split_off(entity: Entity, other: Entity | None, body: str, correction: Correction) -> tuple[Span, ...]:
    """The mentions that a correction takes from an entity; none where the other entity has them already."""
    if not correction.at:
        return tuple(one for one in entity.mentions if clean_line(one.of(body)) == correction.words)
    place = _place(correction)
    both = {*entity.mentions, *(other.mentions if other is not None else ())}
    near = sorted(both, key=lambda one: (abs(one.start - place), one))
    meant = next((one for one in near if clean_line(one.of(body)) == correction.words), None)
    return (meant,) if meant in entity.mentions and meant is not None else ()


def _place(correction: Correction) -> int:
    return int(correction.at) if correction.at.isdecimal() and len(correction.at) < 12 else 0


def _retype(analysis: Analysis, body: str, correction: Correction) -> Analysis:
    entity = _entity(analysis, correction.name, correction.type)
    type = next((known for known in ENTITY_TYPES if known == correction.to), None)
    if entity is None or type is None or _entity(analysis, entity.name, type) is not None:
        return analysis
    entities = [replace(one, type=type) if one is entity else one for one in analysis.entities]
    return replace(analysis, entities=tuple(entities))


def _entity(analysis: Analysis, name: str, type: str | None = None) -> Entity | None:
    wanted = (one for one in analysis.entities if one.name == name and type in (None, one.type))
    return next(wanted, None)


def _ordered(entities: list[Entity]) -> tuple[Entity, ...]:
    return tuple(sorted(entities, key=lambda one: -len(one.mentions)))


_HOW: dict[CorrectionKind, Callable[[Analysis, str, Correction], Analysis]] = {
    "speaker": _set_speaker,
    "rename": _rename,
    "merge": _rename,
    "split": _split,
    "retype": _retype,
}


def without(corrections: Sequence[Correction], taken: Iterable[Correction]) -> tuple[Correction, ...]:
    """The corrections without some of them, each taken once from the latest on.

    Raises:
        CorrectionError: where none of these is there any more.
    """
    left = list(reversed(corrections))
    for one in reversed(list(taken)):
        if one in left:
            left.remove(one)
    if len(left) == len(corrections):
        raise CorrectionError("what was corrected is no longer in the file of corrections")
    return tuple(reversed(left))


def written(corrections: Sequence[Correction]) -> str:
    """The file's text: a list of mappings, each value a quoted string."""
    lines = [_HEAD]
    for correction in corrections:
        values = [(name, getattr(correction, name)) for name in Correction.__match_args__]
        pairs = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values if value or name == "to"]
        lines.append("- " + "\n  ".join(pairs) + "\n")
    return "".join(lines)


def parsed(text: str) -> tuple[Correction, ...]:
    """The corrections of a file's text; nothing but lists, mappings and strings is made of it.

    Raises:
        CorrectionError: where it is no list of corrections.
    """
    import yaml

    from newsreader.yamlwords import line_of, plain_words

    try:
        rows = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise CorrectionError("line {line}: {problem}", line=line_of(error) + 1, problem=plain_words(error)) from None
    if rows is None or rows == "":
        return ()
    if not isinstance(rows, list):
        raise CorrectionError("is no list of corrections")
    return tuple(_parsed(row, number) for number, row in enumerate(rows, start=1))


def _parsed(row: object, number: int) -> Correction:
    names = set(Correction.__match_args__)
    if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
        raise CorrectionError("correction {number} is no list of strings by name", number=number)
    if row.get("correct") not in _HOW or not names.issuperset(row):
        raise CorrectionError(
            "correction {number}: expected “correct” ({how}) and none but {known}",
            number=number,
            how=", ".join(_HOW),
            known=", ".join(sorted(names - {"correct"})),
        )
    return Correction(**{name: clean_line(value) for name, value in row.items()})  # type: ignore[arg-type]


def read(folder: Path, name: bytes) -> tuple[Correction, ...]:
    """The corrections of the article in this file of the library.

    Raises:
        CorrectionError: where there are some that cannot be read.
    """
    from newsreader.errors import ArticleError
    from newsreader.store.files import read_inside
    from newsreader.text import shown

    if not os.path.lexists(os.path.join(os.fsencode(folder), name + SUFFIX)):  # noqa: PTH118 - names are bytes
        return ()
    try:
        return parsed(read_inside(folder, name + SUFFIX, limit=LARGEST).decode("utf-8-sig"))
    except ArticleError as error:  # it names the file
        raise CorrectionError(error.said) from None
    except UnicodeDecodeError:
        raise CorrectionError("{name}: is not a text in UTF-8", name=shown(name + SUFFIX)) from None
    except CorrectionError as error:
        raise CorrectionError("{name}: {problem}", name=shown(name + SUFFIX), problem=error.said) from None


def write(folder: Path, name: bytes, corrections: Sequence[Correction]) -> None:
    """Puts the corrections in the place of those that there are, at once or not at all; none: the file goes.

    Raises:
        CorrectionError: where the file cannot be written.
    """
    from newsreader.text import shown

    path = Path(os.fsdecode(os.path.join(os.fsencode(folder), name + SUFFIX)))  # noqa: PTH118 - names are bytes
    made = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if not path.parent.resolve().is_relative_to(folder.resolve()):
            raise CorrectionError("{name}: lies outside the library", name=shown(name))
        if not corrections:
            path.unlink(missing_ok=True)
            return
        with made.open("x", encoding="utf-8", errors="replace") as target:
            target.write(written(corrections))
            target.flush()
            os.fsync(target.fileno())
        made.replace(path)
    except OSError as error:
        made.unlink(missing_ok=True)
        raise CorrectionError(
            "{name}: cannot be written: {reason}", name=shown(name + SUFFIX), reason=reason(error)
        ) from error
