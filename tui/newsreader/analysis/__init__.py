"""Finds structure, quotations, speakers and names in a text. Functions of values: no files, no index, no screen."""
