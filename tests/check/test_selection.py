"""Which rules run, and how grave their findings are."""

from __future__ import annotations

import pytest

from guidegraph.check.rule import RULES
from guidegraph.check.select import Selection
from guidegraph.model.findings import Severity
from guidegraph.model.report import Settings


CARD = RULES["several-preferred-labels"].card
"""A rule of the groups vocabulary, labels, integrity … with the alias qskos:ipl."""


@pytest.mark.parametrize(
    ("select", "ignore", "settings", "expected"),
    [
        ((), (), Settings(), True),
        ((), (), Settings(ignore=("labels",)), False),
        ((), (), Settings(select=("spelling",)), False),
        # What is asked for on the command line runs, whatever the settings say.
        ((CARD.name,), (), Settings(ignore=(CARD.name,)), True),
        (("qskos:ipl",), (), Settings(ignore=("labels",)), True),
        (("labels",), (), Settings(select=("spelling",)), True),
        # The command line alone can take back what it asks for.
        (("labels",), (CARD.name,), Settings(), False),
        # Where it only leaves something out, the settings hold besides.
        ((), ("spelling",), Settings(ignore=("qskos:ipl",)), False),
        ((), (CARD.name,), Settings(select=("labels",)), False),
    ],
)
def test_which_rules_run(
    select: tuple[str, ...], ignore: tuple[str, ...], settings: Settings, *, expected: bool
) -> None:
    """The command goes before the settings, and `--select` before their `ignore`."""
    selection = Selection(settings=settings, select=select, ignore=ignore)

    assert expected is selection.includes(CARD)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ({}, Severity.ERROR),
        ({"vocabulary": Severity.INFO}, Severity.INFO),
        ({"labels": Severity.INFO, CARD.name: Severity.WARNING}, Severity.WARNING),
        ({CARD.name: Severity.WARNING, "labels": Severity.INFO}, Severity.WARNING),
        ({"labels": Severity.INFO, "qskos:ipl": Severity.WARNING}, Severity.WARNING),
        ({"qskos:ipl": Severity.INFO, CARD.name: Severity.WARNING}, Severity.WARNING),
        # What a rule looks at is its widest group, and gives way to any other.
        ({"vocabulary": Severity.INFO, "labels": Severity.WARNING}, Severity.WARNING),
        ({"labels": Severity.WARNING, "vocabulary": Severity.INFO}, Severity.WARNING),
        ({"labels": Severity.INFO, "integrity": Severity.WARNING}, Severity.WARNING),
    ],
)
def test_levels(levels: dict[str, Severity], expected: Severity) -> None:
    """The name goes before the alias, the alias before the groups, a narrow one before a wide."""
    selection = Selection(settings=Settings(levels=tuple(levels.items())))

    assert ("vocabulary", "labels", "integrity") == CARD.groups[:3]
    assert expected is selection.severity(CARD)
