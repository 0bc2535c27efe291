"""A diff as a workbook that people decide in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText
from openpyxl.workbook import Workbook

from guidegraph.api import Library
from guidegraph.diff.curation.obeyed import with_decisions
from guidegraph.importers.xlsx import sheets_of_xlsx
from guidegraph.model.changes import Change, Comparison, Relation, Wording, chosen
from guidegraph.model.edition import Item
from guidegraph.model.review import Decision, Ledger, State
from guidegraph.render.format import RenderOptions, SortOrder, written
from guidegraph.render.grouping import item_of
from guidegraph.render.phrases import words_of
from tests.comparisons import (
    HOSTILE,
    NEW,
    OLD,
    comparison_of,
    hostile,
    lending_rules,
    reading_rooms,
)
from tests.comparisons import ref as item


STRUCK, UNDERLINED = "-", "+"


def opened(comparison: Comparison, page: RenderOptions | None = None) -> Workbook:
    """The workbook of a diff, as another library reads it."""
    body = written("xlsx", comparison, page or RenderOptions())
    return openpyxl.load_workbook(io.BytesIO(body), rich_text=True)


def rows_of(book: Workbook, name: str = "Changes") -> list[dict[str, object]]:
    """The rows of a sheet by the names of its columns."""
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def marks(cell: object) -> str:
    """The runs of a cell, with a sign before those that are struck through or underlined."""
    if not isinstance(cell, CellRichText):
        return str(cell)
    found = []
    for run in cell:
        font = None if isinstance(run, str) else run.font
        sign = STRUCK if font and font.strike else UNDERLINED if font and font.u else ""
        found.append(f"[{sign}{run if isinstance(run, str) else run.text}]" if sign else str(run))
    return "".join(found)


def test_words_are_marked_in_their_cell() -> None:
    """The removed words are struck through in the old text, the added underlined in the new."""
    rows = {row["Old clause"]: row for row in rows_of(opened(reading_rooms()))}

    assert "Staff [-must] greet everyone who comes in." == marks(rows["1.1"]["Old text"])
    assert "Staff [+may] greet everyone who comes in." == marks(rows["1.1"]["New text"])
    assert ("substantive: force", "weakened", "'must' became 'may'") == tuple(
        rows["1.1"][name] for name in ("Meaning", "Direction", "Explanation")
    )
    assert "2.2\n2.3" in rows
    assert (
        "Telephones are switched [-off. Telephones are]"  # no paragraph: it is within the words
        not in marks(rows["2.2\n2.3"]["Old text"])
    )
    assert "Telephones are switched [-off.]\n\n[-Telephones are] not [-used in the room.]" == marks(
        rows["2.2\n2.3"]["Old text"]
    )
    words = [marks(row["New text"]).replace("[+", "").replace("]", "") for row in rows.values()]
    assert "Staff keep records private.\n\nStaff keep the keys in a safe." in words


@pytest.mark.parametrize(
    "old",
    [
        ("2013-peer",),
        pytest.param(("supervisor",), marks=pytest.mark.slow),
        pytest.param(("2013-peer", "supervisor"), marks=pytest.mark.slow),
    ],
    ids=" + ".join,
)
def test_every_text_is_whole(old: tuple[str, ...]) -> None:
    """Without the marks, each side of a row has the words of its items, none twice, none lost."""
    comparison = Library.open().workspace.diff(old, "combined")
    rows = rows_of(opened(comparison))

    for change, row in zip(comparison.changes.changes, rows, strict=True):
        for refs, side in ((change.old, "Old text"), (change.new, "New text")):
            items = [item_of(comparison, each, old=refs is change.old) for each in refs]
            texts = dict.fromkeys(words_of(each) for each in items)
            words = [word for text in texts for word in text.split()]
            shown = str(row[side] or "").split()
            assert words == shown[len(shown) - len(words) :]
            assert len(shown) == len(words) or change.label_words


def test_it_is_made_to_decide_in() -> None:
    """A head that stays, filters, choices for the decision, a page that is one page wide."""
    sheet = opened(reading_rooms())["Changes"]
    (decision,) = (c.column_letter for c in sheet[1] if c.value == "Decision")
    lists = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}

    assert '"accepted,rejected,deferred"' == lists[f"{decision}2:{decision}10"]
    assert '"typographic,spelling,editorial,substantive"' in lists.values()
    assert ("B2", "A1:T10") == (sheet.freeze_panes, sheet.auto_filter.ref)
    assert ("landscape", None, 0) == (
        sheet.page_setup.orientation,
        sheet.page_setup.fitToWidth,  # by default 1
        sheet.page_setup.fitToHeight,
    )
    assert "$1:$1" == sheet.print_title_rows
    assert "Id" == sheet["T1"].value


def test_decisions() -> None:
    """What was decided is in its cells, a stale decision among the explanations; counted live."""
    comparison = reading_rooms()
    first, second = comparison.changes.changes[:2]
    made = Decision(
        change=first.id,
        state=State.REJECTED,
        reviewer="A. Reader",
        date="2026-07-31",
        reason="=must stay",
        wording=Wording.SUBSTANTIVE,
        into=(item("2026:value/2"),),
    )
    decided = replace(
        with_decisions(comparison, Ledger(decisions=(made,))),
        stale=MappingProxyType({second.id: replace(made, change=second.id, reason="old words")}),
    )
    body = written("xlsx", decided)
    rows = rows_of(opened(decided))
    summary, *_ = sheets_of_xlsx("a.xlsx", body, warn=False)
    counts = {row.cells.get(1): row.cells.get(0) for row in summary.rows}

    assert (
        "rejected",
        "substantive",
        "2 Quiet is kept",
        "A. Reader",
        "2026-07-31",
        "=must stay",
    ) == tuple(
        rows[0][name] for name in ("Decision", "Class", "Into", "Reviewer", "Date", "Reason")
    )
    assert "editorial" == rows[0]["Meaning"]  # what was found
    assert rows[1]["Decision"] is None
    assert "stale, as the words were edited since: rejected by A. Reader" in str(
        rows[1]["Explanation"]
    )
    assert ("8", "1", "0") == tuple(counts[name] for name in ("undecided", "rejected", "deferred"))
    formulas = [c.value for c in opened(decided)["Summary"]["A"] if c.data_type == "f"]
    assert ["=COUNTBLANK(Changes!$K$2:$K$10)"] == formulas[:1]


def test_summary() -> None:
    """What was compared, how much of each kind, the proof, and what to look at first."""
    book = opened(lending_rules())
    text = "\n".join(str(c.value) for row in book["Summary"] for c in row if c.value is not None)

    assert text.startswith("2024 → 2026\n")
    assert "Every one of 8 old and 8 new items is explained exactly once." in text
    assert "The reading room society; All rights reserved." in text
    links = [c for c in book["Summary"]["A"] if c.hyperlink]
    assert ["8: dropped", "Changes!A9"] == [links[0].value, links[0].hyperlink.location]
    assert "Dogs stay outside." == str(book["Changes"]["G9"].value)


@pytest.mark.parametrize("rules", [reading_rooms, lending_rules])
def test_every_clause_is_there(rules: Callable[[], Comparison]) -> None:
    """The clauses are a crosswalk: every item of both sides, in the order of the new edition."""
    comparison = rules()
    rows = rows_of(opened(comparison), "Clauses")
    old = [row["Old id"] for row in rows if row["Old id"]]
    new = [row["New id"] for row in rows if row["New id"]]

    assert {each.id for each in comparison.old[0].items} == set(old)
    assert [each.id for each in comparison.new.items] == list(dict.fromkeys(new))
    gone = [
        (rows[at - 1]["Old id"], row["Old id"]) for at, row in enumerate(rows) if not row["New id"]
    ]
    assert gone[-1] == (  # behind what was before it in the old edition
        ("loans/5", "loans/6")
        if rules is lending_rules
        else ("value/1/practice/1", "value/1/practice/2")
    )
    assert {"unchanged"} == {row["Outcome"] for row in rows if row["Change"] is None}


def test_running_numbers_do_not_depend_on_the_order() -> None:
    """By weight or by place, a change has the same number."""
    placed, weighed = (
        {row["Id"]: row["No."] for row in rows_of(opened(lending_rules(), page))}
        for page in (RenderOptions(), RenderOptions(sort=SortOrder.WEIGHT))
    )

    assert placed == weighed
    assert [*placed] != [*weighed]
    assert [*range(1, 10)] == [*placed.values()]


@pytest.mark.parametrize("text", [*HOSTILE, "=1+1", "<r>x</r>", "_x0041_"])
def test_hostile_texts(text: str) -> None:
    """No text breaks the workbook, or becomes a formula or a sheet of its own."""
    book = opened(hostile(text))

    assert ["Summary", "Changes", "Clauses"] == book.sheetnames[:3]
    formulas = [c.value for sheet in book for row in sheet for c in row if c.data_type == "f"]
    assert all(re.fullmatch(r"=COUNT(BLANK|IF)\(.*\)", str(each)) for each in formulas)


@pytest.mark.parametrize("sign", ["x", "😀", "=", "é "])
def test_what_is_longer_than_a_cell_is_shortened(sign: str) -> None:
    """Such a text is cut with a mark, and the summary says how many; nothing fails."""
    text = sign * 33_000
    old = replace(OLD, items=(Item(id="a", text=text), Item(id="b", text="Lamps are on.")))
    new = replace(NEW, items=(Item(id="a", text=f"{text} end"), Item(id="b", text=text)))
    changes = [
        Change(relation=Relation.DROPPED, old=(item(f"2024:{id_}"),)) for id_ in ("a", "b")
    ] + [Change(relation=Relation.ADDED, new=(item(f"2026:{id_}"),)) for id_ in ("a", "b")]
    comparison = comparison_of(
        [replace(old, associations=())], replace(new, associations=()), changes
    )
    book = opened(comparison)
    texts = [str(row[side] or "") for row in rows_of(book) for side in ("Old text", "New text")]
    said = [str(c.value) for c in book["Summary"]["B"]]

    assert 3 == sum(text.endswith(" … [shortened]") for text in texts)
    assert all(32_000 < len(t.encode("utf-16-le")) // 2 <= 32_767 for t in texts if "[sh" in t)
    assert any(each.startswith("3 texts are longer than a cell can be") for each in said)


def test_same_bytes_and_no_fixed_heights() -> None:
    """The same diff gives the same bytes; rows may grow when somebody writes in them."""
    body = written("xlsx", reading_rooms())
    archive = zipfile.ZipFile(io.BytesIO(body))

    assert body == written("xlsx", reading_rooms())
    assert b"customHeight" not in archive.read("xl/worksheets/sheet2.xml")
    assert b' ht="' in archive.read("xl/worksheets/sheet2.xml")


def test_filtered() -> None:
    """A workbook of some changes has them only, and all clauses."""
    comparison = reading_rooms()
    some = replace(comparison, changes=chosen(comparison.changes, only=["force"]))
    book = opened(some)

    assert 1 == len(rows_of(book))
    assert len(rows_of(opened(comparison), "Clauses")) == len(rows_of(book, "Clauses"))
    none = opened(replace(comparison, changes=chosen(comparison.changes, only=["negation"])))
    assert [] == rows_of(none)
