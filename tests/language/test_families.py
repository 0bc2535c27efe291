"""Words of one family have one key."""

from __future__ import annotations

import pytest

from guidegraph.language.families import family, says_nothing


@pytest.mark.parametrize(
    "words",
    [
        "choose chose chosen choosing chooses",
        "diagnosis diagnoses diagnose diagnosed diagnosing",
        "trauma traumas traumatic traumatically traumatized traumatise",
        "voluntary voluntarily",
        "stigma stigmas stigmatize stigmatized stigmatizing",
        "analysis analyses analyze analyse analysing",
        "transparent transparency transparently",
        "advocacy advocate advocates advocating",
        "supervise supervisor supervision supervised",
        "system systematic systems",
        "easy easily",
        "participate participant participation",
        "organise organization",
        "withhold withheld",
    ],
)
def test_one_family(words: str) -> None:
    """Inflected and derived words are found by each other."""
    assert 1 == len({family(word) for word in words.split()})


@pytest.mark.parametrize("pair", ["value valid", "peer pear", "trauma tram", "family famous"])
def test_two_families(pair: str) -> None:
    """Words that only look alike are not."""
    assert 2 == len({family(word) for word in pair.split()})


@pytest.mark.parametrize(
    "words",
    [
        "Haus Häuser Häusern Hauses",
        "unterstützen unterstützt Unterstützung",
        "Wert Werte Werten Wertes",
        "Arbeit arbeiten Arbeiterin Arbeiterinnen",
        "freiwillig freiwillige freiwilligen",
    ],
)
def test_one_german_family(words: str) -> None:
    """German endings and umlauts do not count; the language may name a country."""
    assert 1 == len({family(word, "de-AT") for word in words.split()})


def test_frequent_words() -> None:
    """They are frequent in their own language only."""
    assert says_nothing("should")
    assert says_nothing("der", "de")
    assert not says_nothing("der")
    assert not says_nothing("lantern", "de")
