"""Search finds items by any form of their words."""

from __future__ import annotations

import pytest

from guidegraph.model.edition import Edition, Item, Provenance
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.query.search import search


EDITION = Edition(
    id="e",
    iri="https://example.org/e",
    title="E",
    items=(
        Item(id="1", type="CoreValue", pref_label="Privacy", text="Records are kept apart."),
        Item(id="2", text="Supervisors protect the privacy of those they supervise."),
        Item(
            id="3", text="A walk in the park, and again a walk in the park, and then privacy too."
        ),
        Item(id="4", text="Nothing of the sort."),
    ),
)


def found(words: str, type_: str | None = None, *, any_: bool = False) -> list[str]:
    """The ids of what is found."""
    hits = search([EDITION], words, type_=type_, limit=10, any_=any_).hits
    return [hit.ref.id for hit in hits]


def texts(words: str, *texts: str, language: str = "en") -> list[str]:
    """Those of some texts that a search finds, in their order."""
    items = tuple(Item(id=str(number), text=text) for number, text in enumerate(texts))
    edition = Edition(id="t", iri="urn:t", title="T", items=items, language=language)
    hits = search([edition], words, type_=None, limit=50).hits
    return [texts[int(id_)] for id_ in sorted(hit.ref.id for hit in hits)]


def test_a_label_counts_for_more_and_a_long_text_for_less() -> None:
    """The best is what is about the word."""
    assert ["1", "2", "3"] == found("privacy")


def test_all_words_come_before_some() -> None:
    """Only an item with both words is found, or, if some are enough, it is the first."""
    assert ["2"] == found("privacy supervision")
    assert ["2", "1", "3"] == found("privacy supervision", any_=True)


def test_offers_some_where_none_has_all() -> None:
    """The number of items with some of the words is reported, if none has all of them."""
    nothing = search([EDITION], "privacy zebra", type_=None, limit=10)

    assert ((), 0, 3) == (nothing.hits, nothing.total, nothing.some)
    assert 0 == search([EDITION], "privacy", type_=None, limit=10).some


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("chose", "They choose."),
        ("diagnosis", "They do not diagnose."),
        ("traumatic", "About trauma."),
        ("voluntarily", "It is voluntary."),
        ("stigmatized", "No stigma here."),
        ("cooptation", "Against co-optation."),
        ("co-optation", "Against cooptation."),
        ("co-optation", "Against co\u2011optation."),
        ("withheld", "Withhold judgment."),
        ("organisation", "Organize it."),
    ],
)
def test_finds_every_form(asked: str, text: str) -> None:
    """Regular and irregular forms, derived words, and hyphens."""
    assert [text] == texts(asked, text, "Nothing of the sort.")


def test_finds_german_forms() -> None:
    """Endings and umlauts of a German edition; its articles are ignored."""
    said = ("Die Bibliothek hat zwei Häuser.", "Die Unterstützung ist freiwillig.")

    assert [said[0]] == texts("das Haus", *said, language="de")
    assert [said[1]] == texts("unterstützen", *said, language="de")


def test_a_phrase_stays_together() -> None:
    """Words in quotation marks follow each other, in any inflection, within a sentence or name."""
    said = ("Lived experiences count.", "A life of experience lived.", "Experience, lived.")

    for asked in ('"lived experience"', "“lived experience”", '"LIVED experience"'):
        assert [said[0]] == texts(asked, *said)
    assert ["support for peers"] == texts(
        '"support for peers"', "support for peers", "peer support"
    )


def test_hyphens_hold_a_word_together() -> None:
    """A word with a hyphen is one word; its parts are found as well."""
    said = ("Co-learning is fun.", "A co-worker is learning.", "Trauma-informed care.")

    assert [said[0]] == texts("co-learning", *said)
    assert [said[2]] == texts("trauma", *said)


def test_ignores_frequent_words() -> None:
    """They are named; if there are no others, they are searched for."""
    hits = search([EDITION], "what is the privacy of supervision", type_=None, limit=10)

    assert (["2"], ("what", "is", "the", "of")) == (
        [hit.ref.id for hit in hits.hits],
        hits.ignored,
    )
    assert ["They should."] == texts("should", "They should.", "They do.")


def test_versions_are_one_row() -> None:
    """The newest is shown, the others are named; a double in one edition is a row of its own."""
    old = Edition(
        id="old",
        iri="urn:old",
        title="Old",
        items=(
            Item(id="1", text="Lend a lantern.", lineage="urn:a"),
            Item(id="2", text="Lanterns are lit.", lineage="urn:b"),
        ),
    )
    new = Edition(
        id="new",
        iri="urn:new",
        title="New",
        provenance=Provenance(revision_of=("old",)),
        items=(
            Item(id="9", text="Lend a lantern!", lineage="urn:a"),
            Item(id="8", text="Lanterns are bright.", lineage="urn:b"),
            Item(id="7", text="Lend a lantern.", lineage="urn:c"),
        ),
    )
    hits = search([old, new], "lantern", type_=None, limit=10)
    rows = {
        hit.ref.id: [(other.ref.id, other.same_words) for other in hit.also] for hit in hits.hits
    }

    assert {"9": [("1", True)], "8": [("2", False)], "7": []} == rows
    assert 3 == hits.total


def test_too_many_words_are_refused() -> None:
    """A whole document is not a search."""
    with pytest.raises(MisuseError, match="give at most 64"):
        found(" ".join(f"word{number}" for number in range(100)))


def test_keeps_to_a_type_and_a_limit() -> None:
    """The total counts those beyond the limit."""
    hits = search([EDITION], "privacy", type_=None, limit=1)

    assert ["1"] == found("privacy", type_="CoreValue")
    assert (1, 3) == (len(hits.hits), hits.total)


def test_marks_the_words() -> None:
    """The marks are the words as they stand in the text."""
    (hit, *_) = search([EDITION], "supervising", type_=None, limit=5).hits

    assert ["Supervisors", "supervise"] == [hit.text[start:end] for start, end in hit.marks]


def test_says_what_cannot_be_searched_for() -> None:
    """No word, or no such type."""
    with pytest.raises(MisuseError, match="no word to search for"):
        found("…")
    with pytest.raises(UnknownNameError, match="did you mean 'CoreValue'"):
        found("privacy", type_="CoreValu")
    assert [] == found("zebra")
