"""Keeps a library: articles from files, their index, and the marks a person makes."""
