"""What the JSON API answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from guidegraph.api import Library
from guidegraph.query.named import named_queries
from guidegraph.render.format import RenderOptions, written
from guidegraph.views import DiffView
from tests.serve.conftest import Serve, Served


pytestmark = pytest.mark.slow  # diffs and checks of the whole library


def get(small: Served, path: str) -> Any:
    """The data at a path, which must be there."""
    answer = small.ask(path)
    assert 200 == answer.status_code, answer.text
    return answer.json()


def as_printed(result: object) -> Any:
    """What a command prints of a result with `--format json`."""
    return json.loads(written("json", result, RenderOptions()).decode())


def validator(small: Served, path: str) -> Draft202012Validator:
    """What checks the answers that the description tells of an address."""
    description = get(small, "/api/openapi.json")
    answer = description["paths"][path]["get"]["responses"]["200"]
    schema = answer["content"]["application/json"]["schema"]
    return Draft202012Validator({**schema, "components": description["components"]})


def test_answers_are_json(small: Served) -> None:
    """Answers are JSON in UTF-8, and anybody may read them."""
    answer = small.ask("/api/editions/combined")

    assert "application/json; charset=utf-8" == answer.headers["content-type"]
    assert "*" == answer.headers["access-control-allow-origin"]
    assert "“" in answer.content.decode()


def test_answers_are_those_of_the_commands(small: Served) -> None:
    """
    The library, an edition, a search, a diff and the history of an item are what the commands
    print.
    """
    library = Library.open()
    librarian = library.librarian()

    assert as_printed(library.catalogue()) == get(small, "/api/editions")
    assert as_printed(library.excerpt("combined")) == get(small, "/api/editions/combined")
    assert as_printed(librarian.search("privacy")) == get(small, "/api/search?q=privacy")
    fan_in = library.diff(["2013-peer", "supervisor"], "combined").model
    assert as_printed(fan_in) == get(small, "/api/diffs/2013-peer+supervisor..combined")
    history = library.editors().log("combined:value/7/practice/4")
    path = "/api/editions/combined/history/value/7/practice/4"
    assert as_printed(history) == get(small, path)


def test_an_item_comes_with_what_is_around_it(small: Served) -> None:
    """An item is told with its parent, its children, the links to it, and what it is elsewhere."""
    found = get(small, "/api/editions/combined/items/value/7/practice")

    assert "Address difficult issues with caring and compassion" == found["item"]["pref_label"]
    assert "value/7" == found["parent"]["id"]
    assert [f"value/7/practice/{number}" for number in range(1, 6)] == [
        child["id"] for child in found["children"]
    ]
    assert [("same", "2013-peer"), ("same", "supervisor")] == [
        (each["how"], each["edition"]) for each in found["counterparts"]
    ]


def test_links_to_an_item_are_told(small: Served) -> None:
    """A value is told with the practices that demonstrate it, and the statements that teach it."""
    found = get(small, "/api/editions/2013-peer/items/value/2")["linked_from"]

    taught = {"type": "teaches", "edition": "peer-support-course", "id": "module/7/statement/4"}
    assert {"type": "demonstrates", "edition": "2013-peer", "id": "value/2/practice/1"} in found
    assert taught in found


def test_an_item_at_the_top_has_no_parent(small: Served) -> None:
    """A value stands at the top; it has children all the same."""
    found = get(small, "/api/editions/combined/items/value/7")

    assert found["parent"] is None
    assert "value/7/practice" == found["children"][0]["id"]


def test_slashes_of_items_may_be_escaped(small: Served) -> None:
    """A client that escapes the slashes in an id gets the same item."""
    plain = get(small, "/api/editions/combined/items/value/7/practice/4")

    assert plain == get(small, "/api/editions/combined/items/value%2F7%2Fpractice%2F4")


def test_a_duplicate_is_told_with_the_changes_beside_it(small: Served) -> None:
    """The pasted statement 7.1 of the combined edition came from 7.1, and says what 7.4 says."""
    found = get(small, "/api/diffs/2013-peer..combined?only=duplicate,dropped")

    kinds = {change["relation"] for change in found["changes"]}
    assert kinds <= {"added", "dropped"}
    assert found["omitted"] > 0


@pytest.mark.parametrize("filters", ["only=moved", "only=moved&exclude=moved", "min_confidence=1"])
def test_filters_choose_changes(small: Served, filters: str) -> None:
    """Filters hide changes, and say how many; nobody has confirmed this pair."""
    whole = get(small, "/api/diffs/supervisor..2013-peer")
    some = get(small, f"/api/diffs/supervisor..2013-peer?{filters}")

    assert len(some["changes"]) < len(whole["changes"])
    assert len(whole["changes"]) == len(some["changes"]) + some["omitted"]


def test_diffs_name_those_that_can_be_asked_for(small: Served) -> None:
    """Each diff that is listed is there under its name."""
    found = get(small, "/api/diffs")["diffs"]

    assert ["2013-peer..combined", "supervisor..combined", "2013-peer+supervisor..combined"] == [
        each["name"] for each in found
    ]
    for each in found:
        diff = get(small, f"/api/diffs/{each['name']}")
        assert (each["old"], each["new"]) == (diff["old"], diff["new"])


def test_search_goes_on_from_page_to_page(small: Served) -> None:
    """Two pages of two hits are the first four hits."""
    first = get(small, "/api/search?q=respect+privacy&limit=2")
    second = get(small, "/api/search?q=respect+privacy&limit=2&offset=2")
    both = get(small, "/api/search?q=respect+privacy&limit=4")

    assert both["hits"] == first["hits"] + second["hits"]
    assert both["total"] == first["total"] == second["total"]


def test_nothing_is_found_by_punctuation(small: Served) -> None:
    """A search without a word finds nothing, and is no error."""
    assert 0 == get(small, "/api/search?q=%3F%21")["total"]


def test_findings_do_not_say_where_the_library_lies(small: Served) -> None:
    """Findings name files as seen from beside the library, never the folders above it."""
    folder = small.context.library.workspace.folder.path.resolve()
    for edition in ("combined", "peer-support-course"):
        answer = small.ask(f"/api/editions/{edition}/findings")

        assert answer.json()["findings"]
        assert str(folder.parent) not in answer.text
        assert answer.json()["targets"][0]["path"].startswith(("editions/", "curricula/"))


@pytest.mark.parametrize("name", ["practices-of-value", "values", "substantive-changes"])
def test_named_queries_find_rows(small: Served, name: str) -> None:
    """
    A named query answers in the format of SPARQL results with the rows that the command finds.
    """
    values = {
        "practices-of-value": {"value": "7", "edition": "combined"},
        "values": {},
        "substantive-changes": {"old": "2013-peer", "new": "combined"},
    }[name]
    query = "&".join(f"{key}={value}" for key, value in values.items())
    found = get(small, f"/api/queries/{name}?{query}")

    expected = as_printed(Library.open().librarian().named_query(name, values))
    assert expected["results"]["bindings"]
    assert expected == found


def test_named_queries_are_listed_but_those_that_make_graphs(small: Served) -> None:
    """All named queries are there, save the one that makes a graph."""
    listed = [each["name"] for each in get(small, "/api/queries")["queries"]]

    assert ["value-as-skos"] == sorted(set(named_queries()) - set(listed))


@pytest.mark.parametrize("edition", ["2013-peer", "supervisor", "combined", "peer-support-course"])
def test_every_item_is_told_by_the_contract(small: Served, edition: str) -> None:
    """Each item of the library is told as the description says."""
    item, history = (
        validator(small, f"/api/editions/{{edition}}/{part}/{{item}}")
        for part in ("items", "history")
    )
    items = get(small, f"/api/editions/{edition}")["items"]
    with httpx.Client(base_url=f"{small.url}api/editions/{edition}/", trust_env=False) as client:
        for each in items:
            for part, check in (("items", item), ("history", history)):
                data = client.get(f"{part}/{each['id']}").json()
                assert [] == [error.message for error in check.iter_errors(data)], each["id"]


def test_expensive_results_are_made_once(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """A diff that is asked for again, with other filters, is not made again."""
    made: list[str] = []
    original = Library.diff

    def counted(library: Library, old: Sequence[str], new: str) -> DiffView:
        made.append(new)
        return original(library, old, new)

    with serve(seconds=60.0) as fresh:  # nothing was asked of this server before
        get(fresh, "/api/diffs/2013-peer..supervisor")
        monkeypatch.setattr(Library, "diff", counted)
        get(fresh, "/api/diffs/2013-peer..supervisor?only=dropped")
        get(fresh, "/api/diffs/supervisor..2013-peer")

    assert ["2013-peer"] == made
