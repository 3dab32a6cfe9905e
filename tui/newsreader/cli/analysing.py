"""`analyze`: the analysis alone, of any files; touches no library."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from newsreader.analysing import analysis_deadline
from newsreader.cli import output
from newsreader.cli.given import article_of, standard_input
from newsreader.errors import NewsreaderError
from newsreader.models import Analysed, Analysis, Article
from newsreader.store.articles import read_bytes
from newsreader.text import clean_line
from newsreader.worker import Worker


def analyse_files(arguments: Namespace) -> int:
    """Analyses each file in turn; one that cannot be read costs a line on standard error and the exit code 1."""
    worker = Worker()
    failed = 0
    try:
        for file, answer in _analyses(worker, arguments.files):
            if isinstance(answer, NewsreaderError):
                failed += 1
                print(f"newsreader: {clean_line(str(answer))}", file=sys.stderr)
                continue
            article, analysis = answer
            if arguments.json:
                output.emit(output.analysis_record(file, article.body, analysis))
                sys.stdout.flush()
            else:
                print(_report(file, article, analysis))
    finally:
        worker.close()
    return 1 if failed else 0


def _analyses(worker: Worker, files: list[str]) -> Iterator[tuple[str, tuple[Article, Analysis] | NewsreaderError]]:
    for file in files:
        try:
            article = _read(worker, file)
        except NewsreaderError as error:
            yield file, error
            continue
        (answer,) = worker.map("analyse", [article.body], seconds=analysis_deadline(article.body))
        if isinstance(answer, NewsreaderError):
            yield file, NewsreaderError(f"{file}: {answer}")
        else:
            assert isinstance(answer, Analysed)
            yield file, (article, answer.analysis)


def _read(worker: Worker, file: str) -> Article:
    """The article in a file.

    Raises:
        NewsreaderError: where there is none.
    """
    if file == "-":
        return article_of(worker, standard_input(), "standard input.txt")
    return article_of(worker, read_bytes(file), Path(file).name)


def _report(file: str, article: Article, analysis: Analysis) -> str:
    """What was found, for a person."""
    lines = [output.styled(output.join([file, article.title, analysis.language]), output.BOLD)]
    for quotation in analysis.quotations:
        text = " ".join(quotation.span.of(article.body).split())
        lines.append(f"  {quotation.kind:<8}  {quotation.who or '(not named)'}: {text}")
    for entity in analysis.entities:
        lines.append(f"  {entity.type:<12}  {entity.name} ({len(entity.mentions)})")
    return "\n".join(lines)
