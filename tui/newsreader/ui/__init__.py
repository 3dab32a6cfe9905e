"""The screens: all that Textual draws. Nothing below this package knows that it exists."""
