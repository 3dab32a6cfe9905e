"""How much text the analysis takes, apart from the analysis itself so that asking for it loads nothing."""

LONGEST_PARSED = 10_000_000
"""Code points of a text that is searched for names and speakers: three long novels. What is longer is no article, and
would keep a worker busy for many minutes."""
