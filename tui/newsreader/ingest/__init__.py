"""Brings in what is not yet a file of a library."""
