"""The tables of the index and of the marks."""

from __future__ import annotations

import os

from newsreader.models import EntityType, QuotationKind
from newsreader.store.ordering import KEYS_A_MINUTE_BITS, UNDATED
from newsreader.store.terms import TOKENIZER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

INDEX_VERSION = 5
MARKS_VERSION = 2

QUOTATION_BITS = 12
"""A quotation's row is `key << QUOTATION_BITS | n`, so that the newest article's quotations come first by row."""
MOST_QUOTATIONS = 1 << QUOTATION_BITS
"""Quotations of one article that can be searched; the reader shows all."""
UNDATED_ROW = UNDATED << QUOTATION_BITS
"""Set in the rows of quotations whose articles state no date."""
KEY_BITS = QUOTATION_BITS + KEYS_A_MINUTE_BITS
"""How far a minute stands to the left in a quotation's row."""
KINDS: tuple[QuotationKind, ...] = ("direct", "mixed", "indirect")
TYPES: tuple[EntityType, ...] = ("person", "organisation", "place")


def index_name(folder: str | Path) -> str:
    """The file name of a library's index; the schema's version is in it, so that two versions get along."""
    return f"index-v{INDEX_VERSION}-{library_mark(folder)}.db"


def library_mark(folder: str | Path) -> str:
    """What the index and the marks call a library."""
    try:
        from _blake2 import blake2b  # what `hashlib` has, which would load OpenSSL, too
    except ImportError:
        from hashlib import blake2b

    return blake2b(os.fsencode(os.path.realpath(folder)), digest_size=8).hexdigest()


_TOKENS = TOKENIZER.replace("'", "''")
LONGEST_BEGINNING = 5
"""Letters of the longest beginnings of words that are kept, for searching as one types; for longer ones, all quotations
of the words that begin so are merged."""
_BEGINNINGS = " ".join(map(str, range(2, LONGEST_BEGINNING + 1)))

INDEX = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE files (
    name BLOB PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime INTEGER NOT NULL,
    digest BLOB NOT NULL,
    key INTEGER NOT NULL UNIQUE
) WITHOUT ROWID;

CREATE TABLE articles (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    claimed TEXT NOT NULL,
    title TEXT NOT NULL,
    source TEXT,
    published TEXT,
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    quotations INTEGER,
    speaker TEXT,
    problem TEXT,
    engine TEXT
);
CREATE INDEX articles_read ON articles(read, key DESC);
CREATE INDEX articles_from ON articles(source, key DESC);
CREATE INDEX articles_quoting ON articles(quotations DESC, key DESC);
CREATE INDEX articles_starred ON articles(key) WHERE starred = 1;
CREATE INDEX articles_waiting ON articles(read, key DESC) WHERE engine IS NULL AND problem IS NULL;
CREATE INDEX articles_namesakes ON articles(claimed) WHERE id <> claimed;
CREATE INDEX articles_engine ON articles(engine);

CREATE TABLE tags (
    key INTEGER NOT NULL,
    own INTEGER NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (key, own, name)
) WITHOUT ROWID;
CREATE INDEX tags_named ON tags(folded);

CREATE TABLE bodies (key INTEGER PRIMARY KEY, digest BLOB NOT NULL, details TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX bodies_digest ON bodies(digest);
CREATE TABLE analyses (key INTEGER PRIMARY KEY, names TEXT NOT NULL, data TEXT NOT NULL);
CREATE VIRTUAL TABLE article_terms USING fts5(stems, content='', detail=none, prefix='2 3', tokenize='{_TOKENS}');
INSERT INTO article_terms (article_terms, rank) VALUES ('hashsize', 8388608), ('automerge', 8);

CREATE TABLE quotations (
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    who TEXT,
    speaker TEXT,
    text TEXT NOT NULL
);
CREATE VIRTUAL TABLE quotation_terms USING fts5(
    forms, lemmas, who, facts, content='', prefix='{_BEGINNINGS}', tokenize='{_TOKENS}'
);
CREATE VIRTUAL TABLE quotation_words USING fts5vocab(quotation_terms, col);
CREATE TABLE said (
    id INTEGER PRIMARY KEY,
    who INTEGER,
    source INTEGER,
    calling INTEGER,
    digest INTEGER NOT NULL
);
CREATE INDEX said_by ON said(who, id, calling) WHERE who IS NOT NULL;
CREATE INDEX said_words ON said(digest);
CREATE TABLE speakers (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, words TEXT NOT NULL, quotations INTEGER NOT NULL
);
CREATE INDEX speakers_quoted ON speakers(quotations);
CREATE TABLE sources (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, quotations INTEGER NOT NULL);
CREATE TABLE callings (id INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE);
CREATE TABLE vocabulary (
    form TEXT NOT NULL, lemma TEXT NOT NULL, stem TEXT NOT NULL, PRIMARY KEY (form, lemma)
) WITHOUT ROWID;
CREATE INDEX vocabulary_lemmas ON vocabulary(lemma);
CREATE INDEX vocabulary_stems ON vocabulary(stem);

CREATE TABLE names (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    type INTEGER NOT NULL,
    words TEXT NOT NULL,
    articles INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    quotations INTEGER NOT NULL,
    UNIQUE (name, type)
);
CREATE INDEX names_mentions ON names(mentions);
CREATE VIRTUAL TABLE name_terms USING fts5(words, content='', detail=none, prefix='2 3', tokenize='{_TOKENS}');
CREATE TABLE entities (
    key INTEGER NOT NULL,
    name INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    quotations INTEGER NOT NULL,
    PRIMARY KEY (key, name)
) WITHOUT ROWID;
CREATE INDEX entities_named ON entities(name);

CREATE TABLE totals (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    articles INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    waiting INTEGER NOT NULL DEFAULT 0,
    quotations INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 0
);
INSERT INTO totals (id) VALUES (1);
CREATE TRIGGER article_added AFTER INSERT ON articles BEGIN
    UPDATE totals SET articles = articles + 1,
        unread = unread + (NOT new.read),
        starred = starred + new.starred,
        waiting = waiting + (new.engine IS NULL AND new.problem IS NULL),
        quotations = quotations + ifnull(new.quotations, 0);
END;
CREATE TRIGGER article_removed AFTER DELETE ON articles BEGIN
    UPDATE totals SET articles = articles - 1,
        unread = unread - (NOT old.read),
        starred = starred - old.starred,
        waiting = waiting - (old.engine IS NULL AND old.problem IS NULL),
        quotations = quotations - ifnull(old.quotations, 0);
END;
CREATE TRIGGER article_changed AFTER UPDATE OF read, starred, quotations, problem, engine ON articles BEGIN
    UPDATE totals SET
        unread = unread + old.read - new.read,
        starred = starred + new.starred - old.starred,
        waiting = waiting + (new.engine IS NULL AND new.problem IS NULL) - (old.engine IS NULL AND old.problem IS NULL),
        quotations = quotations + ifnull(new.quotations, 0) - ifnull(old.quotations, 0);
END;
"""

QUOTATION_MARKS = """
CREATE TABLE quotation_marks (
    article TEXT NOT NULL,
    digest INTEGER NOT NULL,
    text TEXT NOT NULL,
    starred INTEGER NOT NULL DEFAULT 0,
    tags TEXT NOT NULL DEFAULT '[]',
    note TEXT NOT NULL DEFAULT '',
    place INTEGER NOT NULL,
    PRIMARY KEY (article, digest)
) WITHOUT ROWID;
CREATE TABLE article_tags (article TEXT PRIMARY KEY, tags TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE collections (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
CREATE TABLE collected (
    collection INTEGER NOT NULL,
    place INTEGER NOT NULL,
    article TEXT NOT NULL,
    digest INTEGER NOT NULL,
    PRIMARY KEY (collection, article, digest)
) WITHOUT ROWID;
ALTER TABLE journal ADD COLUMN detail TEXT;
"""
"""What the second version of the marks adds to the first."""

MARKS_OF_ARTICLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE marks (
    article TEXT PRIMARY KEY,
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    step INTEGER,
    library TEXT NOT NULL,
    article TEXT NOT NULL,
    field TEXT NOT NULL,
    before INTEGER NOT NULL
);
CREATE INDEX journal_steps ON journal(library, step) WHERE step IS NOT NULL;
"""

MARKS = MARKS_OF_ARTICLES + QUOTATION_MARKS
