"""
`docs/reference/rules/`: a page for each rule of `guidegraph check`, from its own docstring, and the
list of all.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePosixPath

from guidegraph.check.select import cards
from guidegraph.model.report import RuleCard, Subject


FOLDER = PurePosixPath("docs/reference/rules")
NOTICE = (
    "<!-- Generated from src/guidegraph/check/rules/ by `python tools/gen.py`; "
    "a change made here is lost. -->"
)
TITLES = {
    Subject.EDITION: "In an edition",
    Subject.COMPANIONS: "Between an edition and those it comes from",
    Subject.VOCABULARY: "In a vocabulary",
    Subject.EXEMPTION: "In suppressions",
    Subject.SCOPE: "In what a check looked at",
}


def generate_rules() -> list[tuple[PurePosixPath, str]]:
    """The list, then the pages by the names of the rules."""
    found = cards()
    pages = [(FOLDER / f"{card.name}.md", _page(card)) for card in found]
    return [(FOLDER / "README.md", "\n".join(_list(found)) + "\n"), *pages]


def _page(card: RuleCard) -> str:
    facts = [
        f"- severity: {card.severity}",
        f"- looks at: {TITLES[card.subject].removeprefix('In ').lower()}",
        f"- groups: {', '.join(f'`{group}`' for group in card.groups)}",
        f"- since: {card.since}",
    ]
    if card.languages:
        facts.insert(
            2, f"- languages of texts: {', '.join(f'`{each}`' for each in card.languages)}"
        )
    if card.aliases:
        facts.append(f"- also called: {', '.join(f'`{alias}`' for alias in card.aliases)}")
    summary, _, rest = card.documentation.partition("\n\n")
    parts = [NOTICE, f"# {card.name}", summary, "\n".join(facts), rest]
    return "\n\n".join(parts) + "\n"


def _list(found: tuple[RuleCard, ...]) -> Iterator[str]:
    yield NOTICE
    yield ""
    yield "# The rules"
    yield ""
    yield "What `guidegraph check` looks for; [Checking](../checking.md) says how it is run."
    yield "`guidegraph rules NAME` shows these pages in the terminal."
    order = list(TITLES)
    by_subject = sorted(found, key=lambda card: (order.index(card.subject), card.name))
    for subject, these in groupby(by_subject, key=lambda card: card.subject):
        yield ""
        yield f"## {TITLES[subject]}"
        yield ""
        yield "| rule | severity | what it finds | also called |"
        yield "| --- | --- | --- | --- |"
        for card in these:
            also = ", ".join(f"`{alias}`" for alias in card.aliases)
            yield f"| [`{card.name}`]({card.name}.md) | {card.severity} | {card.summary} | {also} |"
