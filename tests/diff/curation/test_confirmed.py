"""What editors confirmed stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidegraph.diff.align.fan_in import settle
from guidegraph.diff.curation.confirmed import confirmed_groups, require_known, with_addresses
from guidegraph.diff.curation.mapping import to_mappings
from guidegraph.diff.run import diff
from guidegraph.model.alignment import Confirmation, Group
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import FormatError
from guidegraph.model.findings import Place
from guidegraph.model.mapping import NO_TERM_FOUND, Mapping, MappingSet, Match
from tests.diff.builders import edition, statement


OLD = edition("a", [statement(id_, f"Old {id_}.") for id_ in "123"])
NEW = edition("b", [statement(id_, f"New {id_}.") for id_ in "456"])


def _set(*rows: tuple[str, str], predicate: str = Match.CLOSE, negated: bool = False) -> MappingSet:
    def iri(base: str, id_: str) -> str:
        return f"https://example.org/{base}/{id_}" if id_ else NO_TERM_FOUND

    return MappingSet(
        id="",
        license="",
        path="m.tsv",
        mappings=tuple(
            Mapping(
                subject=iri("a", one),
                predicate=predicate,
                object=iri("b", two),
                negated=negated,
                line=line,
            )
            for line, (one, two) in enumerate(rows, start=1)
        ),
    )


def _group(old: str, new: str) -> Group:
    return Group(
        old=tuple(Ref(edition="a", id=id_) for id_ in old),
        new=tuple(Ref(edition="b", id=id_) for id_ in new),
    )


def test_groups() -> None:
    """Rows that share an item are one group; one without a counterpart is a group of its own."""
    found = confirmed_groups([_set(("2", "5"), ("2", "4"), ("1", ""), ("", "6"))], [OLD], NEW)

    assert (_group("1", ""), _group("2", "45"), _group("", "6")) == found


def test_a_regrouping_comes_back() -> None:
    """The rows of a regrouping only relate its items, and their group joins them."""
    pairs = [("1", "4"), ("1", "5"), ("2", "4"), ("2", "5")]
    related = _set(*pairs, predicate=Match.RELATED)
    rows = tuple(replace(row, group="g") for row in related.mappings)

    assert (_group("12", "45"),) == confirmed_groups([replace(related, mappings=rows)], [OLD], NEW)


def test_who_confirmed() -> None:
    """A group knows its reviewers and its rows."""
    mappings = _set(("1", "4"), ("1", "5"), ("2", ""))
    rows = tuple(
        replace(row, reviewers=(name,))
        for row, name in zip(mappings.mappings, ("B. Writer", "A. Reader", "C. C."), strict=True)
    )
    found = confirmed_groups([replace(mappings, mappings=rows)], [OLD], NEW)

    assert [
        Confirmation(
            reviewers=("A. Reader", "B. Writer"),
            rows=(Place(path="m.tsv", line=1), Place(path="m.tsv", line=2)),
        ),
        Confirmation(reviewers=("C. C.",), rows=(Place(path="m.tsv", line=3),)),
    ] == [group.confirmation for group in found]


@pytest.mark.parametrize(
    "mappings",
    [
        _set(("1", "4"), negated=True),
        _set(("1", "4"), predicate=Match.RELATED),
    ],
)
def test_what_confirms_nothing(mappings: MappingSet) -> None:
    """Denied and merely related pairs confirm nothing."""
    assert () == confirmed_groups([mappings], [OLD], NEW)


@pytest.mark.parametrize(
    ("mappings", "problem"),
    [
        (_set(("1", "9")), "m.tsv:1: unknown item of b '9'"),
        (_set(("1", "4"), ("1", "")), "m.tsv:2: a:1 has no counterpart here, and one in line 1"),
        (_set(("1", "4"), ("", "4")), "m.tsv:2: b:4 has no counterpart here, and one in line 1"),
    ],
)
def test_contradictions(mappings: MappingSet, problem: str) -> None:
    """A row about an item that is not there, or against another row, is an error with its line."""
    with pytest.raises(FormatError) as caught:
        confirmed_groups([mappings], [OLD], NEW)

    assert problem in str(caught.value)


def test_not_found_in_one_of_several() -> None:
    """That an item is not in one old edition does not confirm that it was added to both."""
    other = edition("c", [statement("7", "Other.")])
    first = _set(("1", "4"), ("", "6"))
    second = MappingSet(
        id="",
        license="",
        mappings=(
            Mapping(
                subject="https://example.org/c/7",
                predicate=Match.CLOSE,
                object="https://example.org/b/6",
            ),
        ),
    )
    found = confirmed_groups([first, second], [OLD, other], NEW)

    merged = Group(old=(Ref(edition="c", id="7"),), new=(Ref(edition="b", id="6"),))
    assert (_group("1", "4"), merged) == found


def test_not_found_in_another_edition() -> None:
    """That an item has no counterpart in another edition says nothing about this one."""
    assert () == confirmed_groups([_set(("1", ""), ("2", "4"))], [OLD], edition("z", NEW.items))


def test_settle() -> None:
    """Confirmed groups replace what an aligner thinks; what is left of its groups is kept."""
    thought = (_group("12", "4"), _group("3", "5"), _group("", "6"))
    settled = settle(thought, (_group("1", "5"),))

    assert {_group("1", "5"), _group("2", "4"), _group("3", ""), _group("", "6")} == set(settled)


def _released(name: str, *ids: str) -> Edition:
    """A release in a library, of a vocabulary that gives its concepts IRIs of its own."""
    return Edition(
        id=name,
        iri="https://v.example/scheme",
        version_iri=f"https://l.example/{name}",
        title=name,
        items=tuple(Item(id=id_, iri=f"https://v.example/{id_}", text=id_) for id_ in ids),
    )


def _rows(*rows: tuple[str, str]) -> MappingSet:
    return MappingSet(
        id="",
        license="",
        path="m.tsv",
        mappings=tuple(
            Mapping(subject=one, predicate=Match.CLOSE, object=two, line=line)
            for line, (one, two) in enumerate(rows, start=1)
        ),
    )


def _pairs(groups: tuple[Group, ...]) -> list[tuple[list[str], list[str]]]:
    return [
        ([f"{ref.edition}:{ref.id}" for ref in group.old], [ref.id for ref in group.new])
        for group in groups
    ]


@pytest.mark.parametrize("subject", ["https://v.example/1", "https://l.example/v1/1"])
@pytest.mark.parametrize("object_", ["https://v.example/2", "https://l.example/v2/2"])
def test_any_iri_of_an_item(subject: str, object_: str) -> None:
    """A row names an item by the IRI of its source, or by its address in the edition."""
    old, new = _released("v1", "1", "2"), _released("v2", "1", "2")

    assert [(["v1:1"], ["2"])] == _pairs(confirmed_groups([_rows((subject, object_))], [old], new))


def test_an_iri_that_old_editions_share() -> None:
    """An IRI that several old editions have is confirmed for each of them; an address is not."""
    olds, new = [_released("v1", "1"), _released("v2", "1")], _released("v3", "1", "2")
    shared = _rows(("https://v.example/1", "https://v.example/1"))
    exact = _rows(("https://l.example/v2/1", "https://v.example/1"))

    assert [(["v1:1", "v2:1"], ["1"])] == _pairs(confirmed_groups([shared], olds, new))
    assert [(["v2:1"], ["1"])] == _pairs(confirmed_groups([exact], olds, new))


def test_only_items_without_counterpart() -> None:
    """A file in which nothing has a counterpart confirms what was dropped, and what was added."""
    old, new = _released("v1", "1"), _released("v2", "2")

    assert [(["v1:1"], [])] == _pairs(
        confirmed_groups([_rows(("https://v.example/1", NO_TERM_FOUND))], [old], new)
    )
    assert [([], ["2"])] == _pairs(
        confirmed_groups([_rows((NO_TERM_FOUND, "https://v.example/2"))], [old], new)
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            ("https://x.example/1", "https://v.example/2"),
            (
                "m.tsv:1: subject_id 'https://x.example/1' is not an item of v1; "
                "write an IRI such as https://v.example/1, or remove the row"
            ),
        ),
        (
            ("https://v.example/1", "https://x.example/2"),
            (
                "m.tsv:1: object_id 'https://x.example/2' is not an item of v2; "
                "write an IRI such as https://v.example/2, or remove the row"
            ),
        ),
        (
            ("https://v.example/2", "https://v.example/1"),
            (
                "m.tsv:1: subject_id 'https://v.example/2' is not an item of v1; "
                "name the editions in the order of the mapping, or exchange its columns"
            ),
        ),
        (
            (NO_TERM_FOUND, NO_TERM_FOUND),
            "m.tsv:1: neither subject_id nor object_id names an item; correct or remove the row",
        ),
    ],
)
def test_a_row_that_names_nothing(row: tuple[str, str], problem: str) -> None:
    """A row about neither edition is an error with its line, its IRI, and what to do."""
    old, new = _released("v1", "1"), _released("v2", "2")
    with pytest.raises(FormatError) as caught:
        require_known(_rows(row), [old], new)

    assert problem == str(caught.value)


def test_a_row_about_another_edition() -> None:
    """Rows about other editions of the library are none of these, and no mistake."""
    old, new = _released("v1", "1"), _released("v2", "2")
    rows = _rows(("https://l.example/v0/1", "https://v.example/1"))

    require_known(rows, [old], new, ["https://l.example/v0/"])


def test_addresses_instead_of_shared_iris() -> None:
    """A lineage names items by their addresses, which differ where releases share IRIs."""
    old, new = _released("v1", "1"), _released("v2", "1")
    rows = _rows(("https://v.example/1", "https://v.example/1"), ("https://x.example/", ""))

    assert [
        ("https://l.example/v1/1", "https://l.example/v2/1"),
        ("https://x.example/", ""),
    ] == [(row.subject, row.object) for row in with_addresses(rows, [old], new).mappings]


@pytest.mark.parametrize(
    ("by_address", "subject", "prefix"),
    [
        (False, "https://v.example/1", ("v.example", "https://v.example/")),
        (True, "https://l.example/v1/1", ("v1", "https://l.example/v1/")),
    ],
)
def test_what_a_mapping_names_items_by(
    by_address: bool, subject: str, prefix: tuple[str, str]
) -> None:
    """A mapping for others has the IRIs of the sources, a lineage the addresses."""
    old, new = _released("v1", "1"), _released("v2", "1")
    found = to_mappings(diff([old], new), "1", by_address=by_address)

    assert subject == found.mappings[0].subject
    assert prefix in found.prefixes.items()
    assert "https://l.example/v1--v2/lineage.sssom.tsv" == found.id
