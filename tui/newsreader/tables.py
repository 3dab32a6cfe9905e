"""Reads a file of `analysis/lexicon/`: lists for linguists to edit. The caller remembers what it read."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from newsreader.errors import AnalysisError


def read_table(name: str) -> Any:
    """What the YAML file holds.

    Raises:
        AnalysisError: where the file is broken.
    """
    import yaml  # a reader that analyses nothing needs no YAML

    text = (files("newsreader") / "analysis" / "lexicon" / name).read_text(encoding="utf-8")
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise AnalysisError("{name}: {problem}", name=name, problem=str(error)) from error
