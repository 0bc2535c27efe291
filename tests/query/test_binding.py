"""Parameters take the place of variables as terms, and cannot be anything else."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, QuerySolutions, Store

from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.query.guard import read_only
from guidegraph.query.named import bound, named_queries, named_query, read_query
from guidegraph.query.tokens import tokens


EDITIONS = {
    "2013-peer": "https://example.org/2013-peer",
    "combined": "https://example.org/combined",
    "peer-support-course": "https://example.org/course",
}
ITEMS = {"term/co-optation", "value/7/practice/1"}


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
    text = bound(
        query,
        {key.removeprefix("--"): value for key, value in values.items()},
        editions=EDITIONS,
        items=ITEMS,
    )
    used = {token.text for token in tokens(query.text) if token.text.startswith("$")}

    assert query.summary.endswith(".")
    assert {f"${parameter.name}" for parameter in query.parameters} == used
    assert "$" not in "".join(words_in(text))
    read_only(text, EDITIONS.values())
    Store().query(text)


@given(st.text(min_size=1).filter(str.strip))
def test_words_stay_one_literal(value: str) -> None:
    """
    Whatever the words are, the query has the same keywords, and one literal that is the value.
    """
    query = read_query(
        "q",
        "# Says it back.\n#\n# param words (words): any\n\n"
        "SELECT ?x WHERE { VALUES ?x { $words } }\n",
    )
    text = bound(query, {"words": value}, editions={}, items=())
    found = Store().query(text)

    assert isinstance(found, QuerySolutions)
    assert [Literal(value)] == [row["x"] for row in found]
    assert words_in(query.text) == words_in(text)


@pytest.mark.parametrize(
    "value",
    ["7' } #", '7" }', "7 } UNION { ?s ?p ?o", "<http://x>", "7\n", "", " ", "7;DROP", "٧", "1e3"],
)
def test_a_number_is_a_number(value: str) -> None:
    """Nothing but digits and dots is a number."""
    with pytest.raises(MisuseError, match="is not a number"):
        bound(named_query("practices-of-value"), {"value": value}, editions=EDITIONS, items=ITEMS)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "needs --value: the number of the value"),
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
        bound(named_query("practices-of-value"), values, editions=EDITIONS, items=ITEMS)


def test_an_unknown_item_is_named() -> None:
    """An item that no edition has is no item."""
    with pytest.raises(UnknownNameError, match="did you mean 'term/co-optation'"):
        bound(
            named_query("statements-using-term"),
            {"term": "term/cooptation"},
            editions=EDITIONS,
            items=ITEMS,
        )


def test_an_unknown_query_is_named() -> None:
    """Of the queries the closest is offered."""
    with pytest.raises(UnknownNameError, match="did you mean 'practices-of-value'"):
        named_query("practice-of-value")
