"""What the program says in English, kept so that an interface can say it in another language.

A sentence is a template and what stands in it; as a string it is the English sentence, so that whoever knows nothing
of other languages prints it as it is.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as `typing` has it, which a quick command does without
if TYPE_CHECKING:
    from collections.abc import Callable


class Phrase(str):
    """A sentence.

    Args:
        template: the English words, with `{name}` where a value stands; without values it is the sentence itself.
        values: strings, numbers, and sentences inside the sentence.
    """

    __slots__ = ("template", "values")
    template: str
    values: dict[str, object]

    def __new__(cls, template: str, /, **values: object) -> Phrase:
        made = super().__new__(cls, template.format(**values) if values else template)
        made.template = str(template)
        made.values = values
        return made

    def __reduce__(self) -> tuple[Callable[[str, dict[str, object]], Phrase], tuple[str, dict[str, object]]]:
        return _made, (self.template, self.values)

    def with_values(self, change: Callable[[str], str]) -> Phrase:
        """The same sentence about values that have been changed; numbers stay as they are."""
        return Phrase(
            self.template,
            **{name: change(value) if isinstance(value, str) else value for name, value in self.values.items()},
        )


def _made(template: str, values: dict[str, object]) -> Phrase:
    return Phrase(template, **values)


def reason(error: OSError) -> Phrase:
    """What the system says is wrong."""
    return Phrase(error.strerror or type(error).__name__)


def packed(words: object) -> object:
    """The words as lists and strings for JSON; what they are made of is kept."""
    if isinstance(words, Phrase):
        return [words.template, {name: packed(value) for name, value in words.values.items()}]
    return words if isinstance(words, int) else str(words)


def unpacked(parts: object) -> object:
    """What `packed` has packed; where it is nothing of the kind, its text."""
    if not isinstance(parts, list):
        return parts
    try:
        template, values = parts
        return Phrase(template, **{name: unpacked(value) for name, value in values.items()})
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return str(parts)
