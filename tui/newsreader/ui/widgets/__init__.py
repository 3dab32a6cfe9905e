"""Panes and lines; none knows another."""
