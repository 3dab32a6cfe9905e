"""Quotations as others can use them: with who said it, where it stood and when, in the formats that tools read."""
