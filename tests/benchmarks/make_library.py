"""Makes a library of invented articles with their analyses, the same at every run, through the program's own writers.

    python tests/benchmarks/make_library.py FOLDER --articles 100000 --quotations 10 --cache CACHE --data DATA

Without `--files`, only the index is filled: enough for measuring the list, the reader and the search.

The analyses are those of the engine at hand: after a change of its version the reader would make them all anew, in the
background of whatever is measured. Then make the library again.

What the texts are like, beside Russian news (160 articles of 38,500 words, 285 quotations of them):

| | news | made |
|---|---|---|
| the 1st, 2nd, 5th, 10th most frequent word | 4.0, 2.4, 1.2, 0.5 % | 3.3, 2.3, 1.3, 0.7 % |
| the 100th, 1,000th, 5,000th | 0.083, 0.016, 0.005 % | 0.110, 0.010, 0.002 % |
| the 10, 100, 1,000 most frequent together | 14, 29, 55 % | 17, 37, 58 % |
| words of a quotation: a tenth below, median, a tenth above | 4, 14, 33 | 6, 14, 33 |
| letters of an article: median, a tenth above | 1,400, 3,400 | 3,300, 3,800 |

Frequencies follow Zipf's law over 93,000 forms of 5,200 words, which all occur in a large library; so do, less steeply,
those of the 8,600 people, of whom one says a twenty-fifth of all that is said.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import accumulate, islice, product
from pathlib import Path
from typing import NamedTuple

from newsreader.analysis.version import ENGINE
from newsreader.models import Analysed, Analysis, Article, Entity, Quotation, Section, Span
from newsreader.store.articles import digest, format_article
from newsreader.store.changes import Put
from newsreader.store.files import FileState
from newsreader.store.store import Store

_COMMON = (
    "и в не на что с по как из за для от его это к будет мы она они был так все если до при или уже ещё под только над"
    " когда быть может после время город страна власти граница безопасность договор энергетика река мост завод выборы"
)
# fmt: off
_BEGINNINGS = (
    "бор", "вел", "гар", "дор", "жел", "зор", "кол", "лун", "мар", "нор", "пол", "рос", "сел", "тар", "хол", "чер",
    "шир", "яр",
)
_ENDINGS = (
    "а", "у", "ы", "ой", "ом", "ами", "ах", "ов", "ого", "ому", "ый", "ая", "ить", "ил", "ила", "ят", "ение", "ения",
)
# fmt: on
_MIDDLES = product(("", "ав", "ен", "ив", "ок", "ум"), ("ск", "н", "т", "в", "м", "л", "р", "п"))
_SHORT = tuple(first + "".join(rest) for first, rest in product(_BEGINNINGS, _MIDDLES))
_ROOTS = (*_SHORT, *(root + longer for longer, root in product(("ист", "ован", "ель", "щик", "енк"), _SHORT)))
_FIRST = ("Мирон", "Агата", "Лев", "Ульяна", "Тихон", "Зоя", "Пётр", "Клара", "Глеб", "Инга")
_SAID = ("сказал", "заявила", "отметил", "подчеркнула", "добавил")
_SOURCES = ("АркПресс", "Терва-информ", "СтепьИнформ", "Полюс-Спорт")


_ROLES = ("министр", "директор завода", "глава комиссии", "капитан", "инженер")
_REPEATED = 0.05
"""Part of the quotations whose words an earlier article has, too."""
_ROLE = 0.2
"""Part of the quotations whose speaker is called by a role."""
_PLACES = 8
_FREQUENT = 2.5
"""Where Zipf's law begins: the n-th word is as frequent as 1 / (n + this)."""
_WORDS, _SPREAD, _MOST = 13, 0.7, 170
"""Words of a quotation: median, deviation of the logarithm, and the longest."""


class Made(NamedTuple):
    """An invented article and what there is to find in it."""

    article: Article
    analysis: Analysis
    lemmas: Mapping[str, tuple[str, ...]]


class Maker:
    """Invents articles; the same seed gives the same ones."""

    def __init__(self, *, quotations: int, seed: int = 20240403) -> None:
        self._random = random.Random(seed)
        self._quotations = quotations
        invented = [root + ending for root in _ROOTS for ending in _ENDINGS]
        self._random.shuffle(invented)
        self._words = (*_COMMON.split(), *invented)
        self._weights = list(accumulate(1 / (rank + _FREQUENT) for rank in range(len(self._words))))
        self._lemmas: Mapping[str, tuple[str, ...]] = {
            root + ending: (root + _ENDINGS[0],) for root in _ROOTS for ending in _ENDINGS
        }
        self._people = [f"{first} {root.title()}ов" for first in _FIRST for root in _SHORT]
        self._places = [f"{root.title()}град" for root in _SHORT[::3]]
        self._random.shuffle(self._people)
        self._earlier: deque[str] = deque(maxlen=500)

    def _few(self, names: list[str], count: int) -> list[str]:
        """Some names, each once; a few are far more frequent than the others."""
        weights = [1 / (rank + 3) for rank in range(len(names))]
        return list(dict.fromkeys(self._random.choices(names, weights, k=count)))

    def articles(self) -> Iterator[Made]:
        """Articles without end, the oldest first."""
        day = date(1995, 1, 1)
        number = 0
        while True:
            number += 1
            yield self._article(number, day + timedelta(days=number // 10))

    def _sentence(self, length: int) -> str:
        words = self._random.choices(self._words, cum_weights=self._weights, k=length)
        return " ".join(words).capitalize()

    def _article(self, number: int, day: date) -> Made:
        choice = self._random.choice
        people, places = self._few(self._people, 3), self._few(self._places, _PLACES)
        body = f"СОЛЬМАР, {day.day} мая — АркПресс. {self._sentence(14)}. "
        named = {}
        for place in places:
            named[place] = (Span(len(body), len(body) + len(place)),)
            body += f"{place}, "
        body += f"{self._sentence(4)}.\n\n"
        sections = [Section("", Span(0, 0), 0, None)]
        quotations: list[Quotation] = []
        mentions: dict[str, list[Span]] = {name: [] for name in people}
        for at in range(self._quotations):
            if at and at % 4 == 0:
                title = self._sentence(4)
                sections.append(
                    Section(title, Span(len(body), len(body)), 2, Span(len(body) + 3, len(body) + 3 + len(title)))
                )
                body += f"## {title}\n\n"
            name = choice(people)
            said, cue = self._said(), choice(_SAID)
            start = len(body) + 1
            called = choice(_ROLES) if self._random.random() < _ROLE else name
            body += f"«{said}», — {cue} {called}. {self._sentence(self._random.randint(4, 16))}.\n\n"
            cue_start = start + len(said) + 5
            speaker = Span(cue_start + len(cue) + 1, cue_start + len(cue) + 1 + len(called))
            span = Span(start, start + len(said))
            quotations.append(
                Quotation("direct", span, Span(cue_start, cue_start + len(cue)), speaker, name, len(sections) - 1)
            )
            mentions[name].append(speaker)
        article = Article(
            id=f"made-{number:07d}",
            title=self._sentence(7),
            body=body,
            format="md",
            source=choice(_SOURCES),
            published=day.isoformat(),
            language="ru",
        )
        entities = tuple(Entity(name, "person", tuple(spans), ()) for name, spans in mentions.items() if spans)
        entities += tuple(Entity(name, "place", spans, ()) for name, spans in named.items())
        analysis = Analysis("ru", None, tuple(sections), tuple(quotations), entities, ENGINE)
        return Made(article, analysis, self._lemmas)

    def _said(self) -> str:
        """What somebody said; some of it has been said before."""
        if self._earlier and self._random.random() < _REPEATED:
            return self._random.choice(self._earlier)
        said = self._sentence(min(_MOST, round(_WORDS * self._random.lognormvariate(0, _SPREAD)) + 1))
        self._earlier.append(said)
        return said


def fill(
    store: Store, folder: Path, made: Iterator[Made], *, files: bool, analyse: bool = True, batch: int = 256
) -> int:
    """Puts articles into the store, and as files into the folder; returns how many there were."""
    count = 0
    while part := list(islice(made, batch)):
        store.apply([_put(folder, one.article, files=files) for one in part])
        if analyse:
            keyed = [(store.key_of(one.article.id), Analysed(one.analysis, one.lemmas)) for one in part]
            store.put_analyses([(key, analysis) for key, analysis in keyed if key is not None])
        count += len(part)
        if sys.stderr.isatty():
            print(f"\r{count}", end="", file=sys.stderr)
    return count


def _put(folder: Path, article: Article, *, files: bool) -> Put:
    raw = format_article(article).encode()
    name = f"{(article.published or '')[:4]}/{article.id}.md"
    path = folder / name
    if files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        state = path.stat()
        return Put(FileState(name.encode(), state.st_size, state.st_mtime_ns), digest(raw), article)
    return Put(FileState(name.encode(), len(raw), 1_700_000_000_000_000_000), digest(raw), article)


def main() -> None:
    """Makes the library that the arguments ask for, and says how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--quotations", type=int, default=10, help="quotations of an article")
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--files", action="store_true", help="write the files too")
    parser.add_argument("--no-analysis", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    store = Store.open(options.folder, cache=options.cache, data=options.data)
    start = time.perf_counter()
    made = islice(Maker(quotations=options.quotations).articles(), options.articles)
    count = fill(store, options.folder, made, files=options.files, analyse=not options.no_analysis)
    took = time.perf_counter() - start
    store.close()
    print(f"{count} articles in {took:.1f} s, {count / took:.0f} a second")


if __name__ == "__main__":
    main()
