"""Tells feeds from articles. Feeds themselves are not read."""

from __future__ import annotations

import re

_SAMPLE = 4096
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<(?:\?[^>]{0,500}\?|!--[^>]{0,500}--|!DOCTYPE[^>]{0,500})>\s*){0,10}"
    rb"<(?:rss|feed|rdf:RDF)[\s>/]",
    re.IGNORECASE,
)


def is_feed(raw: bytes) -> bool:
    """Whether a file is an RSS or Atom feed, by its first element."""
    return _ROOT.match(raw[:_SAMPLE]) is not None
