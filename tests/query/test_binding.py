"""Parameters take the place of variables as terms, and cannot be anything else."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, QuerySolutions, Store

from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.query.guard import read_only
from guidegraph.query.named import bound, named_queries, named_query, read_query
from guidegraph.query.tokens import tokens


def edition(id_: str, *items: Item, type_: str = "Edition") -> Edition:
    """An edition or course of these items."""
    return Edition(
        id=id_, iri=f"https://example.org/{id_}", title=id_.title(), type=type_, items=items
    )


EDITIONS = {
    each.id: each
    for each in (
        edition(
            "2013-peer",
            Item(id="value/3", type="CoreValue", notation="3", pref_label="Quiet is kept"),
        ),
        edition(
            "combined",
            Item(id="value/7", type="CoreValue", notation="7", pref_label="Readers are honest"),
            Item(id="value/7/practice/1", type="PracticeStatement", notation="7.1"),
            Item(id="value/7/practice/5", type="PracticeStatement", notation="7.5"),
            Item(id="value/9", type="CoreValue", notation="9", pref_label="Quiet is kept"),
            Item(
                id="term/co-optation",
                type="GlossaryTerm",
                pref_label="Co-optation",
                alt_labels=("Peer drift",),
            ),
        ),
        edition("peer-support-course", type_="Course"),
    )
}


def words_in(query: str) -> list[str]:
    """The words of a query that are neither strings, IRIs nor variables."""
    return [token.text for token in tokens(query) if token.kind in ("word", "sign")]


@pytest.mark.parametrize("name", list(named_queries()))
def test_every_file_is_whole(name: str) -> None:
    """A query has a sentence, an example that binds all it must, and parameters it uses."""
    query = named_query(name)
    example = shlex.split(query.example)
    values = dict(zip(example[::2], example[1::2], strict=True))
    values.pop("--format", None)
    given = {key.removeprefix("--"): value for key, value in values.items()}
    text = bound(query, given, EDITIONS)
    used = {token.text for token in tokens(query.text) if token.text.startswith("$")}

    assert query.summary.endswith(".")
    assert {f"${parameter.name}" for parameter in query.parameters} == used
    assert "$" not in "".join(words_in(text))
    read_only(text, [each.iri for each in EDITIONS.values()])
    Store().query(text)


@given(st.text(min_size=1).filter(lambda text: any(sign.isalnum() for sign in text)))
def test_words_stay_one_literal(value: str) -> None:
    """
    Whatever the words are, the query has the same keywords, and one literal that is the value.
    """
    query = read_query(
        "q",
        "# Says it back.\n#\n# param words (words): any\n\n"
        "SELECT ?x WHERE { VALUES ?x { $words } }\n",
    )
    text = bound(query, {"words": value}, {})
    found = Store().query(text)

    assert isinstance(found, QuerySolutions)
    assert [Literal(value)] == [row["x"] for row in found]
    assert words_in(query.text) == words_in(text)


@pytest.mark.parametrize(
    "value",
    ["7' } #", '7" }', "7 } UNION { ?s ?p ?o", "<http://x>", "7\n", "", " ", "7;DROP", "٧", "1e3"],
)
def test_an_unknown_value_is_an_error(value: str) -> None:
    """Only the numbers and labels of values name one; the closest is offered."""
    with pytest.raises(UnknownNameError, match="unknown value"):
        bound(named_query("practices-of-value"), {"value": value}, EDITIONS)


@pytest.mark.parametrize(
    ("query", "values", "expected"),
    [
        ("practices-of-value", {"value": "READERS ARE HONEST"}, '"7"'),
        ("practices-of-value", {"value": "honest"}, '"7"'),
        ("practices-of-value", {"value": "quiet", "edition": "combined"}, '"9"'),
        ("statements-using-term", {"term": "peer-drift"}, '"term/co-optation"'),
        ("statements-using-term", {"term": "cooptation"}, '"term/co-optation"'),
        ("roles-of-practice", {"item": "7.5"}, '"value/7/practice/5"'),
    ],
)
def test_names_stand_for_what_they_name(query: str, values: dict[str, str], expected: str) -> None:
    """A value by its label or words of it, a term by any name, an item by its number."""
    assert expected in bound(named_query(query), values, EDITIONS)


@pytest.mark.parametrize(
    ("query", "values", "message"),
    [
        ("practices-of-value", {"value": "quiet"}, r"may be 3 .*9 .*give the number"),
        ("practices-of-value", {"value": "Readers are honnest"}, "mean 'Readers are honest'"),
        ("practices-of-value", {"value": "7", "edition": "2013-peer"}, "unknown value of 2013"),
        ("statements-using-term", {"term": "value/7"}, "unknown term"),
        ("roles-of-practice", {"item": "value/7/practice/6"}, "unknown item"),
        ("course-links", {"course": "combined"}, "unknown course 'combined'"),
        ("statements-with-words", {"words": "…"}, "has no word in it"),
    ],
)
def test_what_is_not_there_is_an_error(query: str, values: dict[str, str], message: str) -> None:
    """No query finds nothing because an argument names nothing."""
    with pytest.raises(MisuseError, match=message):
        bound(named_query(query), values, EDITIONS)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "needs --value: the number or label of the value"),
        (
            {"value": "7", "edition": "combine"},
            "unknown edition 'combine': did you mean 'combined'",
        ),
        ({"value": "7", "edition": "https://x> } #"}, "unknown edition"),
        ({"value": "7", "editon": "combined"}, "did you mean 'edition'"),
    ],
)
def test_says_what_is_wrong(values: dict[str, str], message: str) -> None:
    """A missing parameter is named with its meaning, a misspelt one with what was meant."""
    with pytest.raises(MisuseError, match=message):
        bound(named_query("practices-of-value"), values, EDITIONS)


def test_an_unknown_item_is_named() -> None:
    """An item that no edition has is no item."""
    with pytest.raises(UnknownNameError, match="did you mean 'term/co-optation'"):
        bound(named_query("statements-using-term"), {"term": "term/cooptation"}, EDITIONS)


def test_an_unknown_query_is_named() -> None:
    """Of the queries the closest is offered."""
    with pytest.raises(UnknownNameError, match="did you mean 'practices-of-value'"):
        named_query("practice-of-value")
