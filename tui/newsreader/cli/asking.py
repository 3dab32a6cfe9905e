"""`list`, `show`, `quotes`, `entities`: questions to a library, answered without a screen."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from newsreader.cli import output
from newsreader.cli.build import has_articles, library_folder, open_library, settings, tell_start
from newsreader.errors import ArticleError, UsageError
from newsreader.library import Library
from newsreader.models import Analysis, Article, ListFilter, OpenArticle
from newsreader.text import clean_line


@contextmanager
def asked_library(arguments: Namespace, *, analysed: bool) -> Iterator[Library]:
    """The library that the arguments name; a library that was never indexed is brought up to date first."""
    known = settings()
    folder = library_folder(arguments.library, known)
    library = open_library(folder, known)
    told = len(library.notices)
    try:
        tell_start(known, library)
        counts = library.counts()
        if (not counts.articles and has_articles(folder)) or (analysed and counts.pending == counts.articles > 0):
            from newsreader.cli.filling import bring_up_to_date

            bring_up_to_date(library, analyse=analysed, jobs=known.config.jobs)
        yield library
    finally:
        for notice in library.notices[told:]:  # damage that was met on the way
            print(f"newsreader: {clean_line(notice)}; ask again", file=sys.stderr)
        library.close()


def list_articles(arguments: Namespace) -> int:
    """Prints the articles that the words let through."""
    wanted = ListFilter(words=" ".join(arguments.words), unread=arguments.unread, starred=arguments.starred)
    with asked_library(arguments, analysed=False) as library:
        keys = library.keys(wanted, limit=arguments.limit, sort=arguments.sort)
        found = library.summaries(keys)
        empty = not library.counts().articles
    summaries = [found[key] for key in keys if key in found]
    if arguments.json:
        for summary in summaries:
            output.emit(output.summary_record(summary))
    elif summaries:
        rows = []
        for summary in summaries:
            marks = ("*" if summary.starred else " ") + (" " if summary.read else "N")
            quotations = "" if summary.quotations is None else str(summary.quotations)
            title = f"{summary.title} ({summary.problem})" if summary.problem else summary.title
            rows.append((marks, (summary.published or "")[:10], summary.id, quotations, title))
        print("\n".join(output.table(rows)))
    nothing = "no article matches"
    if empty:
        nothing = f"{clean_line(str(library.folder))}: there are no articles; `newsreader add PATH` takes some in"
    return _verdict(len(summaries), nothing, arguments)


def show_article(arguments: Namespace) -> int:
    """Prints one article, or one quotation by its address ID#qN."""
    from newsreader.cli.linear import article_text, quotation_text

    article_id, number = _address(arguments.id)
    if arguments.gost and number is None:
        raise UsageError(f"{arguments.id}: a reference is made of a quotation; name one like {arguments.id}#q1")
    with asked_library(arguments, analysed=False) as library:
        opened = _analysed(library, article_id)
    assert opened.analysis is not None
    article, analysis = opened.article, opened.analysis
    if number is not None:
        if not 1 <= number <= len(analysis.quotations):
            raise ArticleError(f"{article_id} has {len(analysis.quotations)} quotations, so there is no #q{number}")
        quotation = analysis.quotations[number - 1]
        if arguments.gost:
            from datetime import date

            from newsreader.citing.citation import cite
            from newsreader.citing.reference import gost

            print(gost(cite(article, analysis, number - 1), today=date.today()))
        elif arguments.json:
            record = output.quotation_record(article.body, quotation)
            output.emit({"address": arguments.id, **record, **output.article_record(article)})
        else:
            print(quotation_text(article, quotation))
    elif arguments.json:
        output.emit({**output.article_record(article), **output.analysis_record(article_id, article.body, analysis)})
    elif arguments.plain:
        print(_spoken(opened.article, analysis))
    else:
        print(article_text(article, analysis))
    return 0


def _spoken(article: Article, analysis: Analysis) -> str:
    """The linear text: what it adds to the article is in the language that the reader would have."""
    from newsreader.ui.i18n import choose_language
    from newsreader.ui.plain import plain_text

    choose_language(settings().config.language)
    return plain_text(article, analysis)


def list_entities(arguments: Namespace) -> int:
    """Prints people, organisations and places, the most mentioned first."""
    with asked_library(arguments, analysed=True) as library:
        found = library.entities(" ".join(arguments.words), type=arguments.type, limit=arguments.limit)
    if arguments.json:
        for entity in found:
            output.emit(output.entity_record(entity))
    elif found:
        rows = [(str(entity.mentions), str(entity.articles), entity.type, entity.name) for entity in found]
        print("\n".join(output.table([("mentions", "articles", "type", "name"), *rows])))
    return _verdict(len(found), "no name matches", arguments)


def _verdict(count: int, nothing: str, arguments: Namespace) -> int:
    if count:
        return 0
    if not arguments.json:
        print(f"newsreader: {nothing}", file=sys.stderr)
    return output.NOTHING_FOUND


def _address(text: str) -> tuple[str, int | None]:
    found = re.fullmatch(r"(.+)#q([0-9]{1,9})", text)
    if found is None and "#q" in text:
        raise UsageError(
            f"{text}: an address is an article's id, #q and a number, like {text.split('#q', maxsplit=1)[0]}#q1"
        )
    return (found[1], int(found[2])) if found else (text, None)


def _analysed(library: Library, article_id: str) -> OpenArticle:
    opened = library.open(article_id)
    if opened.analysis is None:
        library.analyse_now(article_id)
        opened = library.open(article_id)
    return opened
