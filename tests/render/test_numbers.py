"""One running number for each change: the same in every format, whatever a reader asks for."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from types import MappingProxyType

import openpyxl
import pytest

from guidegraph.model.changes import Comparison, chosen
from guidegraph.model.review import Decision, State
from guidegraph.render.clause_index import clause_index, ranges
from guidegraph.render.details import Details
from guidegraph.render.format import Grouping, RenderOptions, SortOrder, written
from guidegraph.render.standing import numbers_of
from guidegraph.workspace import Workspace
from tests.comparisons import lending_rules, reading_rooms


Found = Iterator[tuple[str, int]]
"""Ids of changes, or their beginnings, with their numbers."""


def _pairs(numbers: str, ids: str) -> Found:
    """What is shown together, one by one."""
    yield from zip(
        re.findall(r"[0-9a-f]{8,16}", ids), map(int, re.findall(r"\d+", numbers)), strict=True
    )


def _text(body: bytes) -> Found:
    line = re.compile(r"^ *((?:\d+, )*\d+) [A-Z]{2}.*?  ((?:[0-9a-f]{8,16} ?)+)$", re.MULTILINE)
    for numbers, ids in line.findall(body.decode()):
        yield from _pairs(numbers, ids)


def _markdown(body: bytes) -> Found:
    for numbers, ids in re.findall(
        r"^\*\*((?:\d+, )*\d+)\. .* · change (.*)$", body.decode(), re.MULTILINE
    ):
        yield from _pairs(numbers, ids)


def _html(body: bytes) -> Found:
    head = re.compile(
        r'<span class="number"><span.*?</span>([\d, ]+)</span>.*?(<a.*?)</header>', re.DOTALL
    )
    for header in re.findall(r"<header>.*?</header>", body.decode(), re.DOTALL):
        ((numbers, anchors),) = head.findall(header)
        yield from _pairs(numbers, " ".join(re.findall(r'href="#change-(\w+)"', anchors)))


def _redline(body: bytes) -> Found:
    anchor = r'<a class="anchor" [^>]*title="(\w+)"><span class="said">Change </span>(\d+)</a>'
    yield from ((id_, int(number)) for id_, number in re.findall(anchor, body.decode()))


def _json(body: bytes) -> Found:
    yield from ((each["id"], each["number"]) for each in json.loads(body)["changes"])


def _jsonl(body: bytes) -> Found:
    records = map(json.loads, body.decode().splitlines())
    yield from ((each["id"], each["number"]) for each in records if each["record"] == "change")


def _csv(body: bytes) -> Found:
    rows = csv.DictReader(io.StringIO(body.decode()))
    yield from ((row["id"], int(row["number"])) for row in rows)


def _xlsx(body: bytes) -> Found:
    sheet = openpyxl.load_workbook(io.BytesIO(body))["Changes"]
    head, *rows = sheet.iter_rows(values_only=True)
    yield from ((row[head.index("Id")], int(row[head.index("No.")])) for row in rows)


def _docx(body: bytes) -> Found:
    words = re.findall(r"<w:t[^>]*>([^<]*)</w:t>", _part(body, "word/document.xml"))
    for number, id_ in pairwise(words):
        if number.isdecimal() and re.fullmatch("[0-9a-f]{8}", id_):
            yield id_, int(number)


def _tracked(body: bytes) -> Found:
    words = re.findall(
        r"<w:t[^>]*>(\d+)\. [^<]*\(([0-9a-f]{8})\)", _part(body, "word/comments.xml")
    )
    yield from ((id_, int(number)) for number, id_ in words)


def _part(body: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return archive.read(name).decode()


READERS: dict[str, Callable[[bytes], Found]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "redline": _redline,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "xlsx": _xlsx,
    "docx": _docx,
    "docx-tracked": _tracked,
}
WHOLE = {"redline", "docx-tracked"}  # the whole edition, whatever is chosen


@cache
def _ours() -> Comparison:
    return Workspace.open().diff(["2013-peer"], "combined")


def _substantive() -> Comparison:
    return replace(_ours(), changes=chosen(_ours().changes, only=["substantive", "dropped"]))


def _decided() -> Comparison:
    decisions = {
        each.id: Decision(change=each.id, state=State.REJECTED, reviewer="A", date="2026-07-31")
        for each in lending_rules().changes.changes[::2]
    }
    return replace(lending_rules(), decisions=MappingProxyType(decisions))


COMPARISONS: dict[str, Callable[[], Comparison]] = {
    "rooms": reading_rooms,
    "rules": lending_rules,
    "decided": _decided,
    "ours": _ours,
    "some": _substantive,
}
PAGES = {
    "plain": RenderOptions(everything=True),
    "by weight": RenderOptions(everything=True, sort=SortOrder.WEIGHT),
    "by type": RenderOptions(everything=True, by=Grouping.TYPE),
    "narrow": RenderOptions(everything=True, width=60),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", COMPARISONS)
def test_one_number_everywhere(name: str, form: str, page: str) -> None:
    """Every change that is shown has its number and id, which are those of the whole diff."""
    comparison = COMPARISONS[name]()
    numbers = numbers_of(comparison)
    changes = comparison.changes
    shown = (*changes.changes, *changes.hidden) if form in WHOLE else changes.changes
    found: dict[str, set[int]] = {}
    for id_, number in READERS[form](written(form, comparison, PAGES[page])):
        (whole,) = [each for each in numbers if each.startswith(id_)]
        found.setdefault(whole, set()).add(number)

    assert {each.id: {numbers[each.id]} for each in shown} == found


def test_chosen_changes_keep_their_numbers() -> None:
    """The numbers of some changes are those that they have among all."""
    every = numbers_of(_ours())
    rows = csv.DictReader(io.StringIO(written("csv", _substantive()).decode()))
    found = {row["id"]: int(row["number"]) for row in rows}

    assert {id_: every[id_] for id_ in found} == found
    assert 0 < len(found) < len(every)
    assert sorted(found.values()) != list(range(1, len(found) + 1))


@pytest.mark.parametrize("name", COMPARISONS)
def test_index_of_clauses(name: str) -> None:
    """Every change that is shown is in the index, by its number and id, and no other one is."""
    comparison = COMPARISONS[name]()
    numbers = numbers_of(comparison)
    index = clause_index(Details(comparison, everything=True))

    assert {(numbers[each.id], each.id) for each in comparison.changes.changes} == {
        change for clause in index for change in clause.changes
    }
    assert len({clause.name for clause in index}) == len(index)


def test_index_has_old_and_new_clauses() -> None:
    """A clause of another name than before is there by both; statements are with their clause."""
    index = {
        clause.name: [number for number, _ in clause.changes]
        for clause in clause_index(Details(_ours(), everything=True))
    }

    assert "122–132" == ranges(
        index["About the development of the 2013 guidelines for peer supporters"]
    )
    assert set(range(122, 132)) == {*index["Introduction"]}
    assert [69, 70] == index["7.4"]
    assert "Preamble, item 2" not in index


@pytest.mark.parametrize(
    ("form", "heading"), [("markdown", "### Index of clauses"), ("text", "Clauses, with")]
)
def test_index_is_at_the_end(form: str, heading: str) -> None:
    """The index is there with all changes, once; not in a summary, nor where there is no space."""
    body = written(form, lending_rules(), RenderOptions(everything=True)).decode()

    assert 1 == body.count(heading)
    assert "Loans: 2–9" in body[body.index(heading) :]
    assert heading not in written(form, lending_rules(), RenderOptions(summary=True)).decode()
    if form == "markdown":
        short = RenderOptions(everything=True, max_chars=len(body) - 1)
        least = written(form, lending_rules(), short).decode()
        assert heading not in least
        assert "not shown" not in least
