"""Style sheets without what only people need say the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.css.model import RuleSet

from newsreader.ui import sheets
from tests.ui.driving import reading

FOLDER = Path(sheets.__file__).parent


@pytest.mark.parametrize("name", [*sheets.FIRST, sheets.SEARCH, sheets.OVERLAYS])
async def test_a_lean_sheet_has_the_same_rules(name: str) -> None:
    css = (FOLDER / name).read_text(encoding="utf-8")
    bare = sheets.lean(css)
    assert len(bare) < 0.9 * len(css) and "/*" not in bare and "\n" not in bare
    async with reading() as reader:
        stylesheet = reader.app.stylesheet
        parsed = [stylesheet._parse_rules(text, (name, "")) for text in (css, bare)]

    def said(rules: list[RuleSet]) -> list[tuple[object, ...]]:
        return [
            (
                rule.selector_names,
                rule.is_default_rules,
                [set_.specificity for set_ in rule.selector_set],
                rule.styles.css,
            )
            for rule in rules
        ]

    assert said(parsed[0]) == said(parsed[1])
    assert [rule.css for rule in parsed[0]] == [rule.css for rule in parsed[1]]


@pytest.mark.parametrize(
    ("css", "bare"),
    [
        ("a  b { color: red; }", "a b{color:red;}"),
        ("/* a { } */ #x > .y,\n.z {\n    border: round $rule;\n\n    &:focus { width: 1; }\n}\n",
         "#x>.y,.z{border:round $rule;&:focus{width:1;}}"),
        (".a .b:ansi > .c { }", ".a .b:ansi>.c{}"),
    ],
)  # fmt: skip
def test_blanks_stay_where_they_mean_something(css: str, bare: str) -> None:
    assert sheets.lean(css) == bare
