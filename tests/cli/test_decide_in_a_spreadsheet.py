"""Decisions out in a workbook, decided by people, and back by `review --import`."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from guidegraph.importers.ledger import ledger_from_tsv
from guidegraph.model.review import Decision
from guidegraph.model.source import source_from_bytes


Run = Callable[..., Any]
Edit = Callable[[list[str], list[dict[str, Any]]], None]
TOML = 'title = "Rooms"\nbase = "https://example.org/rooms/"\n'
OLD = (
    "# Räume\n\n## Rules\n\nStaff must greet all guests.\n\nReaders keep their voices low.\n\n"
    "Lamps stay on “until nine”.\n\nDogs stay outside.\n"
)
NEW = (
    "# Räume\n\n## Rules\n\nStaff may greet all guests.\n\nReaders keep their voices low!\n\n"
    "Lamps stay on “until ten”.\n\nReaders bring their own cups and spoons.\n"
)
BY = ("--reviewer", "A. Reader", "--date", "2026-07-31")


@pytest.fixture(autouse=True)
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with two editions that differ in a few items."""
    place = tmp_path / "rooms"
    for name, text, more in (("2024", OLD, ""), ("2026", NEW, 'revision_of = ["2024"]\n')):
        (place / name).mkdir(parents=True)
        (place / name / "edition.md").write_text(text, encoding="utf-8")
        (place / name / "edition.toml").write_text(f'issued = "{name}"\n{more}', encoding="utf-8")
    (place / "library.toml").write_text(TOML, encoding="utf-8")
    monkeypatch.setenv("GUIDEGRAPH_LIBRARY", str(place))
    monkeypatch.delenv("GUIDEGRAPH_REVIEWER", raising=False)
    return place


@pytest.fixture
def sheet(run: Run) -> list[dict[str, Any]]:
    """The rows of the workbook of the diff, which is in `a.xlsx`."""
    assert 0 == run("diff", "2024", "2026", "--format", "xlsx", "-o", "a.xlsx").code
    return _rows(Path("a.xlsx"))


def _rows(path: Path) -> list[dict[str, Any]]:
    head, *rows = openpyxl.load_workbook(path)["Changes"].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def _decide(rows: list[dict[str, Any]], *words: str) -> None:
    """Decide about the changes in their order."""
    for row, word in zip(rows, words, strict=False):
        row |= {"Decision": word, "Reviewer": "B. Clerk", "Date": "2026-08-01", "Reason": "so"}


def _table(rows: list[dict[str, Any]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """The rows as a text table."""
    file = io.StringIO()
    out = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
    out.writeheader()
    out.writerows(rows)
    path = Path("back.csv")
    path.write_bytes(file.getvalue().encode(encoding, errors="replace"))
    return path


def _workbook(rows: list[dict[str, Any]]) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    changes = book.create_sheet("Changes")
    changes.append(list(rows[0]))
    for row in rows:
        changes.append(list(row.values()))
    changes.row_dimensions[2].hidden = True  # as a filter does
    book.save("back.xlsx")
    return Path("back.xlsx")


def _ledger(rooms: Path) -> dict[str, Decision]:
    path = rooms / "2024--2026" / "review.tsv"
    if not path.exists():
        return {}
    found = ledger_from_tsv(source_from_bytes(str(path), path.read_bytes()))
    return {each.change: each for each in found.decisions}


def _states(rooms: Path) -> dict[str, str]:
    return {id_: each.state.value for id_, each in _ledger(rooms).items()}


def _import(run: Run, path: Path, *more: str) -> Any:
    return run("review", "2024", "2026", "--import", str(path), "--format", "json", *more)


@pytest.mark.parametrize(
    "write",
    [
        _workbook,
        _table,
        lambda rows: _table(rows, ";", "utf-8-sig"),
        lambda rows: _table(rows, "\t", "cp1252"),
        lambda rows: _table(rows[::-1], ";"),
        lambda rows: _table([{n.upper(): row[n] for n in sorted(row)} for row in rows]),
        lambda rows: _table([{"My notes": "x", **row} for row in rows]),
        lambda rows: _workbook(
            [{n: row[n] for n in ("Id", "Decision", "Reviewer", "Date", "Reason")} for row in rows]
        ),
    ],
    ids=["xlsx", "commas", "semicolons", "windows", "sorted", "moved", "added", "few columns"],
)
def test_round_trip(
    run: Run, rooms: Path, sheet: list[dict[str, Any]], write: Callable[..., Path]
) -> None:
    """What people decide in any table of this kind is in the ledger, word for word."""
    _decide(sheet, "accepted", "rejected", "deferred")
    result = _import(run, write(sheet))

    assert 0 == result.code, result.err
    assert "3 decisions saved in " in result.err
    assert ("cp1252" in str(write.__code__.co_consts)) == (result.err.count("\n") > 1)
    assert {"accepted": 1, "rejected": 1, "deferred": 1, "undecided": len(sheet) - 3} == json.loads(
        result.out
    )["summary"]
    assert {row["Id"]: row["Decision"] for row in sheet[:3]} == _states(rooms)
    first = _ledger(rooms)[sheet[0]["Id"]]
    assert ("B. Clerk", "2026-08-01", "so") == (first.reviewer, first.date, first.reason)


def test_words_of_people(run: Run, rooms: Path, sheet: list[dict[str, Any]]) -> None:
    """Decisions as people write them, also in German and French; and who did not sign."""
    _decide(sheet, "OK", "Nein.", "plus tard", "Angenommen")
    sheet[0]["Reviewer"] = sheet[0]["Date"] = ""
    sheet[1]["Class"] = "Redaktionell"
    sheet[2]["Date"] = dt.date(2026, 8, 1)
    sheet[3]["Date"] = "1.8.2026"
    result = _import(run, _workbook(sheet), *BY)
    found = _ledger(rooms)

    assert 0 == result.code, result.err
    assert ["accepted", "rejected", "deferred", "accepted"] == [
        _states(rooms)[row["Id"]] for row in sheet[:4]
    ]
    assert ("A. Reader", "2026-07-31") == (
        found[sheet[0]["Id"]].reviewer,
        found[sheet[0]["Id"]].date,
    )
    assert "editorial" == found[sheet[1]["Id"]].wording
    assert ["2026-08-01", "2026-08-01"] == [found[row["Id"]].date for row in sheet[2:4]]


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (
            {"Decision": "perhaps"},
            "'perhaps' is not a decision; write accepted, rejected, deferred",
        ),
        ({"Date": "1/2/2026"}, "'1/2/2026' is not a date for sure: 2026-02-01 or 2026-01-02"),
        (
            {"Decision": "Accepted with modifications"},
            "'Accepted with modifications' does not decide about exactly these words",
        ),
        ({"Decision": "noted"}, "'noted' does not decide about exactly these words"),
        ({"Decision": "Withdrawn"}, "'Withdrawn' is not a decision"),
        ({"Decision": "OK?"}, "'OK?' is not a decision"),
        (
            {"Decision": "yes, but shorter"},
            "'yes, but shorter' says more than a decision; write accepted, and the rest in the",
        ),
        ({"Date": "2026-02-30"}, "'2026-02-30' is not a date"),
        ({"Class": "minor"}, "'minor' is not a class of words"),
        (
            {"Id": "0123456789abcdef", "Old text": "x"},
            "no change has the id '0123456789abcdef', or these texts; decide again",
        ),
        ({"Id": "", "Old text": "x"}, "no id"),
        ({"Decision": "rejected", "Reason": ""}, "rejected without a reason"),
        ({"Decision": ""}, "no decision, but what belongs to one"),
        ({"Reviewer": ""}, "no reviewer"),
    ],
)
def test_what_does_not_fit_is_listed(
    run: Run, rooms: Path, sheet: list[dict[str, Any]], edit: dict[str, str], problem: str
) -> None:
    """One line for the row, with its number and why; all others are taken."""
    _decide(sheet, "accepted", "accepted", "accepted")
    sheet[1] |= edit
    path = _table(sheet)
    with path.open(newline="", encoding="utf-8") as file:
        lines = csv.reader(file)
        _, _, line = [lines.line_num for _ in lines][:3]
    result = _import(run, path)
    listed = [each for each in result.err.splitlines() if each.startswith("guidegraph: back.csv:")]

    assert 1 == result.code
    assert 1 == len(listed), result.err
    assert f"guidegraph: back.csv:{line}: {problem}" in listed[0]
    assert [sheet[0]["Id"], sheet[2]["Id"]] == [
        each["Id"] for each in sheet if each["Id"] in _states(rooms)
    ]


def test_lost_ids(run: Run, rooms: Path, sheet: list[dict[str, Any]]) -> None:
    """Where ids were cut, damaged or lost, the number and both texts find the change."""
    ids = [row["Id"] for row in sheet]
    _decide(sheet, "accepted", "rejected", "deferred", "accepted")
    sheet[0]["Id"], sheet[1]["Id"], sheet[2]["Id"] = ids[0][:8], "1.23E+15", ""
    del sheet[4:]

    assert 0 == _import(run, _table(sheet, ";", "cp1252")).code
    assert dict(
        zip(ids, ("accepted", "rejected", "deferred", "accepted"), strict=False)
    ) == _states(rooms)


def test_same_texts_and_no_ids(run: Run, rooms: Path) -> None:
    """Of changes with the same texts, the number and the clause say which one a row is about."""
    for name, words in (("2024", "Doors must be shut."), ("2026", "Doors may be shut.")):
        parts = "\n\n".join(f"## Room {n}\n\n{words}" for n in ("A", "B", "C"))
        (rooms / name / "edition.md").write_text(f"# Rooms\n\n{parts}\n", encoding="utf-8")
    assert 0 == run("diff", "2024", "2026", "--format", "xlsx", "-o", "a.xlsx").code
    rows = _rows(Path("a.xlsx"))
    ids = [row["Id"] for row in rows]
    _decide(rows, "accepted", "rejected", "deferred")
    for row in rows:
        row["Id"] = ""
    rows[2]["No."] = 9
    result = _import(run, _table(rows[::-1]))

    assert 1 == result.code
    assert "no id, and 3 changes have these texts" in result.err
    assert {ids[0]: "accepted", ids[1]: "rejected"} == _states(rooms)


def test_one_column_sorted_alone(run: Run, rooms: Path, sheet: list[dict[str, Any]]) -> None:
    """Where the ids no longer belong to the texts beside them, nothing is decided by mistake."""
    _decide(sheet, "accepted", "rejected")
    sheet[0]["Id"], sheet[1]["Id"] = sheet[1]["Id"], sheet[0]["Id"]
    result = _import(run, _table(sheet))

    assert (1, {}) == (result.code, _states(rooms))
    assert 2 == result.err.count("sort whole rows, not single columns")


def test_nothing_is_overwritten(run: Run, rooms: Path, sheet: list[dict[str, Any]]) -> None:
    """
    A decision of somebody else stands, one of one's own may change, an empty cell takes nothing
    back, and a row that says the same is not written again.
    """
    _decide(sheet, "accepted", "accepted", "accepted")
    assert 0 == _import(run, _table(sheet)).code
    before = (rooms / "2024--2026" / "review.tsv").read_bytes()

    sheet[0] |= {"Decision": "rejected", "Reviewer": "C. Third"}
    sheet[1] |= dict.fromkeys(("Decision", "Reviewer", "Date", "Reason"), "")
    sheet[2] |= {"Reviewer": "C. Third", "Reason": "me too"}
    result = _import(run, _table(sheet))
    assert (
        "C. Third decides the same as B. Clerk did, whose reason stands; not taken: “me too”"
        in (result.err)
    )
    assert (1, before) == (result.code, (rooms / "2024--2026" / "review.tsv").read_bytes())
    assert "C. Third says rejected, and B. Clerk decided accepted on 2026-08-01; that stands" in (
        result.err
    )

    sheet[0] |= {"Decision": "rejected", "Reviewer": "B. Clerk"}
    result = _import(run, _table(sheet), *BY)
    assert 1 == result.code
    assert "still in the name of B. Clerk on 2026-08-01; write who decides, and when" in result.err
    sheet[0] |= {"Date": "2026-08-02"}
    sheet[2] |= {"Decision": "undecided", "Reviewer": "B. Clerk", "Date": "2026-08-02"}
    assert 0 == _import(run, _table(sheet), *BY).code
    assert {sheet[0]["Id"]: "rejected", sheet[1]["Id"]: "accepted"} == _states(rooms)


def test_two_rows_about_one_change(run: Run, rooms: Path, sheet: list[dict[str, Any]]) -> None:
    """Of two rows that contradict each other the first is taken, the other listed."""
    _decide(sheet, "accepted")
    sheet.append({**sheet[0], "Decision": "rejected"})
    result = _import(run, _table(sheet))

    assert 1 == result.code
    assert "is decided differently in row 2" in result.err
    assert {sheet[0]["Id"]: "accepted"} == _states(rooms)


@pytest.mark.parametrize(
    ("name", "body", "problem"),
    [
        ("a.csv", b"x,y\n1,2\n", "no sheet with the columns Id and Decision"),
        ("a.csv", b"", "no sheet with the columns Id and Decision"),
        ("a.csv", b"a\0b", "a binary file"),
        ("a.xlsx", b"PK\x03\x04 no", "not a spreadsheet"),
        ("a.csv", b"Decision,Decision,Id\n", "the column 'Decision' twice"),
    ],
)
def test_other_files(run: Run, rooms: Path, name: str, body: bytes, problem: str) -> None:
    """What is no table of decisions is an error in one line, and nothing is written."""
    Path(name).write_bytes(body)
    result = _import(run, Path(name))

    assert (3, 1) == (result.code, result.err.count("\n"))
    assert problem in result.err
    assert {} == _states(rooms)


def _renamed(rooms: Path, text: str = NEW) -> None:
    """The same editions under other names, the new one with a text."""
    shutil.move(rooms / "2024", rooms / "old")
    shutil.move(rooms / "2026", rooms / "new")
    (rooms / "new" / "edition.md").write_text(text, encoding="utf-8")
    (rooms / "new" / "edition.toml").write_text('revision_of = ["old"]\n', encoding="utf-8")


def test_other_names_of_the_editions(run: Run, rooms: Path, sheet: list[dict[str, Any]]) -> None:
    """
    Ids have the names of the editions in them: under others a row is found by both texts, if they
    are the same sign by sign, and that is said. Nothing is claimed about edits.
    """
    _decide(sheet, "accepted", "rejected", "deferred", "accepted")
    _renamed(rooms, NEW.replace("until ten", "until 1.0"))
    lamps = next(row for row in sheet if "Lamps" in str(row["New text"]))
    lamps |= {
        "Decision": "accepted",
        "Reviewer": "B. Clerk",
        "New text": "Lamps stay on “until 10”.",
    }
    decided = [row for row in sheet if row["Decision"]]
    result = run("review", "old", "new", "--import", str(_table(sheet)), "--format", "json")
    found = json.loads(result.out)["summary"]

    assert 1 == result.code
    assert f"{len(decided) - 1} rows without the id of a change here, found by both" in result.err
    assert len(decided) - 1 == sum(found.values()) - found["undecided"]
    (line,) = (each for each in result.err.splitlines() if each.startswith("guidegraph: back"))
    assert "other signs, or are shortened here; decide again" in line
    assert "edited" not in result.err


def test_clauses_as_people_call_them(run: Run, rooms: Path, sheet: list[dict[str, Any]]) -> None:
    """Where the content of an item went is named as in the workbook; a name that is not known
    costs the cell, not the decision."""
    _decide(sheet, *(["accepted"] * len(sheet)))
    gone = next(row for row in sheet if "Dogs" in str(row["Old text"]) and not row["New text"])
    clause = next(row["New clause"] for row in sheet if "cups" in str(row["New text"]))
    other = next(row for row in sheet if row is not gone)
    gone["Into"], other["Into"] = clause.upper(), "9.9 Nowhere"
    result = _import(run, _table(sheet))
    listed = [each for each in result.err.splitlines() if each.startswith("guidegraph: back.csv:")]

    assert (1, 1) == (result.code, len(listed))
    assert "'9.9 Nowhere'" in listed[0]
    assert "the decision is taken, without the cell Into" in listed[0]
    assert {row["Id"] for row in sheet} == set(_states(rooms))
    assert () == _ledger(rooms)[other["Id"]].into
    assert "2026:section/rules/4" == str(_ledger(rooms)[gone["Id"]].into[0])
    assert 0 == run("diff", "2024", "2026", "--format", "xlsx", "-o", "b.xlsx").code
    assert clause == next(row["Into"] for row in _rows(Path("b.xlsx")) if row["Id"] == gone["Id"])
    before = _ledger(rooms)
    assert 0 == _import(run, Path("b.xlsx")).code
    assert before == _ledger(rooms)


_HEADS = {
    "German": "Nr.;Entscheidung;Bearbeiterin;Datum;Begründung;Alter Text;Neuer Text",
    "French": "N°;Décision;Décidé par;Date;Motif;Ancien texte;Nouveau texte",
}


@pytest.mark.parametrize("language", _HEADS)
def test_heads_in_other_languages(
    run: Run, rooms: Path, sheet: list[dict[str, Any]], language: str
) -> None:
    """The names of columns are understood as the decisions are, and what is said stays short."""
    _decide(sheet, "ja", "nein", "plus tard")
    columns = ("No.", "Decision", "Reviewer", "Date", "Reason", "Old text", "New text")
    names = _HEADS[language].split(";")
    rows = [dict(zip(names, (row[each] for each in columns), strict=True)) for row in sheet]
    result = _import(run, _table(rows, ";", "cp1252"))

    assert 0 == result.code, result.err
    assert ["accepted", "rejected", "deferred"] == [_states(rooms)[row["Id"]] for row in sheet[:3]]
    assert "back.csv: 2 lines are not UTF-8, read as Windows-1252\n" in result.err
    assert 3 == result.err.count("\n")


@pytest.mark.slow
def test_opendocument(run: Run, rooms: Path, sheet: list[dict[str, Any]]) -> None:
    """A spreadsheet as OpenDocument is read like the others."""
    from tests.importers.test_other_spreadsheets import ods

    def row(*cells: str) -> str:
        found = (f"<table:table-cell><text:p>{each}</text:p></table:table-cell>" for each in cells)
        return f"<table:table-row>{''.join(found)}</table:table-row>"

    rows = row("Id", "Decision", "Reviewer") + row(sheet[0]["Id"], "angenommen", "B. Clerk")
    Path("back.ods").write_bytes(ods(rows))
    result = _import(run, Path("back.ods"))

    assert (0, {sheet[0]["Id"]: "accepted"}) == (result.code, _states(rooms)), result.err


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
@pytest.mark.parametrize(
    "to",
    [
        "xlsx:Calc MS Excel 2007 XML",
        "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,2",
    ],
)
def test_through_libreoffice(
    run: Run, rooms: Path, sheet: list[dict[str, Any]], tmp_path: Path, to: str
) -> None:
    """Saved by LibreOffice, as a workbook or with semicolons, the decisions are the same."""
    book = openpyxl.load_workbook("a.xlsx", rich_text=True)
    changes = book["Changes"]
    columns = {str(cell.value): cell.column for cell in changes[1]}
    for line, word in enumerate(("accepted", "rejected", "later"), start=2):
        said = {"Decision": word, "Reviewer": "B. Clerk", "Date": "2026-08-01", "Reason": "=so"}
        for name, value in said.items():
            changes.cell(line, columns[name]).value = value
            changes.cell(line, columns[name]).data_type = "s"
    book.save("decided.xlsx")
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", home, "--headless", "--convert-to", to, "--outdir", "out", "decided.xlsx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    suffix = to[: to.index(":")]
    (saved,) = (
        path for path in Path("out").iterdir() if suffix == "xlsx" or "Changes" in path.name
    )
    result = _import(run, saved)

    assert 0 == result.code, result.err
    assert dict(
        zip((row["Id"] for row in sheet), ("accepted", "rejected", "deferred"), strict=False)
    ) == _states(rooms)
    assert {"=so"} == {each.reason for each in _ledger(rooms).values()}


def test_table_for_programs(run: Run, rooms: Path) -> None:
    """The CSV of a diff can be filled in, too; what is stale in it decides nothing."""
    by = ("--accept-kind", "typographic", *BY)
    assert 0 == run("review", "2024", "2026", *by).code
    text = NEW.replace("voices low!", "voices very low!")
    (rooms / "2026" / "edition.md").write_text(text, encoding="utf-8")
    assert 0 == run("diff", "2024", "2026", "--format", "csv", "-o", "a.csv").code
    with Path("a.csv").open(newline="", encoding="utf-8") as file:
        rows: list[dict[str, Any]] = list(csv.DictReader(file))
    before = _states(rooms)
    (stale,) = (row for row in rows if row["decision"])
    assert "stale: accepted" == stale["decision"]
    first = next(row for row in rows if row is not stale)
    first |= {"decision": "yes", "reviewer": "B. Clerk"}

    assert 0 == _import(run, _table(rows)).code
    assert before | {first["id"]: "accepted"} == _states(rooms)
