"""What may be typed after `newsreader`: commands, options, their help. Decides nothing else."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module

from newsreader import __version__
from newsreader.cli.typed import COMMANDS, FORMATS, MOST_ROWS, whole_number

_SHORT: dict[str, tuple[str, ...]] = {"quotes": ("-h",), "export": ("-h", "-o"), "list": ("-h",)}
"""The commands that take a query, with those of their options that have one letter."""
_READER_HELP = "commands:\n" + "\n".join(f"  {name:<10} {text}" for name, text in COMMANDS.items())


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments; `run` is the function that carries the command out. Exits with code 2 on wrong use."""
    name = _first_word(argv)
    parser = _command_parser(name) if name in COMMANDS else _reader_parser()
    return parser.parse_args(_with_refused_words(argv, _SHORT[name]) if name in _SHORT else argv)


def _with_refused_words(argv: Sequence[str], options: Sequence[str]) -> list[str]:
    """The arguments of a command that takes a query: «-слово» is no option, and a blank before it says so."""
    end = argv.index("--") if "--" in argv else len(argv)
    refused = [
        len(word) > 1 and word[0] == "-" != word[1] and word not in options and place < end
        for place, word in enumerate(argv)
    ]
    return [f" {word}" if blank else word for word, blank in zip(argv, refused, strict=True)]


def _first_word(argv: Sequence[str]) -> str | None:
    """The first argument that is neither an option nor an option's value: a command's name, or a path."""
    words = iter(argv)
    for word in words:
        if word == "--library":
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def _later(module: str, name: str) -> Callable[[argparse.Namespace], int]:
    """A command's function, imported when it is called."""

    def run(arguments: argparse.Namespace) -> int:
        function: Callable[[argparse.Namespace], int] = getattr(import_module(f"newsreader.cli.{module}"), name)
        return function(arguments)

    return run


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--library", metavar="DIR", default=argparse.SUPPRESS, help="the folder of articles (or set NEWSREADER_LIBRARY)"
    )
    common.add_argument(
        "--debug", action="store_true", default=argparse.SUPPRESS, help="show the traceback of an unexpected error"
    )
    return common


def _reader_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newsreader",
        usage="newsreader [--library DIR] [LIBRARY | FILE ...]\n       newsreader COMMAND ...",
        description="Reads a library of news articles and knows who said what.",
        epilog=_READER_HELP + "\n\n`newsreader COMMAND --help` tells more about a command.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[_common()],
    )
    parser.add_argument("--version", action="version", version=f"newsreader {__version__}")
    parser.add_argument(
        "paths", nargs="*", metavar="LIBRARY | FILE", help="a folder of articles, files, or - for standard input"
    )
    parser.set_defaults(run=_later("reading", "read_library"), library=None, debug=False)
    return parser


def _command_parser(name: str) -> argparse.ArgumentParser:
    """The parser of one command: making those of all the others would take longer than the command."""
    parser = argparse.ArgumentParser(prog="newsreader", parents=[_common()])
    parser.set_defaults(library=None, debug=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    text = COMMANDS[name]
    command = commands.add_parser(name, help=text, description=text.capitalize() + ".", parents=[_common()])
    fill, module, function = _FILLED[name]
    fill(command)
    command.set_defaults(run=_later(module, function))
    return parser


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", metavar="PATH|URL|-", help="a file, a folder, a web page, or - for standard input"
    )


def _sync(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-analysis", action="store_true", help="only read files; quotations and names come later")
    parser.add_argument("--jobs", type=_jobs, metavar="N", help="worker processes, 1 to 16 (unset: as configured)")


def _check(parser: argparse.ArgumentParser) -> None:
    """Has no options of its own."""


def _list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words",
        nargs="*",
        metavar="WORD",
        help="only articles with these words, in any form; also title:, source:, by:, about:, tag:, kind:,"
        " unread:, starred:, date:, since:, until:, each refused by a - before it",
    )
    parser.add_argument(
        "--sort",
        choices=("date", "source", "quotations", "unread"),
        default="date",
        help="newest first (default); by source; most quotations first; unread ones first",
    )
    parser.add_argument("--unread", action="store_true", help="only unread articles")
    parser.add_argument("--starred", action="store_true", help="only starred articles")
    _output(parser)


def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="an article's id, or ID#qN for its N-th quotation")
    one_of = parser.add_mutually_exclusive_group()
    one_of.add_argument("--plain", action="store_true", help="linear text for screen readers")
    one_of.add_argument("--gost", action="store_true", help="a reference by GOST R 7.0.5; of a quotation")
    one_of.add_argument("--json", action="store_true", help="one JSON object")


def _quotes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "query", nargs="*", metavar="QUERY", help='words in any form, "an exact phrase", -word, by:speaker'
    )
    _refinements(parser)
    _output(parser, *FORMATS)


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="as for `newsreader quotes`; unset: all quotations")
    _refinements(parser)
    parser.add_argument("--collection", metavar="NAME", help="the quotations of this collection")
    parser.add_argument(
        "--format",
        choices=("markdown", "csv", "json", "bibtex", "csl"),
        help="unset: by the file's ending, .md, .csv, .json, .bib or .csl; else markdown",
    )
    parser.add_argument("--output", "-o", metavar="FILE", help="the file to write; unset: standard output")


def _refinements(parser: argparse.ArgumentParser) -> None:
    for name, value, text in (
        ("by", "NAME", "said by: any form of the name, or a role"),
        ("about", "NAME", "from articles that name this person, organisation or place"),
        ("source", "NAME", "from this source"),
        ("since", "DATE", "published then or later: 2024, 2024-04, 2024-04-03, yesterday"),
        ("until", "DATE", "published then or earlier"),
        ("kind", "KIND", "direct, mixed or indirect"),
        ("tag", "TAG", "with this tag, its own or its article's"),
    ):
        parser.add_argument(f"--{name}", action="append", metavar=value, help=text)
    parser.add_argument("--starred", action="store_true", help="only starred quotations")


def _speakers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="*", metavar="NAME", help="a name, or a part of it in any form")
    _output(parser)


def _entities(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="NAME", help="part of the name")
    parser.add_argument("--type", choices=("person", "organisation", "place"))
    _output(parser)


def _analyze(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="files, or - for standard input")
    parser.add_argument("--json", action="store_true", help="one JSON object a file, a line each")


def _config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a setting")


_FILLED: dict[str, tuple[Callable[[argparse.ArgumentParser], None], str, str]] = {
    "add": (_add, "filling", "add_articles"),
    "sync": (_sync, "filling", "sync_library"),
    "check": (_check, "checking", "check_library"),
    "list": (_list, "asking", "list_articles"),
    "show": (_show, "asking", "show_article"),
    "quotes": (_quotes, "searching", "list_quotations"),
    "speakers": (_speakers, "quoting", "list_speakers"),
    "export": (_export, "exporting", "export_quotations"),
    "entities": (_entities, "asking", "list_entities"),
    "analyze": (_analyze, "analysing", "analyse_files"),
    "config": (_config, "configuring", "print_settings"),
}
"""A command's options, and the module and function that carry it out."""


def _output(parser: argparse.ArgumentParser, *formats: str) -> None:
    parser.add_argument("--limit", type=_limit, default=50, metavar="N", help="at most N rows (default 50)")
    one_of = parser.add_mutually_exclusive_group()
    one_of.add_argument("--json", action="store_true", help="one JSON object a line")
    for name in formats:
        one_of.add_argument(f"--{name}", dest="format", action="store_const", const=name, help=f"as {name}")


def _number(text: str, most: int) -> int:
    number = whole_number(text, most)
    if number is None:
        raise argparse.ArgumentTypeError(f"expected a number from 1 to {most}")
    return number


def _jobs(text: str) -> int:
    return _number(text, 16)


def _limit(text: str) -> int:
    return _number(text, MOST_ROWS)
