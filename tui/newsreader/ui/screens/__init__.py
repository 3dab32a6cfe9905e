"""Whole screens, each joining its panes."""
