"""How much text the analysis takes, apart from the analysis itself so that asking for it loads nothing."""

LONGEST_PARSED = 1_000_000
"""Code points of a text that the models are run on; they take about half a minute for that many."""
