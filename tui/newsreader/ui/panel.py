"""Decides what the sidebar lists: the contents, who speaks, people, organisations and places of one article. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from rich.cells import cell_len

from newsreader.analysis.limits import LONGEST_PARSED
from newsreader.models import Analysis, Entity, EntityType, OpenArticle, Section
from newsreader.record import Record
from newsreader.text import clean_line, fold
from newsreader.ui.i18n import N_, _
from newsreader.ui.layout import shorten
from newsreader.ui.outline import outline, quotation_counts

HERE, CHOSEN, FOLDED = "▸", "●", "+"

Group = Literal["contents", "speakers", "person", "organisation", "place"]
GROUP_TITLES: dict[Group, str] = {
    "contents": N_("Contents"),
    "speakers": N_("Who speaks"),
    "person": N_("People"),
    "organisation": N_("Organisations"),
    "place": N_("Places"),
}
_ENTITY_GROUPS: tuple[EntityType, ...] = ("person", "organisation", "place")


class Row(Record):
    """One line of the sidebar."""

    kind: Literal["group", "section", "speaker", "entity", "note"]
    group: Group
    text: str
    count: int | None = None
    section: Section | None = None
    who: str | None = None
    """Of a speaker: the name, "" for those whom the text does not name."""
    entity: Entity | None = None
    number: int = -1
    """Of a section: its number from 0."""
    indent: int = 0


def panel_rows(opened: OpenArticle | None, folded: frozenset[Group] = frozenset(), wanted: str = "") -> tuple[Row, ...]:
    """The sidebar's lines; a folded group has only its head. With words wanted: what has them, folded or not."""
    if opened is None:
        return ()
    analysis = opened.analysis
    if analysis is None:
        waiting = _("not analysed") if opened.problem else _("waiting to be analysed…")
        return (_head("contents", 0), Row("note", "contents", waiting))
    groups: list[tuple[Group, list[Row]]] = [
        ("contents", list(_contents(opened.article.body, analysis))),
        ("speakers", list(_speakers(analysis))),
        *((type, list(_entities(analysis, type))) for type in _ENTITY_GROUPS),
    ]
    rows: list[Row] = []
    for group, members in groups:
        members = [row for row in members if _has_words(row, wanted)] if wanted else members
        if members:
            rows.append(_head(group, len(members)))
            rows += () if group in folded and not wanted else members
    if wanted:
        return tuple(rows) or (Row("note", "contents", _("nothing has these words")),)
    if words := _why_no_names(opened.article.body, analysis):
        rows.append(Row("note", "person", words))
    return tuple(rows)


def _why_no_names(body: str, analysis: Analysis) -> str:
    """Why the analysis has not looked for names; empty where it has."""
    if analysis.entities:
        return ""
    if len(body) > LONGEST_PARSED:
        return _("too long for names")
    return _("names are looked for in Russian texts only") if analysis.language != "ru" else ""


def _has_words(row: Row, wanted: str) -> bool:
    forms = row.entity.aliases if row.entity is not None else ()
    text = fold("\n".join((row.text, *forms)))
    return all(word in text for word in fold(wanted).split())


def _head(group: Group, members: int) -> Row:
    return Row("group", group, _(GROUP_TITLES[group]), members)


def _contents(body: str, analysis: Analysis) -> Iterator[Row]:
    sections = outline(body, analysis)
    highest = min((section.level for section in sections if section.level), default=1)
    counts = quotation_counts(sections, analysis)
    for number, section in enumerate(sections):
        title = clean_line(section.title) or _("Beginning")
        indent = max(0, section.level - highest)
        yield Row("section", "contents", title, counts[number] or None, section, number=number, indent=min(2, indent))


def _speakers(analysis: Analysis) -> Iterator[Row]:
    counts = Counter(quotation.who or "" for quotation in analysis.quotations)
    for who, count in sorted(counts.items(), key=lambda item: (not item[0], -item[1])):
        yield Row("speaker", "speakers", clean_line(who) or _("not named"), count, who=who)


def _entities(analysis: Analysis, type: EntityType) -> Iterator[Row]:
    for entity in analysis.entities:
        if entity.type == type:
            yield Row("entity", type, clean_line(entity.name), len(entity.mentions), entity=entity)


Piece = tuple[tuple[str, ...], str]
"""Component names, the later over the earlier, and the text that has them."""


def row_pieces(row: Row, width: int, *, folded: bool, here: bool, chosen: bool) -> list[Piece]:
    """What a row shows in `width` cells: a sign, its text, cut where it is too long, and its count at the right."""
    if row.kind == "group":
        return _head_pieces(row, width, folded=folded)
    sign = HERE if here else CHOSEN if chosen else " "
    count = f" {row.count}" if row.count else ""
    room = max(0, width - 2 - row.indent - cell_len(count))
    text = shorten(row.text, room)
    name = row.group if row.kind == "entity" else row.kind
    names = (name, "here") if here or chosen else (name,)
    blanks = " " * max(0, room - cell_len(text))
    return [(("mark",), sign), ((), " " * (1 + row.indent)), (names, text), ((), blanks), (("count",), count)]


def _head_pieces(row: Row, width: int, *, folded: bool) -> list[Piece]:
    count = f" {row.count}" if folded and row.count else ""
    title = shorten(row.text, max(0, width - 3 - len(count)))
    rule = " " + "─" * max(0, width - 3 - cell_len(title) - len(count))
    sign = (("mark",), f"{FOLDED} ") if folded else (("rule",), "─ ")
    return [sign, (("group",), title), (("rule",), rule), (("count",), count)]
