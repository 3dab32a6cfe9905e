"""How much a text looks like Russian, by the pairs of its letters."""

from __future__ import annotations

import re
from itertools import pairwise

_ALPHABET = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
# How common each pair is (row: first letter, column: second), on a logarithmic scale from 0, never seen, to 8.
_PAIRS = """\
05645546446767246672345443000155 41200500402502605305020004350002 70101701603525725544000030062003
50013400500401705003000000000000 60402731602525624415000110042002 33567445265778347770233443000012
41004600502004100003000000000000 72414400501235403003000000040001 43545626666667536670254531000046
00002000001003100420000110000000 70300430600403805455003000000000 70021740703403700315000000027046
60000600602334641205000000052004 80234701804006800565204200074005 17877555465777457770333542000134
50000600400402828014000000030002 83443830703245823446222020053004 52502600607644753685110330034006
71601700704235817625000200056013 24345343104434045550020423000040 30010400400100402011100000000000
30100100300012501102000000000000 30000500601000100001000000020000 50000600501104001062000010002000
40200500501302300021000000000000 40000500500001000001000000001000 00000200000000000000000000000002
03401501052552013440050220000000 01001303004025000530001040000033 00000000003202002150100000000000
01002013000001003250000304000000 02402313000334021350021103000020
"""
_WEIGHT = {
    first + second: int(digit)
    for first, row in zip(_ALPHABET, _PAIRS.split(), strict=True)
    for second, digit in zip(_ALPHABET, row, strict=True)
}
_RUN = re.compile(r"[^\W\d_]+")
_RUSSIAN = re.compile("[А-Яа-яЁёІіЇїЄєҐґЎў]+")
_TWINS = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
_ORDINARY = frozenset("«»“”„‘’—–…№·•©®°§±\u00a0\u00ad")
# In a wrong encoding, capitals become signs that stick to the rest of their word: «‘умма», «€блоко», «пон€ть».
_STUCK = re.compile(
    "[»”‘’—–…№·•©®°§±](?=[А-Яа-яЁё])|(?<=[А-Яа-яЁё])[€№·•©®°§±]|(?<!\\S)\u00a0(?=[а-яё])|(?<!\\S)[«»“”„‘’](?!\\S)"
)
_OPENED_SMALL = re.compile("[«„“](?=[а-яё])")
_RARE = -6.0
_UNSEEN = -4.0
_NEIGHBOUR = 1.0
"""Weight of a pair with a letter of Ukrainian or Belarusian."""


def readability(text: str) -> float:
    """The mean weight of the letter pairs of `text`: about 5 for Russian, below 2 for anything else.

    Signs that no writer uses or puts there, Latin joined to Cyrillic, and capitals after small letters count against
    it.
    """
    total = 0.0
    count = 0
    for found in _RUN.finditer(text):
        word = found[0]
        if word.isascii():
            continue
        score, pairs = _word(word)
        total += score
        count += pairs
    odd = sum(1 for char in text if char > "\x7f" and not char.isalpha() and char not in _ORDINARY)
    odd += len(_STUCK.findall(text))
    return (total + _RARE * odd - len(_OPENED_SMALL.findall(text))) / max(1, count + odd)


def _word(word: str) -> tuple[float, int]:
    """Sum of weights and number of pairs of one word."""
    if not _RUSSIAN.fullmatch(word):
        word = word.translate(_TWINS)  # a Latin «c» in «cоветов» is common enough
        if not _RUSSIAN.fullmatch(word):
            return _RARE * len(word), len(word)
    small = word.lower().replace("ё", "е")
    score = -1.0 if word[0] == "Ё" else 0.0
    for first, second in pairwise(small):
        score += _WEIGHT.get(first + second, _NEIGHBOUR) or _UNSEEN
    if len(word) == 1:
        return (4.0 if small in "аивкосуя" else -1.0), 1
    if small[0] in "ъыь":
        score += _RARE
    if not (word.islower() or word.istitle() or word.isupper()):
        score += _RARE * sum(1 for first, second in pairwise(word) if first.islower() and second.isupper())
    if word.isupper():
        score -= len(word)
    return score, len(word) - 1
