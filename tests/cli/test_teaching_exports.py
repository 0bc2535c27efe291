"""Frameworks for Moodle and outcomes for Canvas, whose identifiers follow the alignment."""

from __future__ import annotations

import csv
import io
import json
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from guidegraph.api import Library
from guidegraph.model.errors import GuidegraphWarning
from guidegraph.render.format import losses_of, problem_of, written


Run = Callable[..., Any]
Row = dict[str, str]

TEXTS = {
    "A": "Lends books and takes them back at the desk.",
    "A.1": "Checks the card of a reader before lending anything.",
    "A.2": "Renews a loan once if nobody else waits for the book.",
    "A.3": "Explains the fees for late returns in plain words.",
    "B": "Helps readers to find what they are looking for.",
    "B.1": "Asks back until the question of the reader is clear.",
    "B.2": "Shows the shelf and does not only point to it.",
    "B.3": "Keeps a list of the questions that nobody could answer.",
}
NEW = {
    **{id_: text for id_, text in TEXTS.items() if id_ not in ("A.3", "B.3")},
    "A.2": "Renews a loan up to two times if nobody else waits for the book.",  # reworded
    "B.4": "Opens the gate for visitors in a wheelchair at any time.",  # new
}


def moodle(texts: dict[str, str], framework: str, rename: Callable[[str], str]) -> str:
    """A framework, its competencies under other ID numbers, B.2 below A if they are renamed."""
    head = (
        "Parent ID number,ID number,Short name,Description,Description format,Scale values,"
        "Scale configuration,Rule type (optional),Rule outcome (optional),Rule config (optional),"
        "Cross-referenced competency ID numbers,Exported ID (optional),Is framework,Taxonomy"
    )
    settings = '[{"scaleid":"2"},{"id":2}]'
    rows: list[Sequence[object]] = [
        [head],
        ["", framework, "Desk", "", 1, "No,Yes", settings, *[""] * 5, 1, "x"],
    ]
    for number, (id_, text) in enumerate(texts.items()):
        above = id_.rpartition(".")[0]
        if id_ == "B.2" and rename("A") != "A":
            above = "A"
        row = [rename(above) if above else "", rename(id_), text[:40], f"<p>{text}</p>", 1]
        rule = "rule\\all" if id_ == "A" else ""
        rows.append([*row, "", "", rule, 2, "null", "", number, "", ""])
    return written_rows(rows)


def canvas(texts: dict[str, str], _framework: str, rename: Callable[[str], str]) -> str:
    """The same as outcomes."""
    head = (
        "vendor_guid,object_type,title,description,calculation_method,calculation_int,"
        "workflow_state,parent_guids,mastery_points,ratings,,,"
    )
    rows: list[Sequence[object]] = [[head]]
    for id_, text in texts.items():
        above = id_.rpartition(".")[0]
        if id_ == "B.2" and rename("A") != "A":
            above = "A"
        leaf = "." in id_
        row = [rename(id_), "outcome" if leaf else "group", text[:40], text]
        rest = ["n_mastery", 3, "active", rename(above), 2, 3, "Good", 1, "Poor"] if leaf else []
        rows.append([*row, *(rest or ["", "", "active", "", "", "", "", "", ""])])
    return written_rows(rows)


def written_rows(rows: Sequence[Sequence[object]]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows(rows[1:])
    return f"{rows[0][0]}\n{file.getvalue()}"


TABLES = {"moodle-csv": moodle, "canvas-csv": canvas}
IDS = {"moodle-csv": "ID number", "canvas-csv": "vendor_guid"}
PARENTS = {"moodle-csv": "Parent ID number", "canvas-csv": "parent_guids"}
TEXT = {"moodle-csv": "Description", "canvas-csv": "description"}


def exported(
    run: Run, folder: Path, form: str, new: str, *more: str
) -> tuple[dict[str, Row], list[Row], str]:
    """The rows by their texts, all of them, and the loss report."""
    output, losses = folder / "out.csv", folder / "losses.txt"
    result = run("export", new, f"--to={form}", *more, "-o", output, "--loss-report", losses)
    assert 0 == result.code, result.err
    rows = list(csv.DictReader(io.StringIO(output.read_text("utf-8"), newline="")))
    by_text = {row[TEXT[form]].removeprefix("<p>").removesuffix("</p>"): row for row in rows}
    return by_text, rows, losses.read_text("utf-8")


@pytest.mark.parametrize("form", TABLES)
def test_identifiers_follow_the_alignment(run: Run, tmp_path: Path, form: str) -> None:
    """Renumbered, moved and reworded items keep theirs; what ended is listed."""
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text(TABLES[form](TEXTS, "DESK-1", str), "utf-8")
    new.write_text(TABLES[form](NEW, "DESK-1", lambda id_: id_ and f"N-{id_}"), "utf-8")
    rows, every, losses = exported(run, tmp_path, form, str(new), f"--since={old}")

    for id_, text in NEW.items():
        assert ("N-B.4" if id_ == "B.4" else id_) == rows[text][IDS[form]]
    assert "A" == rows[NEW["B.2"]][PARENTS[form]]  # moved
    assert "7 of 8" not in losses
    assert "6 of 7 items keep an identifier" in losses
    assert all(f"\n{id_} (" in losses for id_ in ("A.3", "B.3"))
    if form == "canvas-csv":
        deleted = [row for row in every if row["workflow_state"] == "deleted"]
        assert ["A.3", "B.3"] == [row["vendor_guid"] for row in deleted]
        assert deleted == every[-2:]
        assert "3" == rows[TEXTS["B.1"]]["ratings"]
    else:
        framework = next(row for row in every if row["Is framework"])
        assert "DESK-1" != framework["ID number"]
        assert "DESK-1" in losses
        assert "rule\\all" == rows[TEXTS["A"]]["Rule type (optional)"]


@pytest.mark.parametrize("form", TABLES)
def test_no_identifier_gets_another_meaning(run: Run, tmp_path: Path, form: str) -> None:
    """A new item does not get the identifier of an old one, even if it has it in its own table."""
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text(TABLES[form](TEXTS, "DESK-1", str), "utf-8")
    swapped = {**TEXTS, "B.1": NEW["B.4"], "B.9": TEXTS["B.1"]}
    new.write_text(TABLES[form](swapped, "DESK-2", str), "utf-8")
    rows, every, _ = exported(run, tmp_path, form, str(new), f"--since={old}")

    assert "B.1" == rows[TEXTS["B.1"]][IDS[form]]
    assert rows[NEW["B.4"]][IDS[form]] not in {*TEXTS, "B.9"}
    assert len({row[IDS[form]] for row in every}) == len(every)


@pytest.mark.parametrize("form", TABLES)
def test_settings_stay_when_the_new_one_is_a_document(run: Run, tmp_path: Path, form: str) -> None:
    """A new edition in another format gets the scales, rules and ratings of the old table."""
    old, new = tmp_path / "old.csv", tmp_path / "new.md"
    old.write_text(TABLES[form](TEXTS, "DESK-1", str), "utf-8")
    lines = [f"{'  ' * id_.count('.')}- {text}" for id_, text in NEW.items()]
    new.write_text("# Desk\n\n" + "\n".join(lines) + "\n", "utf-8")
    rows, every, _ = exported(run, tmp_path, form, str(new), f"--since={old}")

    assert "A.1" == rows[NEW["A.1"]][IDS[form]]
    assert rows[NEW["B.4"]][IDS[form]].startswith("new/")
    if form == "canvas-csv":
        assert "n_mastery" == rows[NEW["A.1"]]["calculation_method"]
        assert "2" == rows[NEW["A.1"]]["mastery_points"]
    else:
        assert "No,Yes" == next(row for row in every if row["Is framework"])["Scale values"]


@pytest.mark.parametrize("form", TABLES)
def test_an_outline_keeps_them(run: Run, tmp_path: Path, form: str) -> None:
    """A table that became an outline, and was edited, has its identifiers still."""
    table, library = tmp_path / "old.csv", tmp_path / "library"
    table.write_text(TABLES[form](TEXTS, "DESK-1", str), "utf-8")
    assert 0 == run("init", str(library)).code
    assert 0 == run("import", str(table), "--as", "desk", f"--library={library}").code
    outline = library / "desk" / "edition.md"
    text = outline.read_text("utf-8").replace("Renews a loan once", "Renews it once")
    edited = tmp_path / "edited.md"
    edited.write_text(f"{text}\n- Opens the gate.\n", "utf-8")
    rows, _, _ = exported(run, tmp_path, form, str(edited))

    assert "B.1" == rows[TEXTS["B.1"]][IDS[form]]
    assert "A.2" == rows["Renews it once if nobody else waits for the book."][IDS[form]]
    assert rows["Opens the gate."][IDS[form]].startswith("edited/")


@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize("id_", Library.open().ids)
def test_our_editions(form: str, id_: str) -> None:
    """Each item has a row with an identifier of its own, and is read again as it was."""
    edition = Library.open().edition(id_).model
    body = written(form, edition)
    rows = list(csv.reader(io.StringIO(body.decode(), newline="")))
    column = rows[0].index(IDS[form])

    assert len({row[column] for row in rows[1:]}) == len(rows) - 1
    assert len(edition.items) == len(rows) - (2 if form == "moodle-csv" else 1)
    assert None is problem_of(form, edition, body)
    assert problem_of(form, edition, b"supper".join(body.rsplit(b"support", 1))) is not None
    assert list(losses_of(form, edition))
    if form == "canvas-csv":
        guids: set[str] = set()
        for row in rows[1:]:
            above = row[rows[0].index("parent_guids")].split()
            assert guids.issuperset(above)
            assert " " not in row[column]
            guids.add(row[column])


def test_columns_that_a_system_has_not(tmp_path: Path) -> None:
    """A column of somebody's own is named in the loss report; others are written."""
    path = tmp_path / "a.csv"
    path.write_text(
        "vendor_guid,object_type,title,description,friendly_description,parent_guids,ratings,,Bloom"
        "\no1,outcome,Cards,Checks.,You check,,3,Good,Apply\n",
        "utf-8",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GuidegraphWarning)
        edition = Library.open().edition(str(path)).model
    (row,) = csv.DictReader(io.StringIO(written("canvas-csv", edition).decode()))

    assert ("You check", "3", "Good") == (row["friendly_description"], row["ratings"], row[""])
    assert any("'Bloom' (1)" in line for line in losses_of("canvas-csv", edition))


def test_no_formula(tmp_path: Path) -> None:
    """A cell that a spreadsheet program could read as a formula is written as a text."""
    path = tmp_path / "a.csv"
    path.write_text("id,text,label\n1,=1+1 is two.,@SUM(A1)\n2,-x,+y\n", "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GuidegraphWarning)
        edition = Library.open().edition(str(path)).model
    for form in TABLES:
        cells = [
            cell
            for row in csv.reader(io.StringIO(written(form, edition).decode(), newline=""))
            for cell in row
        ]
        assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]
        assert any(cell.startswith("'@SUM") for cell in cells)


@pytest.mark.parametrize("form", ["case-json", "moodle-csv", "canvas-csv", "csv"])
def test_only_some_types(run: Run, tmp_path: Path, form: str) -> None:
    """Paragraphs do not become competencies; what is left out is counted."""
    output, losses = tmp_path / "a.out", tmp_path / "a.txt"
    result = run(
        *("export", "combined", f"--to={form}", "--only=corevalue,Practice", "-o", output),
        *("--loss-report", losses),
    )

    assert 0 == result.code, result.err
    text = output.read_text("utf-8")
    assert "value/12/practice" in text
    assert "section/" not in text
    assert "value/1/role" not in text
    assert "left out by --only: 12 GlossaryTerm, 62 Paragraph" in losses.read_text("utf-8")


def test_only_what_there_is(run: Run) -> None:
    """A type that no item has is an error, and so is a part of the changes in a graph."""
    unknown = run("export", "combined", "--to=csv", "--only=Value")
    graph = run("export", "2013-peer..combined", "--to=turtle", "--only=CoreValue")

    assert 0 not in (unknown.code, graph.code)
    assert "CoreValue" in unknown.err
    assert "moodle-csv" in graph.err


def test_record_numbers_are_no_change(run: Run, tmp_path: Path) -> None:
    """The numbers of a database are other ones on each site: they are counted, not compared."""
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text(moodle(TEXTS, "DESK-1", str), "utf-8")
    new.write_text(moodle(TEXTS, "DESK-1", str).replace(",null,,", ",null,,9"), "utf-8")
    result = run("diff", str(old), str(new), "--format=json")

    assert [] == json.loads(result.out)["changes"]
    assert 16 == json.loads(result.out)["audit"]["atoms"]["not_compared"]


@pytest.mark.parametrize("form", TABLES)
def test_what_we_wrote_is_read_as_it_was(run: Run, tmp_path: Path, form: str) -> None:
    """No text differs from that of the document, nor a number; what ended is marked as such."""
    old, new, table = tmp_path / "old.md", tmp_path / "new.md", tmp_path / "out.csv"
    long = " and the fines are told in plain words" * 4
    lines = [f"{place}. {text[:-1]}{long}." for place, text in enumerate(TEXTS.values(), start=1)]
    old.write_text("# Desk\n\n" + "\n".join([*lines, "9. Dusts the lamps."]) + "\n", "utf-8")
    new.write_text("# Desk\n\n" + "\n".join(lines) + "\n", "utf-8")
    exported(run, tmp_path, form, str(new), f"--since={old}")
    found = json.loads(run("diff", str(new), str(table), "--format=json").out)
    changes = [each for each in found["changes"] if each["old"]]
    again = run("export", str(table), f"--to={form}", "-o", "again.csv")
    ended = [each for each in found["changes"] if not each["old"]]

    assert len(lines) == len(changes)
    assert not {"reworded", "relabelled", "renumbered"} & {
        facet for each in changes for facet in each["facets"]
    }
    assert 0 == again.code
    assert table.read_bytes() == Path("again.csv").read_bytes()
    shown, compared = (
        run(*each).out for each in (("show", str(table)), ("diff", str(new), str(table)))
    )
    if form == "canvas-csv":
        assert [["deprecated"]] == [each["facets"] for each in ended]
        assert 1 == shown.count("(withdrawn)")
        assert "Dusts the lamps." in shown.partition("(withdrawn)")[2]
        assert "· withdrawn" in compared
    else:
        assert [] == ended


@pytest.mark.parametrize("form", TABLES)
def test_a_shortened_name_is_only_a_number(run: Run, tmp_path: Path, form: str) -> None:
    """It is written again as it was, and an item with another number is renumbered, no more."""
    old, new, output = tmp_path / "old.csv", tmp_path / "new.csv", tmp_path / "again.csv"
    text = TEXTS["A.1"]
    table = TABLES[form](TEXTS, "DESK", str).replace(f"{text[:40]},", "7 Checks the card…,")
    old.write_text(table, "utf-8")
    new.write_text(table.replace("7 Checks", "8 Checks"), "utf-8")
    found = json.loads(run("diff", str(old), str(new), "--format=json").out)["changes"]

    assert [["renumbered"]] == [each["facets"] for each in found]
    assert 0 == run("export", str(old), f"--to={form}", "-o", str(output)).code
    assert "7 Checks the card…" in output.read_text("utf-8")
