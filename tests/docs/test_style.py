"""What readers see uses none of the phrases that the style guide replaces."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest


ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "style.md"
# Phrases of its table that have no other meaning, as words in a row.
PHRASES = (
    r"in type only",
    r"is no edition of",
    r"hangs? together",
    r"became of",
    r"mend(?:s|ed|ing)?",
    r"h[eo]ld against",
    r"gravest|as grave as|weighty",
    r"worth a look|editor's eye",
    r"order of consequence",
    r"is told|are told(?! apart)",
    r"called so|is called (?:by|after)",
    r"stands below",
    r"whose it is",
    r"(?:made|decided) anew",
    r"passed over|read over|left out of account",
    r"save for",
    r"linked otherwise|unless said otherwise|if nothing is said",
    r"(?:can|is to|are to) be had",
    r"comes? back whole",
    r"nothing is here",
)
UNWANTED = re.compile(rf"\b(?:{'|'.join(PHRASES)})\b", re.IGNORECASE)
# What a rule of checks quotes as a text of others.
EXAMPLES = re.compile(r"(?:```|~~~).*?(?:```|~~~)")
FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in chain(
        [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "pyproject.toml"],
        (ROOT / "docs").rglob("*.md"),
        (ROOT / "docs" / "schema").glob("*.json"),
        (ROOT / "ontology").glob("*.ttl"),
        (ROOT / "src" / "guidegraph").rglob("*.html"),
        (ROOT / "src" / "guidegraph").rglob("*.rq"),
        (ROOT / "src" / "guidegraph").rglob("*.js"),
    )
    # Records of decisions are not rewritten.
    if path != GUIDE and "decisions" not in path.parts
)


def found_in(text: str) -> list[str]:
    return UNWANTED.findall(EXAMPLES.sub("", " ".join(text.split("\n"))))


@pytest.mark.parametrize("name", FILES)
def test_documents(name: str) -> None:
    """No page, contract, template or term has one."""
    assert [] == found_in((ROOT / name).read_text(encoding="utf-8"))


def test_the_code() -> None:
    """No message, help or docstring has one."""
    found = {
        path.relative_to(ROOT).as_posix(): words
        for path in sorted((ROOT / "src" / "guidegraph").rglob("*.py"))
        if (words := found_in(path.read_text(encoding="utf-8")))
    }

    assert {} == found


@pytest.mark.parametrize("phrase", PHRASES)
def test_each_is_in_the_guide(phrase: str) -> None:
    """The guide has the phrase in its column of what to replace, so that a writer finds why."""
    rows = re.findall(r"^\| (.+?) \| ", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)

    assert any(re.search(phrase, row, re.IGNORECASE) for row in rows)
