"""JSON values as statements and back, and that every value of a file is in them exactly once."""

from __future__ import annotations

import json
import time
import warnings
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidegraph.graph.vocab import XSD
from guidegraph.importers.json_statements import (
    json_from_value,
    object_from_statements,
    scalars,
    statements_of,
)
from guidegraph.importers.json_tree import tree_from_json
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError, GuidegraphWarning
from guidegraph.model.statement import StatementKind, leaves
from tests.importers.reading import read


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
IDS = ["a", "b", "c", "d"]


def some(*keys: str, **known: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with some of these keys and any values, and with all that are given."""
    keys_of_others = st.sampled_from([*keys, "x", "x y"])
    others = st.dictionaries(keys_of_others, VALUES, max_size=4)
    return st.builds(lambda all_, these: {**all_, **these}, others, st.fixed_dictionaries(known))


@st.composite
def packages(draw: st.DrawFn) -> dict[str, Any]:
    """Packages of CASE in other people's manner."""
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, unique=True))
    ends = st.sampled_from([*IDS, "doc", "https://e.org/a"])
    types = st.sampled_from(
        ["isChildOf", "exemplar", "replacedBy", "isPeerOf", "ext:x", "Is Part Of"]
    )
    fields = ("uri", "humanCodingScheme", "CFItemTypeURI", "notes", "extensions", "language")
    end = ends | ends.map(lambda id_: {"identifier": id_, "title": "x"}) | VALUES
    package = draw(some("CFRubrics", "CFDefinitions", "extensions", "CFPackages", "CFAssociation"))
    package["CFItems"] = [
        {**draw(some(*fields, "CFAssociation")), "identifier": id_, "fullStatement": f"Do {id_}."}
        for id_ in ids
    ]
    if draw(st.booleans()):
        package["CFDocument"] = draw(some("title", "uri", "language", "notes"))
    if draw(st.booleans()):
        links = some("sequenceNumber", associationType=types, originNodeURI=end)
        package["CFAssociations"] = draw(st.lists(links, max_size=5))
        for link in package["CFAssociations"]:
            if link["associationType"] == "isChildOf":
                link["destinationNodeURI"] = "doc"
    return {"CFPackage": package, **draw(some())} if draw(st.booleans()) else package


@st.composite
def catalogs(draw: st.DrawFn) -> dict[str, Any]:
    """Catalogs of OSCAL in other people's manner."""
    names = st.sampled_from(["statement", "guidance", "assessment-method", "example"])
    parts = st.lists(some("id", "prose", "props", name=names), max_size=3)
    props = st.lists(some("class", name=WORDS, value=WORDS), max_size=3)
    links = st.lists(some("text", rel=st.sampled_from(["related", "moved-to", "x"])), max_size=2)
    about = {"title": st.just("T"), "parts": parts, "props": props, "links": links}
    inner = some("class", "remarks", id=st.just("c1"), **about)
    control = some("params", id=st.just("c"), controls=st.lists(inner, max_size=1), **about)
    catalog = draw(some("params", "uuid", metadata=some("title", "version", "parties")))
    catalog["groups"] = [draw(some(**about)) | {"id": "g", "controls": [draw(control)]}]
    if draw(st.booleans()):
        catalog["back-matter"] = {"resources": draw(st.lists(some("rlinks", "base64"), max_size=2))}
    catalog["params"] = draw(st.lists(some("label", "select"), max_size=2))
    return {"catalog": catalog, **draw(some("$schema"))}


def read_quietly(value: object) -> Edition | None:
    """The edition in a file, or nothing if it is refused."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GuidegraphWarning)
        try:
            return read("a.json", json.dumps(value))
        except FormatError:
            return None


def scalars_in(value: object) -> Counter[tuple[str, str | None]]:
    """The scalar values of a file, each with its datatype."""
    root = tree_from_json(json.dumps(value).encode(), "a.json")
    return Counter((text, datatype) for _, text, datatype in scalars(root))


def literals_in(edition: Edition) -> Counter[tuple[str, str | None]]:
    """The literals in all that an edition holds."""
    everything = (
        edition.statements,
        *(item.statements for item in edition.items),
        edition.residue,
    )
    return Counter(
        (leaf.value, leaf.datatype)
        for statements in everything
        for leaf in leaves(statements)
        if leaf.kind is StatementKind.LITERAL
    )


LAW = settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=100)


@LAW
@given(packages() | catalogs())
def test_every_value_once(value: dict[str, Any]) -> None:
    """Every scalar value of a package or catalog is in the statements of its edition once."""
    edition = read_quietly(value)

    assert edition is None or scalars_in(value) == literals_in(edition)


def sorted_package(value: dict[str, Any]) -> dict[str, Any]:
    """A file with its items and associations in a fixed order, which says nothing in CASE."""
    package = dict(value.get("CFPackage", value))
    for name in ("CFItems", "CFAssociations"):
        if isinstance(package.get(name), list):
            package[name] = sorted(package[name], key=lambda each: json.dumps(each, sort_keys=True))
    return {**value, "CFPackage": package} if "CFPackage" in value else package


@LAW
@given(packages())
def test_case_there_and_back(value: dict[str, Any]) -> None:
    """A package that was read is written with the same values, and read again as the same."""
    from guidegraph.render.format import written

    edition = read_quietly(value)
    if edition is None:
        return
    body = written("case-json", edition)

    assert sorted_package(value) == sorted_package(json.loads(body))
    assert edition == read_quietly(json.loads(body))


@given(st.dictionaries(WORDS, VALUES, max_size=4))
def test_inverse(value: dict[str, Any]) -> None:
    """An object made statements is the same object again, and the same text."""
    root = tree_from_json(json.dumps(value).encode(), "a.json")
    back = object_from_statements(statements_of(root))

    assert value == back
    assert json.dumps(value, ensure_ascii=False, indent=1) + "\n" == json_from_value(back)


@pytest.mark.parametrize("number", ["1.10", "-0", "1E+2", "0.10000000000000000000001", "9" * 40])
def test_numbers_are_written_as_they_were_read(number: str) -> None:
    """No digit of a number is lost, nor a zero at its end."""
    root = tree_from_json(f'{{"a": {number}}}'.encode(), "a.json")

    assert f'{{\n "a": {number}\n}}\n' == json_from_value(
        object_from_statements(statements_of(root))
    )


def test_places_of_scalars() -> None:
    """Each scalar has its place, and empty lists and objects have none."""
    root = tree_from_json(b'{"a": [{"b": 1.50}, [], {}, -0], "c": false, "d": 1e2}', "a.json")

    assert [
        ("$.a[0].b", "1.50", XSD.decimal),
        ("$.a[3]", "-0", XSD.integer),
        ("$.c", "false", f"{XSD.NAMESPACE}boolean"),
        ("$.d", "1e2", f"{XSD.NAMESPACE}double"),
    ] == list(scalars(root))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_encodings(encoding: str) -> None:
    """A file in any encoding that JSON may have is recognised and read."""
    body = '{"CFItems": [{"identifier": "a", "fullStatement": "Räume 🚪"}]}'

    assert "Räume 🚪" == read("a.json", body.encode(encoding)).items[0].text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{"a": ["b", {"c": "\\u001b["}]}', r"a\.json:\$\.a\[1\]\.c: a control character, U\+001B"),
        ('{"a": {"\\ud800": 1}}', r"a\.json:\$\.a\..*: a control character, U\+D800"),
        ('{"a": ' + "[" * 102 + "]" * 102 + "}", r"\.a\[0\].*: nested more than 100 deep; flatten"),
    ],
)
def test_refusals(body: str, expected: str) -> None:
    """What cannot be stored is refused with its place, in keys too."""
    with pytest.raises(FormatError, match=expected):
        statements_of(tree_from_json(body.encode(), "a.json"))


@pytest.mark.slow
def test_time_grows_with_the_size() -> None:
    """A large package is read and written in seconds."""
    items = [
        {"identifier": f"i{number}", "fullStatement": "Rooms are open.", "notes": [number] * 5}
        for number in range(5_000)
    ]
    links = [
        {
            "associationType": "isChildOf",
            "originNodeURI": {"identifier": f"i{number}"},
            "destinationNodeURI": {"identifier": f"i{number // 10}"},
        }
        for number in range(1, 5_000)
    ]
    start = time.process_time()
    edition = read("a.json", json.dumps({"CFItems": items, "CFAssociations": links}))

    assert 5_000 == len(edition.items)
    assert time.process_time() - start < 10
