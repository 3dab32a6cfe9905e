"""The version of the analysis, apart from the analysis itself so that asking for it loads nothing."""

ENGINE = "3"
"""Goes up with every change of rules or models that changes results.

Articles that another version has analysed are analysed again.
"""
