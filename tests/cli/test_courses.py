"""The commands about courses, on our own course and editions."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import ROOT, Result


Run = Callable[..., Result]

MAP = ROOT / "curricula" / "peer-support-course" / "map.csv"


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(text)))


def test_the_course_moves_to_the_combined_edition(run: Run, tmp_path: Path) -> None:
    """
    The statement about false promises is gone, the one about diversity and dignity needs review,
    what did not change is carried over, and no link is lost; the log takes all of it back.
    """
    done = run("migrate", str(MAP), "2013-peer", "combined", "-o", "new.csv", "--log", "log.jsonl")
    after = rows((tmp_path / "new.csv").read_text(encoding="utf-8"))
    status = {row["item"]: row["status"] for row in after}

    assert 0 == done.code
    assert "gone" == status["value/7/practice/4"]
    assert "needs-review" == status["value/5/practice/3"]
    assert "auto" == status["value/1"] == status["value/5/practice/4"]
    before = rows(MAP.read_text(encoding="utf-8"))
    assert before == [{key: row[key] for key in before[0]} for row in after]
    assert "Every one of 23 links is in the new map exactly once" in done.err

    assert 0 == run("migrate", "--undo", "log.jsonl", "new.csv", "-o", "old.csv").code
    assert MAP.read_bytes() == (tmp_path / "old.csv").read_bytes()


def test_impact_of_the_combined_edition(run: Run) -> None:
    """Impact says the same as the migration, and lists the new roles that the course leaves out."""
    found = json.loads(
        run("impact", "peer-support-course", "2013-peer", "combined", "--format", "json").out
    )
    by_item = {link["item"]["id"]: link for link in found["links"]}
    shown = run("impact", "peer-support-course", "2013-peer", "combined").out

    assert {"gone": 1, "choose-one-of": 0, "needs-review": 3, "auto": 19} == found["summary"]
    assert "gone" == by_item["value/7/practice/4"]["status"]
    assert {"op": "insert", "text": "the people they support."} in (
        by_item["value/5/practice/3"]["words"]
    )
    roles = [item for item in found["uncovered"] if item["type"] == "SupervisorRole"]
    assert 43 == len(roles)
    assert "GONE: the target is lost" in shown
    assert "{+the people they support.+}" in shown


def test_statements_about_diversity(run: Run, tmp_path: Path) -> None:
    """
    'The' before diversity leaves a link valid, unless every difference in words is to be reviewed.
    """
    (tmp_path / "exam.csv").write_text("question,covers\n1,value/5/practice/1\n", encoding="utf-8")
    command = ["migrate", "exam.csv", "2013-peer", "combined", "--item-column", "covers"]

    assert "1,value/5/practice/1,auto,value/5/practice/1\n" in run(*command).out
    command += ["--review-from", "editorial"]
    assert "1,value/5/practice/1,needs-review,value/5/practice/1\n" in run(*command).out
    assert 1 == run(*command, "--fail-on", "needs-review").code


@pytest.mark.slow
def test_two_old_editions(run: Run, tmp_path: Path) -> None:
    """What both old editions said is carried over from either."""
    (tmp_path / "m.csv").write_text(
        "item,edition\nvalue/7/practice/2,2013-peer\nvalue/7/role/1,supervisor\n", encoding="utf-8"
    )
    done = run("migrate", "m.csv", "2013-peer", "supervisor", "combined")

    assert ["auto", "auto"] == [row["status"] for row in rows(done.out)]


def test_undo_keeps_what_was_edited(run: Run, tmp_path: Path) -> None:
    """A map that somebody worked on since is not thrown away."""
    run("migrate", str(MAP), "2013-peer", "combined", "-o", "new.csv", "--log", "log.jsonl")
    new = tmp_path / "new.csv"
    new.write_text(new.read_text(encoding="utf-8").replace("needs-review", "auto", 1), "utf-8")
    done = run("migrate", "--undo", "log.jsonl", "new.csv")

    assert 2 == done.code
    assert "new.csv:9: edited since the migration" in done.err


@pytest.mark.parametrize("form", ["text", "csv", "json", "html", "svg"])
def test_coverage(run: Run, form: str) -> None:
    """All values are covered and no role is, in every format."""
    done = run("coverage", "peer-support-course", "combined", "--format", form)

    assert 0 == done.code
    assert "value/12" in done.out or "person-driven" in done.out


def test_coverage_before_and_after(run: Run) -> None:
    """
    Links made to another edition are carried over, and the coverage of that one stands beside.
    """
    found = json.loads(run("coverage", "peer-support-course", "combined", "--format", "json").out)

    assert "2013-peer" == found["before"]["edition"]
    assert [12, 8, 10, 0] == [share["covered"] for share in found["shares"]]
    assert [12, 9, 11] == [share["covered"] for share in found["before"]["shares"]]
    assert 43 == sum(id_.split("/")[-2:-1] == ["role"] for id_ in found["gaps"])
    assert ["value/7/practice/4"] == [link["item"]["id"] for link in found["lost"]]


def test_the_heat_map_is_one_accessible_file(run: Run) -> None:
    """The page has captions and headings, says in words what its colours say, and loads nothing."""
    page = run("coverage", "peer-support-course", "combined", "--format", "html").out

    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert page.count('<th scope="row"') >= 12
    assert "taught</span>" in page
    assert "<caption>" in page


def test_drift(run: Run) -> None:
    """The course says client where the guideline never does."""
    found = json.loads(run("drift", "peer-support-course", "2013-peer", "--format", "json").out)

    assert {"term": "client", "course": 21, "edition": 0} == found["foreign"][0]
    assert 23 == len(found["statements"])
    assert "client (21)" in run("drift", "peer-support-course", "combined").out


def test_suggested_links_are_a_map(run: Run, library: Path) -> None:
    """
    What is suggested finds all twelve values and nearly all of the map; a filled-in sheet is a map.
    """
    course = library.parent / "curricula" / "peer-support-course"
    (course / "map.csv").unlink()
    command = ("suggest-map", "peer-support-course", "2013-peer", "--library", str(library))
    kept = {(row["statement"], row["item"]) for row in rows(MAP.read_text(encoding="utf-8"))}
    every, sure = (
        {(row["statement"], row["item"]) for row in rows(run(*command, *more).out)}
        for more in (("--format", "csv"), ("--format", "csv", "--min-confidence", "0.6"))
    )

    assert {f"value/{number}" for number in range(1, 13)} <= {item for _, item in every}
    assert len(every & kept) >= 20
    assert len(sure & kept) / len(sure) > 0.6
    sheet = run(*command, "--format", "csv").out
    filled = sheet.replace("\n,", "\nyes,").replace("\n,", "\nyes,")
    (course / "map.csv").write_text(filled, encoding="utf-8")
    done = run("coverage", "peer-support-course", "2013-peer", "--library", str(library))
    assert 0 == done.code
    assert "12 of 12" in done.out


def test_a_sheet_is_taken_in(run: Run, library: Path) -> None:
    """
    A sheet is written in the format of its name; what it confirms is added to the map, what it
    refuses is not suggested again.
    """
    course = library.parent / "curricula" / "peer-support-course"
    sheet = library.parent / "links.csv"
    command = ("suggest-map", "peer-support-course", "2013-peer", "--library", str(library))
    before = (course / "map.csv").read_bytes()
    assert 0 == run(*command, "-o", str(sheet)).code
    head, first, second, *rest = sheet.read_text(encoding="utf-8").splitlines(keepends=True)
    assert first.startswith(",")
    sheet.write_text("".join([head, f"yes{first}", f"no{second}", *rest]), encoding="utf-8")

    done = run(*command, "--take", str(sheet))
    assert 0 == done.code
    assert "1 link added, 0 already there" in done.out
    assert "1 link refused and not proposed again" in done.out
    assert f"{len(rest)} links left open" in done.out
    assert before.partition(b"\n")[2] in (course / "map.csv").read_bytes()
    again = run(*command, "--format", "csv").out
    assert first not in again
    assert second not in again
    assert "1 link refused earlier and not shown." in run(*command).out


def test_ripple(run: Run) -> None:
    """
    A changed definition brings what uses the term, and of that first what uses words that changed;
    statements are first in both, and course statements are among them.
    """
    command = ("ripple", "term/peer-supporter", "2013-peer", "combined")
    found = json.loads(run(*command, "--format", "json").out)
    order = [use["consequence"] for use in found["uses"]]

    assert "substantive" == found["wording"]
    ranks = [
        (not use["changed"], ["obligation", "definition", "value", "course", "prose"].index(each))
        for use, each in zip(found["uses"], order, strict=True)
    ]
    assert sorted(ranks) == ranks
    assert 56 == order.count("obligation")
    assert "peer-support-course" in {use["edition"] for use in found["uses"]}
    assert "{+supporter+}" in run(*command).out


@pytest.mark.parametrize("form", ["text", "csv", "json", "markdown", "turtle", "json-ld"])
def test_comments(run: Run, form: str) -> None:
    """The thirteen comments of the field review are there in every format."""
    done = run("comments", "2013-peer", "--format", form)

    assert 0 == done.code
    assert "F13" in done.out


def test_comments_on_an_item(run: Run) -> None:
    """A value's comments are those on it and on what stands below it."""
    found = json.loads(run("comments", "2013-peer", "value/4", "--format", "json").out)

    assert ["F06"] == [comment["id"] for comment in found["comments"]]


def test_cells_are_no_formulas(run: Run, tmp_path: Path) -> None:
    """No cell that we write can be taken for a formula."""
    (tmp_path / "c.csv").write_text(
        'id,items,comment\nF1,value/1,"=HYPERLINK(1)"\n', encoding="utf-8"
    )
    done = run("comments", "2013-peer", "--file", "c.csv", "--format", "csv")

    assert "'=HYPERLINK(1)" in done.out


def test_migrations_follow_their_schema(run: Run) -> None:
    """The account of a migration is valid, and lists every link."""
    done = run("migrate", str(MAP), "2013-peer", "combined", "--format", "json")
    data = json.loads(done.out)
    schema = json.loads((ROOT / "docs/schema/migrate.schema.json").read_text(encoding="utf-8"))

    assert [] == list(Draft202012Validator(schema).iter_errors(data))
    assert 23 == len(data["migrations"][0]["rows"])


def test_only_what_is_open_is_to_confirm(run: Run, library: Path) -> None:
    """Links of the map are counted and not shown; in JSON they are, with a mark."""
    command = ("suggest-map", "peer-support-course", "2013-peer", "--library", str(library))
    found = json.loads(run(*command, "--format", "json").out)["links"]
    known = [link for link in found if link["known"]]
    shown = run(*command).out

    assert f"{len(found) - len(known)} links to confirm\n" in shown
    assert f"\n{len(known)} links already in the map and not shown.\n" in shown
    assert len(found) - len(known) == sum(line.startswith("  0.") for line in shown.splitlines())
    none = run(*command, "--min-confidence", "1").out
    assert none == "peer-support-course → 2013-peer: nothing left to confirm\n"
