"""The analysis from beginning to end.

Each stage is a function of the text and the earlier results; none changes another's.
"""

from __future__ import annotations

from newsreader.analysis.document import Document
from newsreader.analysis.entities import find_entities
from newsreader.analysis.language import Runtime
from newsreader.analysis.portions import Found, joined, portions
from newsreader.analysis.quotations import find_quotations
from newsreader.analysis.speakers import resolve_speakers
from newsreader.analysis.version import ENGINE
from newsreader.models import Analysis, Span


def analyse(runtime: Runtime, body: str) -> Analysis:
    """Everything that can be found in `body`. Any text gives an answer; offsets count in code points of `body`."""
    outline = runtime.outline(body)
    own = portions(outline) if outline.language == "ru" else (Span(0, len(body)),)
    quotations, entities = joined([_in_portion(runtime, runtime.read(outline, portion)) for portion in own])
    return Analysis(
        language=outline.language,
        dateline=outline.dateline,
        sections=outline.sections,
        quotations=quotations,
        entities=entities,
        engine=ENGINE,
    )


def _in_portion(runtime: Runtime, document: Document) -> Found:
    entities = find_entities(document, inflector=runtime.inflector)
    return resolve_speakers(document, find_quotations(document), entities), entities
