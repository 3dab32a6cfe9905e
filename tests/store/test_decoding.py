"""Files in the encodings that Russian news came in."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import ArticleError
from newsreader.store.decoding import decode
from tests.builders import SAMPLES

CODE_PAGES = ("cp1251", "koi8-r", "cp866", "iso8859-5")
LETTER = re.compile("[А-Яа-яЁё]")
SAMPLE = "Ледокол вышел из порта в четверг. «Лёд тронулся», — сказал капитан Хмурый, и экипаж это подтвердил."


def snippets(letters: int, encoding: str, count: int) -> list[str]:
    """Pieces of the sample articles that begin with a word and have so many Cyrillic letters."""
    texts = [re.sub(r"\s+", " ", path.read_text(encoding="utf-8")) for path in sorted(SAMPLES.glob("*.md"))]
    texts = [text for text in texts if len(LETTER.findall(text)) > 0.5 * len(text)]
    rng = random.Random(f"{letters}{encoding}")
    found: list[str] = []
    while len(found) < count:
        text = rng.choice(texts)
        start = text.find(" ", rng.randrange(len(text) // 2)) + 1
        places = [match.end() for match in LETTER.finditer(text, start, start + 4 * letters)]
        if len(places) < letters:
            continue
        piece = text[start : places[letters - 1]]
        if piece == piece.encode(encoding, "ignore").decode(encoding):
            found.append(piece)
    return found


@pytest.mark.parametrize("encoding", CODE_PAGES)
@pytest.mark.parametrize(("letters", "least"), [(20, 0.99), (60, 1.0)])
def test_russian_in_old_encodings_is_read(encoding: str, letters: int, least: float) -> None:
    """Twenty letters are enough in 99 of 100 cases, sixty always."""
    pieces = snippets(letters, encoding, 300)
    right = sum(decode(piece.encode(encoding)).text == piece for piece in pieces)
    assert right >= least * len(pieces)


@pytest.mark.parametrize(("letters", "least"), [(20, 0.95), (60, 0.98)])
def test_mac_cyrillic_is_nearly_as_good(letters: int, least: float) -> None:
    """It differs from cp1251 by «я» and the capitals alone."""
    pieces = snippets(letters, "mac-cyrillic", 300)
    right = sum(decode(piece.encode("mac-cyrillic")).text == piece for piece in pieces)
    assert right >= least * len(pieces)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_a_mark(encoding: str) -> None:
    """Russian UTF-16 without a mark is valid UTF-8 and is not taken for it."""
    decoded = decode(SAMPLE.encode(encoding))
    assert decoded.text == SAMPLE
    assert decoded.warnings == ()


@pytest.mark.parametrize("text", ["Le café était fermé à l'été.", "Größe für Mädchen", "¡Año nuevo! Qué día"])
def test_western_text_is_not_taken_for_russian(text: str) -> None:
    """What does not read as Russian is cp1252."""
    assert decode(text.encode("cp1252")).text == text


def test_ukrainian_is_read() -> None:
    """Letters that Russian has not do not spoil the count."""
    text = "Їхні села над річкою живуть тихо, і кожен знає свій берег."
    assert decode(text.encode("cp1251")).text == text


@pytest.mark.parametrize("bad", [b"\xff", b"\xc3", b"\xfe"])
@pytest.mark.parametrize("text", [SAMPLE, "Plain words and nothing else."])
def test_a_bad_byte_does_not_change_the_encoding(bad: bytes, text: str) -> None:
    """The file stays UTF-8, the place is shown and told."""
    middle = len(text) // 2
    decoded = decode(text[:middle].encode() + b" " + bad + b" " + text[middle:].encode())
    assert decoded.encoding == "utf-8"
    assert text[:middle] in decoded.text
    assert text[middle:] in decoded.text
    assert "\ufffd" in decoded.text
    assert "not valid UTF-8" in decoded.warnings[0]


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    """A short text says too little about itself."""
    assert decode("Ёж".encode("cp866"), declared="IBM866").text == "Ёж"
    assert decode("价格上涨".encode("gb18030"), declared="gb2312").text == "价格上涨"


@pytest.mark.parametrize("name", ["unicode_escape", "idna", "zip", "rot13", "punycode", "\0", "x" * 1000])
def test_other_codecs_are_not_asked(name: str) -> None:
    """A document cannot choose a codec that does something else than decode."""
    assert decode("Мороз и солнце над рекой".encode("cp1251"), declared=name).text == "Мороз и солнце над рекой"


@pytest.mark.parametrize(
    "raw",
    [
        bytes(range(256)) * 40,
        b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 30,
        b"\x00" * 5000,
        b"text\x00\x01\x02\x03" * 500,
        random.Random(1).randbytes(9000),
    ],
    ids=["all bytes", "picture", "zeros", "controls", "random"],
)
def test_binary_files_are_refused(raw: bytes) -> None:
    """They are no texts in any encoding."""
    with pytest.raises(ArticleError, match="is not a text file"):
        decode(raw)


def test_a_text_with_escape_sequences_is_a_text() -> None:
    """Colours of a terminal do not make it binary: they are shown as signs later."""
    text = "\x1b[31mКрасное\x1b[0m и \x07 прочее. " * 3
    assert decode(text.encode()).text == text


@given(st.binary(max_size=600))
def test_any_bytes_give_a_text_or_an_error(raw: bytes) -> None:
    """Nothing else is raised, and the text can be stored."""
    try:
        decoded = decode(raw)
    except ArticleError:
        return
    decoded.text.encode("utf-8")
