"""What is read of the arguments without argparse is what argparse reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.cli.parser import parse
from newsreader.cli.typed import typed

_WORDS = (
    "мост", "-погода", "-", "--", "", "две части", "--by", "--tag", "--limit", "--library", "--csv", "--bibtex",
    "--json", "--starred", "--debug", "7", "0", "9" * 12, "--limit=9", "--limit=", "--by=", "--by=Борнов", "--json=1",
    "--lim", "--sta", "--help", "-h", "--kind", "direct", "--since", "-5", "\u0665", "quotes",
)  # fmt: skip


@given(st.booleans(), st.lists(st.sampled_from(_WORDS), max_size=6))
def test_arguments_are_read_alike(quotes: bool, words: list[str]) -> None:
    """Whatever is read here, argparse reads alike; it may be read here or not."""
    argv = ["quotes", *words] if quotes else words
    plain = typed(argv)
    if plain is not None:
        assert {**vars(plain), "run": None} == {**vars(parse(argv)), "run": None}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "папка",
        "один.md второй.md",
        "quotes",
        "quotes мост",
        "quotes мост река --by Борнов --by мэр --since=2024 --json --limit 5",
        "quotes --csv --starred мост",
    ],
)
def test_plain_arguments_need_no_argparse(line: str) -> None:
    assert typed(line.split()) is not None


@pytest.mark.parametrize("line", ["quotes --json --csv", "quotes --csv --bibtex", "show x#q1 --gost --json"])
def test_one_format_at_a_time(line: str) -> None:
    """Of two, none is taken in silence."""
    assert typed(line.split()) is None
    with pytest.raises(SystemExit) as left:
        parse(line.split())
    assert left.value.code == 2


@pytest.mark.parametrize("line", ["list", "--library x quotes", "quotes --help", "quotes -мост", "quotes a --json b"])
def test_the_rest_is_left_to_argparse(line: str) -> None:
    assert typed(line.split()) is None
