"""The analysis from beginning to end.

Each stage is a function of the text and the earlier results; none changes another's.
"""

from __future__ import annotations

from newsreader.analysis.entities import find_entities
from newsreader.analysis.language import Runtime
from newsreader.analysis.quotations import find_quotations
from newsreader.analysis.speakers import resolve_speakers
from newsreader.analysis.version import ENGINE
from newsreader.models import Analysis


def analyse(runtime: Runtime, body: str) -> Analysis:
    """Everything that can be found in `body`. Any text gives an answer; offsets count in code points of `body`."""
    document = runtime.parse(body)
    entities = find_entities(document, inflector=runtime.inflector)
    quotations = resolve_speakers(document, find_quotations(document), entities)
    return Analysis(
        language=document.language,
        dateline=document.dateline,
        sections=document.sections,
        quotations=quotations,
        entities=entities,
        engine=ENGINE,
    )
