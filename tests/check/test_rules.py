"""Every rule does what its documentation says."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidegraph.check.rule import RULES, examples_of
from tests.check.builders import report_on


# What qSKOS looks for, by its own names; the network is left out of the last four.
QSKOS = (
    "el oilt ilc ncl uc ml ol ucil oc dcc chr var strc urc otc tchbc hr rrc mri anr"
    " mil mol bl usr husv ipl dlv rc mc"
)
CONDITIONS = ("S9", "S13", "S14", "S27", "S37", "S46", "S36", "S12")


@pytest.mark.parametrize("name", RULES.names)
def test_examples(name: str) -> None:
    """A rule flags the first example in its documentation, and not the second."""
    card = RULES[name].card
    bad, good = examples_of(card)

    assert name in {finding.rule for finding in report_on(card, bad).findings}
    assert name not in {finding.rule for finding in report_on(card, good).findings}


@pytest.mark.parametrize("name", RULES.names)
def test_documentation(name: str) -> None:
    """A rule says what it does in one sentence, why, and how it is fixed."""
    card = RULES[name].card
    headings = [line for line in card.documentation.splitlines() if line.startswith("#")]
    fences = card.documentation.split("```")
    outside = "".join(fences[::2])

    assert ["## Why", "## Example"] == [line for line in headings if line in outside][:2]
    assert card.summary.endswith((".", "…"))
    assert name == name.lower().replace("_", "-")


@pytest.mark.parametrize("alias", [f"qskos:{each}" for each in QSKOS.split()])
def test_qskos(alias: str) -> None:
    """Each of the 29 issues of qSKOS is a rule's other name."""
    assert [name for name in RULES if alias in RULES[name].card.aliases]


@pytest.mark.parametrize("number", CONDITIONS)
def test_integrity_conditions(number: str) -> None:
    """Each integrity condition of SKOS is a rule's other name."""
    assert [name for name in RULES if f"skos:{number}" in RULES[name].card.aliases]


def test_pages() -> None:
    """No page of the reference is about a rule that is no more."""
    folder = Path(__file__).resolve().parents[2] / "docs" / "reference" / "rules"
    pages = {page.stem for page in folder.glob("*.md")} - {"README"}

    assert set() == pages - set(RULES)
