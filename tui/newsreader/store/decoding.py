"""Finds out in which encoding a file was written. Any bytes give a text, except those of a binary file.

The order: byte order mark, the shape of UTF-16 (Russian UTF-16 without a mark is valid UTF-8), strict UTF-8, UTF-8 with
a few bad bytes, a declared encoding, and last the letter pairs of Russian over its 8-bit encodings.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from newsreader.errors import ArticleError
from newsreader.phrase import Phrase
from newsreader.store.letters import readability

CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
"""8-bit encodings that are told apart by their letter pairs; the likelier one first where two read the same."""

_DECLARED = {
    **dict.fromkeys(("utf-8", "utf8", "us-ascii", "ascii"), "utf-8"),
    **dict.fromkeys(("windows-1251", "cp1251", "win1251", "x-cp1251"), "cp1251"),
    **dict.fromkeys(("koi8-r", "koi8", "koi8r", "cskoi8r"), "koi8-r"),
    **dict.fromkeys(("koi8-u", "koi8u"), "koi8-u"),
    **dict.fromkeys(("ibm866", "cp866", "866"), "cp866"),
    **dict.fromkeys(("iso-8859-5", "iso8859-5", "cyrillic"), "iso8859-5"),
    **dict.fromkeys(("x-mac-cyrillic", "mac-cyrillic", "maccyrillic"), "mac-cyrillic"),
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252"), "cp1252"),
    **dict.fromkeys(("iso-8859-2", "latin2"), "iso8859-2"),
    **dict.fromkeys(("iso-8859-15", "latin9"), "iso8859-15"),
    **dict.fromkeys(("windows-1250", "cp1250"), "cp1250"),
    **dict.fromkeys(("windows-1253", "cp1253"), "cp1253"),
    **dict.fromkeys(("windows-1254", "cp1254"), "cp1254"),
    **dict.fromkeys(("windows-1256", "cp1256"), "cp1256"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5",), "big5"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis"), "shift_jis"),
    **dict.fromkeys(("euc-jp",), "euc-jp"),
    **dict.fromkeys(("euc-kr",), "euc-kr"),
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\b\x1b")) + b"\x7f"
_HIGH = re.compile(rb"[\x80-\xff]+")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_STRAY = re.compile(rb"(?<![A-Za-z\x80-\xff])[\x80-\xff](?![A-Za-z\x80-\xff])")
_FEWEST = 4
"""Bytes beyond ASCII below which they are taken for flaws, where one of them stands alone."""
_SAMPLE = 20_000
"""Bytes with high letters in them that are enough to tell an encoding."""
_LIKELIER = 0.1
"""Mac Cyrillic has the small letters of cp1251 but one; where a text reads nearly as well in both, it is the latter."""
_PLAUSIBLE = 2.0
"""Readability below which a text is not Russian."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding it was read in, and what was odd about it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(raw: bytes, *, declared: str | None = None) -> Decoded:
    """The text of a file.

    Args:
        raw: the whole file.
        declared: the encoding that the document names for itself; believed where it fits and is a known one.

    Raises:
        ArticleError: where the file is not a text; the message starts "is not a text file".
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _certain(raw[len(mark) :], encoding)
    shape = _utf16_shape(raw[:4096])
    if shape:
        return _certain(raw, shape)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_odd(raw, declared)
    _refuse_binary(raw, controls=0.3, nuls=0.3)
    return Decoded(text, "utf-8")


def _decode_odd(raw: bytes, declared: str | None) -> Decoded:
    """The text of a file that is not valid UTF-8."""
    _refuse_binary(raw, controls=0.05, nuls=0.001)
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if 4 * bad <= sum(text.count(chr(code)) for code in range(0x410, 0x450)) or 4 * bad <= _high_letters(text):
        return Decoded(text, "utf-8", (_flaw(bad),))
    known = _DECLARED.get((declared or "").strip().lower())
    if known and known not in CYRILLIC:
        fitting = _strictly(raw, known)
        if fitting is not None:
            return Decoded(fitting, known)
    return _by_letters(raw, known)


def _by_letters(raw: bytes, declared: str | None) -> Decoded:
    sample = _sample(raw)
    scores = {name: readability(sample.decode(name, "replace")) for name in CYRILLIC}
    scores["mac-cyrillic"] -= _LIKELIER
    best = max(CYRILLIC, key=scores.__getitem__)
    if declared in scores and scores[declared] >= scores[best] - 0.3:
        return Decoded(raw.decode(declared, "replace"), declared)
    if len(_HIGH_BYTE.findall(sample)) < _FEWEST and _STRAY.search(sample):
        return Decoded(
            raw.decode("utf-8", "replace"), "utf-8", (_flaw(raw.decode("utf-8", "replace").count("\ufffd")),)
        )
    if scores[best] < _PLAUSIBLE:
        return Decoded(
            raw.decode("cp1252", "replace"), "cp1252", (Phrase("the encoding is a guess: {name}", name="cp1252"),)
        )
    return Decoded(
        raw.decode(best, "replace"), best, (Phrase("the encoding is told by its letters: {name}", name=best),)
    )


def _certain(raw: bytes, encoding: str) -> Decoded:
    """A text whose encoding is known; a broken end or middle costs only itself."""
    text = raw.decode(encoding, "replace")
    controls = sum(text.count(chr(code)) for code in _CONTROLS)
    if controls > 0.3 * len(text):
        raise ArticleError("is not a text file")
    bad = text.count("\ufffd") if encoding != "utf-8" else text.count("\ufffd") - raw.count(b"\xef\xbf\xbd")
    return Decoded(text, encoding, (_flaw(bad, encoding.upper()),) if bad else ())


def _utf16_shape(head: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is the upper half of a Latin or Cyrillic letter, a blank or a dash."""
    if len(head) < 4 or (b"\x00" not in head and b"\x04" not in head):
        return None
    halves = {"utf-16-be": head[0::2], "utf-16-le": head[1::2]}
    shares = {name: _upper_share(half) for name, half in halves.items()}
    best = max(shares, key=shares.__getitem__)
    worst = min(shares.values())
    return best if shares[best] > 0.9 and worst < 0.3 else None


def _upper_share(half: bytes) -> float:
    marks = half.count(b"\x00") + half.count(b"\x04")
    return (marks + half.count(b"\x20") + half.count(b"\x21")) / len(half) if marks > 0.5 * len(half) else 0.0


def _refuse_binary(raw: bytes, *, controls: float, nuls: float) -> None:
    head = raw[: 1 << 20]
    found = len(head) - len(head.translate(None, _CONTROLS))
    if found > max(8, controls * len(head)) or head.count(b"\x00") > max(4, nuls * len(head)):
        raise ArticleError("is not a text file")


def _high_letters(text: str) -> int:
    """Letters beyond ASCII that UTF-8 gave; counted in the beginning, which tells."""
    return sum(1 for char in text[:100_000] if char > "\x7f" and char != "\ufffd")


def _flaw(count: int, encoding: str = "UTF-8") -> Phrase:
    if count == 1:
        return Phrase("one place is not valid {encoding}; it is shown as \ufffd", encoding=encoding)
    return Phrase("{count} places are not valid {encoding}; each is shown as \ufffd", count=count, encoding=encoding)


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _sample(raw: bytes) -> bytes:
    """The first stretches of a file that have letters beyond ASCII, at most `_SAMPLE` bytes or so."""
    first = _HIGH.search(raw)
    start = max(0, first.start() - 64) if first else 0
    return raw[start : start + _SAMPLE]
