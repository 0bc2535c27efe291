"""How a diff says what is unsure, where words went, and what is at the place of a dropped item."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import openpyxl
import pytest

from guidegraph.model.changes import Change, Comparison, chosen, kinds
from guidegraph.render.details import Details
from guidegraph.render.format import RenderOptions, SortOrder, written
from guidegraph.render.translation import translation
from guidegraph.render.whereabouts import whereabouts
from tests.comparisons import lending_rules, ref
from tests.golden_files import golden
from tests.margins import without_margins


READABLE = ("text", "markdown", "html", "xlsx")


def shown(form: str, page: RenderOptions = RenderOptions(), *, only: str = "") -> str:  # noqa: B008 - it is frozen
    """The rules for loans in a format, as text; with changes of some kinds only."""
    comparison = lending_rules()
    changes = chosen(comparison.changes, only=kinds([only]) if only else ())
    body = written(form, replace(comparison, changes=changes), page)
    if form == "xlsx":
        rows = openpyxl.load_workbook(io.BytesIO(body))["Changes"].iter_rows(values_only=True)
        return "\n".join(str(cell) for row in rows for cell in row if cell is not None)
    return body.decode()


def _change(old: str) -> Change:
    return next(each for each in lending_rules().changes.changes if ref(old) in each.old)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_golden(form: str) -> None:
    """What is unsure, replaced, moved and split is said as a person has judged it."""
    name = f"lending-rules.{'txt' if form == 'text' else 'md'}"
    actual = shown(form)

    assert golden(name, actual) == actual


@pytest.mark.parametrize("form", READABLE)
def test_confidence_in_words(form: str) -> None:
    """People read "likely" and "unsure", where that is so, and no figure."""
    text = re.sub(r"<style>.*?</style>|<script>.*?</script>", "", shown(form), flags=re.DOTALL)

    assert {"likely", "unsure"} <= set(re.findall(r"\w+", text))
    assert "sure" not in re.findall(r"\w+", text.replace("whether", ""))
    assert ["45 %", "27 %", "72 %"] == re.findall(r"\d+ %", text)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("unsure", ["loans/1", "loans/5", "loans/6"]),
        ("likely", ["loans/2", "+loans/2"]),
        ("weakened", ["loans/1"]),
        ("strengthened", ["loans/1"]),
        ("negation", ["loans/3"]),
        ("force", ["loans/1"]),
        ("replaced", ["loans/2", "+loans/2"]),
        ("dropped", ["preamble", "loans/2", "loans/6"]),
        ("added", ["+loans/2", "+loans/7"]),
        ("split", ["loans/4"]),
        ("editorial", ["loans/4"]),
        ("sure", ["preamble", "loans/1", "loans/3", "loans/4", "+loans/7"]),
    ],
)
def test_only(kind: str, expected: list[str]) -> None:
    """Each word that a diff prints chooses the changes it is printed with."""
    changes = chosen(lending_rules().changes, only=kinds([kind])).changes
    found = [each.old[0].id if each.old else f"+{each.new[0].id}" for each in changes]

    assert expected == found


@pytest.mark.parametrize(("least", "count"), [(0.0, 9), (0.55, 8), (0.65, 7), (0.85, 6), (1.0, 5)])
def test_min_weight(least: float, count: int) -> None:
    """What weighs less is hidden, and counted as such."""
    found = chosen(lending_rules().changes, min_weight=least)

    assert (count, 9 - count) == (len(found.changes), len(found.hidden))


def test_replaced_in_one_place() -> None:
    """Both items are in one place, old words before new ones; both are counted."""
    text = without_margins(shown("text"))
    pair = (
        "REPLACED (dropped, added, likely)  2024:loans/2 → 2026:loans/2\n"
        "    [-Staff write the name of each reader in the book of loans.-]\n"
        "    {+Cards are scanned at the desk.+}\n"
    )

    assert pair in text
    assert "    3  dropped, of which 1 replaced at their place\n" in text
    assert "    2  added\n" in text
    assert "ADDED  loans/2" not in text
    assert 1 == shown("markdown").count("> **Cards are scanned at the desk.**")


def test_replaced_alone() -> None:
    """If only added items are asked for, the one at the place of another is one of them."""
    text = shown("text", only="added")

    assert "ADDED (likely)  loans/2  Cards are scanned at the desk." in text
    assert "at the place of loans/2: 'Staff write the name of each reader" in text
    assert "replaced at their place" not in text


def test_closest() -> None:
    """The nearest item is named with its likeness: of dropped ones always, of added on demand."""
    nearest = "closest: loans/1 'Readers must return books within four weeks.', .20, not the same"
    dropped = "closest: loans/5 'Bags stay in lockers. Maps stay in the room.', .12, not the same"

    assert dropped in shown("text")
    assert nearest not in shown("text")
    assert nearest in shown("text", RenderOptions(everything=True))
    assert nearest in shown("html").replace("&#39;", "'")


def test_moved_sentence() -> None:
    """A moved sentence is said on both sides, with the item on the other side."""
    details = Details(lending_rules(), everything=False)

    assert ["moved to loans/5: 'Maps stay in the room.'"] == [
        *whereabouts(details, _change("2024:loans/3"))
    ]
    assert ["came from loans/3: 'Maps stay in the room.'"] == [
        *whereabouts(details, _change("2024:loans/5"))
    ]


def test_moved_sentence_is_said_once() -> None:
    """What the reasons say already is not said again."""
    change = _change("2024:loans/3")
    verdict = change.verdict
    assert verdict is not None
    (sentence,) = change.sentences
    told = replace(verdict, reasons=(*verdict.reasons, f"{sentence.left}: 'Maps stay'"))

    details = Details(lending_rules(), everything=True)
    assert [] == [*whereabouts(details, replace(change, verdict=told))]


def test_only_moved_sentences() -> None:
    """Who asks for what moved also sees moved sentences; who leaves it out loses nothing else."""
    changes = lending_rules().changes
    moved = chosen(changes, only=kinds(["moved"])).changes
    rest = chosen(changes, exclude=kinds(["moved"])).changes

    assert {"loans/3", "loans/5"} <= {each.old[0].id for each in moved if each.old}
    assert {"loans/3", "loans/5"} <= {each.old[0].id for each in rest if each.old}


def test_coverage() -> None:
    """Of a split item the share of its words in each part is said, rounded down; so of a merger."""
    comparison = lending_rules()
    split = _change("2024:loans/4")
    merged = replace(
        split, old=(ref("2024:loans/4"), ref("2024:loans/5")), new=(ref("2026:loans/4"),)
    )
    found = [
        phrase
        for change in (split, merged)
        for phrase in whereabouts(Details(comparison, everything=False), change)
    ]

    assert [
        "its words are in: loans/4 (45 %), loans/6 (27 %); together 72 %",
        "its words come from: loans/4 (45 %), loans/5 (27 %); together 72 %",
    ] == found


def test_several_old_editions() -> None:
    """Where several old editions are compared, an old item is named with its own."""
    comparison = lending_rules()
    (old,) = comparison.old
    fan_in = replace(comparison, old=(old, replace(old, id="2020")))
    phrases = whereabouts(Details(fan_in, everything=False), _change("2024:loans/5"))

    assert ["came from 2024:loans/3: 'Maps stay in the room.'"] == [*phrases]


def test_translated() -> None:
    """The phrases of pages are in the language of the page."""
    details = Details(lending_rules(), everything=False, words=translation("de"))

    assert ["verschoben nach loans/5: „Maps stay in the room.“"] == [
        *whereabouts(details, _change("2024:loans/3"))
    ]


def _ids(form: str, comparison: Comparison, page: RenderOptions) -> list[str]:
    text = written(form, comparison, page).decode()
    known = {change.id for change in comparison.changes.changes}
    found = re.findall(r"[0-9a-f]{16}", text)
    return [id_ for id_ in dict.fromkeys(found) if id_ in known]


@pytest.mark.parametrize("form", ["csv", "jsonl", "markdown", "html"])
def test_sort(form: str) -> None:
    """By weight, the most important changes come first, wherever they are in the document."""
    whole = lending_rules()
    changes = tuple(each for each in whole.changes.changes if each.old and each.new)
    comparison = replace(whole, changes=replace(whole.changes, changes=changes))
    weight = {change.id: change.weight for change in changes}
    places = _ids(form, comparison, RenderOptions())
    ranked = _ids(form, comparison, RenderOptions(sort=SortOrder.WEIGHT))

    assert sorted(places) == sorted(ranked) == sorted(weight)
    assert [0.9, 0.8, 0.6, 0.5] == [weight[id_] for id_ in ranked]
    assert places != ranked or form in {"markdown", "html"}  # they begin with what is alarming


def test_sorted_text_is_one_part() -> None:
    """Sorted by weight, a text has one list and no parts."""
    text = shown("text", RenderOptions(sort=SortOrder.WEIGHT))
    _, _, body = text.partition("All changes, by weight")

    assert "Loans ─" not in text
    assert body.index("DROPPED  preamble") < body.index("ADDED  loans/7")
    assert body.index("DROPPED (unsure)  loans/6") < body.index("REWORDED (substantive, negation)")
    assert body.index("REWORDED (substantive, negation)") < body.index("SPLIT")


def test_columns() -> None:
    """A table has the weight, what is unsure, and where words went, in columns of their own."""
    rows = {row["old"] or row["new"]: row for row in csv.DictReader(io.StringIO(shown("csv")))}
    moved = "2024:loans/3 → 2026:loans/5: Maps stay in the room."

    assert ("0.8", "", "unsure") == tuple(
        rows["2024:loans/1"][name] for name in ("weight", "certainty", "wording_unsure")
    )
    assert "strengthened; weakened" == rows["2024:loans/1"]["direction"]
    assert ("unsure", "2026:loans/5 (0.12)") == tuple(
        rows["2024:loans/6"][name] for name in ("certainty", "closest")
    )
    assert "loans/2" == rows["2024:loans/2"]["replaced_by"]
    assert "2024:loans/2" == rows["2026:loans/2"]["replaces"]
    assert moved == rows["2024:loans/3"]["sentences"] == rows["2024:loans/5"]["sentences"]
    assert (
        "2026:loans/4 (0.4545); 2026:loans/6 (0.2727); together 0.7273"
        == rows["2024:loans/4"]["coverage"]
    )


def test_workbook() -> None:
    """In a workbook the weight is a number to sort by, and confidence is said in words only."""
    body = written("xlsx", lending_rules(), RenderOptions(sort=SortOrder.WEIGHT))
    head, *rows = openpyxl.load_workbook(io.BytesIO(body))["Changes"].iter_rows(values_only=True)
    weights = [row[head.index("Weight")] for row in rows]

    assert "confidence" not in {name.casefold() for name in head}
    assert [1, 1, 1, 1, 1, 0.9, 0.8, 0.6, 0.5] == weights
