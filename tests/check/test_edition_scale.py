"""Rules about editions end in bounded time."""

from __future__ import annotations

import random
from functools import cache
from time import perf_counter

import pytest

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import RULES
from guidegraph.model.edition import Edition, Item
from guidegraph.model.report import Subject


STATEMENTS = 10_000
SECONDS = 60
RULES_FOR_EDITIONS = [name for name in RULES if RULES[name].card.subject is Subject.EDITION]
TEXTS = {
    "a long word": "a" * 500_000,
    "open quotes": "“a " * 100_000,
    "stars": "*" * 200_000,
    "commas": "1," * 200_000,
    "hyphens": "a-" * 200_000,
    "sentences": "Peer supports the peer. " * 20_000,
}


@cache
def large() -> Edition:
    """An edition of many statements in words that are used again and again."""
    chance = random.Random(1)
    words = [f"word{number}" for number in range(3000)]
    items = []
    for number in range(STATEMENTS):
        group = f"group/{number // 10}"
        if number % 10 == 0:
            items.append(Item(id=group, type="Group", label=f"GROUP {number}"))
        text = " ".join(chance.choice(words) for _ in range(chance.randint(8, 40)))
        items.append(Item(id=f"{group}/{number}", type="Statement", parent=group, text=f"{text}."))
    return Edition(id="large", iri="urn:large", title="Large", items=tuple(items))


@pytest.mark.slow
@pytest.mark.parametrize("name", RULES_FOR_EDITIONS)
def test_many_statements(name: str) -> None:
    """No rule compares all statements with all."""
    start = perf_counter()
    list(RULES[name].check(EditionContext(edition=large(), path="large.md")))

    assert perf_counter() - start < SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("kind", TEXTS)
def test_long_texts(kind: str) -> None:
    """No pattern goes astray in a text that was made to lead it there."""
    edition = Edition(
        id="long", iri="urn:long", title="Long", items=(Item(id="a", text=TEXTS[kind]),)
    )
    start = perf_counter()
    for name in RULES_FOR_EDITIONS:
        list(RULES[name].check(EditionContext(edition=edition, path="long.md")))

    assert perf_counter() - start < SECONDS
