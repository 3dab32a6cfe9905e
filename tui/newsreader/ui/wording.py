"""Short lines about where one is in a text and how far work in the background has come. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from newsreader.errors import FilterError, NewsreaderError
from newsreader.models import Sort
from newsreader.phrase import Phrase
from newsreader.reports import Progress
from newsreader.text import LONGEST_LINE, clean_line
from newsreader.ui.charset import shows_cyrillic
from newsreader.ui.i18n import N_, _, ngettext


def place_words(*, section: int, sections: int, quotation: int, quotations: int, share: float) -> str:
    """«раздел 2/5 · цитата 1/5 · 34 %»; numbers from 1, 0 for none; what an article has not is left out."""
    parts = []
    if sections > 1:
        parts.append(_("section {n}/{total}").format(n=max(1, section), total=sections))
    if quotation:
        parts.append(_("quotation {n}/{total}").format(n=quotation, total=quotations))
    elif quotations:
        parts.append(ngettext("{n} quotation", "{n} quotations", quotations).format(n=quotations))
    percent = max(0, min(100, round(share * 100)))
    parts.append(_("{percent}%").format(percent=percent))
    return " · ".join(parts)


def progress_words(progress: Progress) -> str:
    """«чтение 120/3000», «анализ 3/11»; empty at the end."""
    if progress.stage == "done":
        return ""
    if progress.stage == "scan":
        return _("looking for new files")
    words = _("reading {done}/{total}") if progress.stage == "read" else _("analysis {done}/{total}")
    return words.format(done=progress.done, total=progress.total)


def sort_name(sort: Sort) -> str:
    """«непрочитанные первыми»."""
    names: dict[Sort, str] = {
        "date": _("newest first"),
        "source": _("by source"),
        "quotations": _("most quotations first"),
        "unread": _("unread first"),
    }
    return names[sort]


def undone_words(what: str, number: int) -> str:
    """«Отменено: теги (3)»: what was taken back, by its name in the journal, and of how many."""
    names = {
        "read": _("read or unread"),
        "starred": _("star"),
        "article_tags": _("tags"),
        "quotation_marks.starred": _("star of a quotation"),
        "quotation_marks.tags": _("tags of a quotation"),
        "quotation_marks.note": _("note to a quotation"),
        "collections": _("collection"),
        "collected": _("collection"),
        "corrections": _("correction"),
    }
    if what not in names:
        return _("Undone")
    return _("Undone: {what}").format(what=names[what]) + (f" ({number})" if number > 1 else "")


def told(what: str | Exception, *, limit: int = LONGEST_LINE) -> str:
    """A line that the parts below the interface have said, in the interface's language, clean."""
    if isinstance(what, FilterError):
        return filter_problem(what)
    if isinstance(what, NewsreaderError):
        words: str = what.said
    else:
        words = f"{type(what).__name__}: {what}" if isinstance(what, Exception) else what
    return clean_line(_filled(words), limit=limit)


def _filled(words: object) -> str:
    if not isinstance(words, Phrase):
        return str(words)
    template, values = _(words.template), words.values
    return template.format(**{name: _filled(value) for name, value in values.items()}) if values else template


REASONS = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("Not a directory"),
    N_("Is a directory"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("Read-only file system"),
    N_("File name too long"),
    N_("File exists"),
    N_("Input/output error"),
    N_("Too many open files"),
    N_("Too many levels of symbolic links"),
    N_("Cannot allocate memory"),
    N_("Stale file handle"),
    N_("Transport endpoint is not connected"),
    N_("Network is unreachable"),
    N_("No route to host"),
    N_("Network is down"),
)
"""What the system says when a file or a page cannot be had; its words come in English."""


def filter_problem(error: FilterError) -> str:
    """«от: нужна дата: 2024, 2024-04, 2024-04-03 или вчера»."""
    asked = {
        "words": _("words go behind the colon"),
        "date": _("a date is wanted: 2024, 2024-04, 2024-04-03 or yesterday"),
        "yes or no": _("nothing goes behind the colon, or yes, or no"),
        "kind": _("direct, mixed or indirect is wanted"),
    }
    return f"{clean_line(error.name)}: {asked[error.expected]}"


def at_place(setting: str, problem: str, places: Mapping[str, str]) -> str:
    """What is wrong with a setting, with the file and line that it stands in, where that is known."""
    return f"{places[setting]}: {problem}" if setting in places else problem


def view_problems(views: Mapping[str, str], places: Mapping[str, str]) -> list[str]:
    """What is wrong with saved views, a line each."""
    if not views:
        return []
    from newsreader.store.filtering import read_filter

    problems = []
    for name, words in views.items():
        try:
            read_filter(words)
        except FilterError as error:
            problems.append(at_place(f"views.{name}", f"{clean_line(name)}: {filter_problem(error)}", places))
    return problems


def charset_problems(charset: str) -> list[str]:
    """What the terminal cannot show."""
    if shows_cyrillic(charset):
        return []
    return [_("The locale has no Cyrillic letters: Latin ones stand for them; C.UTF-8 has them")]
