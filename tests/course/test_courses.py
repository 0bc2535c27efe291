"""Coverage, impact, drift, suggestions and ripples of a small course."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidegraph.course.coverage import coverage
from guidegraph.course.drift import drift
from guidegraph.course.outcomes import impact
from guidegraph.course.ripple import ripple
from guidegraph.course.suggest import suggest
from guidegraph.course.words import occurrences
from guidegraph.diff.run import diff
from guidegraph.language.words import Names, keys
from guidegraph.model.course import CourseMap, FoundBy, LinkStatus, LinkType
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.ripple import Consequence
from guidegraph.render.format import written
from tests.course.builders import COURSE, FATES, LINKS, NEW, OLD, compared, edition, link


def test_impact() -> None:
    """Each link is listed once; what is new and not reached is listed, too."""
    found = impact(
        COURSE,
        CourseMap(links=(*LINKS, link(1, "value/1", home="new"))),
        FATES,
        compared(),
    )

    assert LINKS == tuple(entry.link for entry in found.links)
    assert [link(1, "value/1", home="new")] == list(found.elsewhere)
    assert {
        LinkStatus.GONE: 1,
        LinkStatus.CHOOSE: 1,
        LinkStatus.REVIEW: 1,
        LinkStatus.AUTO: 4,
    } == found.counts()
    assert ["value/1/practice/6"] == [item.id for item in found.uncovered]


def test_coverage() -> None:
    """Links are carried over; what was split or dropped covers nothing until somebody decides."""
    found = coverage(COURSE, LINKS, NEW, {"old": FATES})

    assert [("module/1", "Opening"), ("section/end", "Closing")] == list(found.modules)
    assert [f"value/1/practice/{number}" for number in (4, 5, 6)] == [
        entry.item.id for entry in found.gaps
    ]
    assert ["value/1/practice/1"] == [entry.item.id for entry in found.overlaps]
    assert [LINKS[4]] == list(found.open)
    assert [LINKS[6]] == list(found.lost)
    assert (2, 3) == (found.linked, found.statements)
    assert {LinkType.MENTIONS: 1, LinkType.TEACHES: 3, LinkType.ASSESSES: 0} == dict(found.depths())
    assert [("CoreValue", 1, 1), ("PracticeStatement", 3, 6)] == [
        (share.type, share.covered, share.total) for share in found.shares()
    ]
    assert LinkType.TEACHES is found.cells["module/1", "value/1"].depth
    assert 1 == found.cells["section/end", "value/1"].items


def test_coverage_of_its_own_edition() -> None:
    """Where the links were made to the edition nothing is carried over."""
    found = coverage(COURSE, LINKS, OLD, {})

    assert () == found.gaps
    assert () == found.open == found.lost
    assert 1 == found.depths()[LinkType.ASSESSES]


def test_a_parent_is_covered_by_its_parts() -> None:
    """A value that nothing names is covered if something is about what stands below it."""
    found = coverage(COURSE, [link(1, "value/1/practice/1")], OLD, {})

    assert "value/1" not in [entry.item.id for entry in found.gaps]
    assert found.items[0].below


def test_drift() -> None:
    """The course speaks of customers; the guideline never does."""
    found = drift(COURSE, LINKS[:2], OLD, {one.item: one.item.id for one in LINKS})
    second = found.drifts[1]

    assert ("greet", "staff") == tuple(sorted(second.shared))
    assert "customer" in second.foreign
    assert {"records", "private"} <= set(second.added)
    assert 2 / 3 == pytest.approx(second.kept)
    assert [("Reader", 1)] == [(one.term, one.course) for one in found.names if one.course]


def test_suggest() -> None:
    """A name at the start is as good as sure; a question assesses; what is known is marked."""
    found = suggest(COURSE, OLD, [link(1, "value/1")])
    best = found.links[0]

    assert ("module/1/statement/1", "value/1", LinkType.TEACHES, True) == (
        best.statement,
        best.item,
        best.how,
        best.known,
    )
    assert best.confidence > 0.9
    assert ("value/1/practice/3", LinkType.ASSESSES) in [(one.item, one.how) for one in found.links]
    assert "module/1/statement/3" not in [one.statement for one in found.links]


def test_ripple() -> None:
    """Uses are found in any inflection, not inside a longer term, and sorted by consequence."""
    found = ripple("term/reader", compared(), [COURSE])

    assert found.change is not None
    assert [
        ("new", "value/1/practice/6", Consequence.OBLIGATION, 2),
        ("new", "value/1/practice/1", Consequence.OBLIGATION, 1),
        ("new", "term/reader-card", Consequence.DEFINITION, 1),
        ("course", "module/1/statement/2", Consequence.COURSE, 1),
    ] == [(use.ref.edition, use.ref.id, use.consequence, use.times) for use in found.uses]
    assert ("Readers", "reader’s") == found.uses[0].names


def test_who_uses_what_changed_comes_first() -> None:
    """A use of words that changed in the definition is before obligations that do not use them."""
    before = edition("old", glossary=("Reader: Someone who reads.",))
    after = edition(
        "new",
        ("1", "Readers are greeted."),
        glossary=(
            "Reader: Someone who reads, with a membership.",
            "Card: What readers show as their membership.",
        ),
    )
    found = ripple("term/reader", diff([before], after))

    assert [("term/card", ("membership",)), ("value/1/practice/1", ())] == [
        (use.ref.id, use.changed) for use in found.uses
    ]


@pytest.mark.parametrize("term", ["Reader", "READERS", "reader", "term/reader"])
def test_terms_by_name(term: str) -> None:
    """A term is found by its id, the end of its id, or any of its names."""
    found = ripple(term, compared())

    assert found.new is not None
    assert "term/reader" == found.new.id


def _document(name: str, *entries: tuple[str, str]) -> Edition:
    """A document with a heading that has the name of a term, before its glossary."""
    return Edition(
        id=name,
        iri=f"https://example.org/{name}",
        title=name,
        items=(
            Item(id="section/keys", type="Section", pref_label="Keys"),
            Item(id="section/glossary", type="Section", pref_label="Glossary", position=2),
            *(
                Item(
                    id=f"section/glossary/{place}",
                    type="Paragraph",
                    label=label,
                    text=text,
                    parent="section/glossary",
                    position=place,
                )
                for place, (label, text) in enumerate(entries, start=1)
            ),
        ),
    )


@pytest.mark.parametrize(
    ("term", "id_"), [("Key", "glossary/1"), ("keys", "glossary/1"), ("Locks", "glossary/3")]
)
def test_an_entry_of_a_glossary_before_a_heading(term: str, id_: str) -> None:
    """An entry of a glossary is before a heading, and a name before another form of a name."""
    rest = (("Lock", "What is on a door."), ("Locks", "All that is on doors."))
    old = _document("old", ("Key", "What opens a door."), *rest)
    new = _document("new", ("Key", "What opens a door or a gate."), *rest)
    found = ripple(term, diff([old], new))

    assert found.new is not None
    assert f"section/{id_}" == found.new.id
    assert (found.change is not None) == (id_ == "glossary/1")


def test_several_terms_of_one_name() -> None:
    """Where two entries fit equally well, somebody has to choose."""
    entries = (("Key", "What opens a door."), ("Key", "What explains a map."))
    compared_ = diff([_document("old", *entries)], _document("new", *entries))

    with pytest.raises(MisuseError, match=r"may be section/glossary/1 or section/glossary/2; give"):
        ripple("key", compared_)


def test_an_unknown_term() -> None:
    """A term that is not there brings a suggestion."""
    with pytest.raises(UnknownNameError, match="did you mean 'term/reader'"):
        ripple("term/raeder", compared())


def test_occurrences() -> None:
    """A name inside a longer name is the longer one."""
    names = Names({keys("reader"), keys("reader card")})

    assert ["reader cards", "Readers"] == [
        found.printed for found in occurrences("No reader cards? Readers!", names)
    ]


def test_impact_of_lost_statements() -> None:
    """A link whose statement the course lost is lost, and listed as the others are."""
    lost = replace(link(1, "value/1"), found_by=FoundBy.NOTHING, quote="Sing.", line=1)
    several = replace(link(2, "value/1"), found_by=FoundBy.CHOICE, quote="Hum.", line=2)
    found = impact(COURSE, CourseMap(links=LINKS[:1], lost=(lost, several)), FATES, compared())

    assert {"auto": 1, "gone": 1, "choose-one-of": 1, "needs-review": 0} == found.counts()
    text = written("text", found).decode()
    assert "Every one of 3 links is listed once." in text
    assert "course: Sing." in text
