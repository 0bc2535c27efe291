"""What a colleague decided, in a ledger or a sheet, is shown before any of it is saved."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from guidegraph.api import Library
from guidegraph.editors import Editors
from guidegraph.model.review import State
from guidegraph.render.format import written
from guidegraph.store.pairs import read_ledger
from tests.serve.desk.conftest import TOKEN, Desk, Open


HEAD = b"change\tdecision\treviewer\tdate\n"


def handed(desk: Desk, name: str, body: bytes) -> httpx.Response:
    """What the page is shown of a file."""
    return desk.client.post(
        "/offer", params={"name": name}, content=body, headers={"Guidegraph-Token": TOKEN}
    )


def taken(desk: Desk, shown: str, *theirs: str) -> httpx.Response:
    """Save what was shown, with *theirs* in the place of what the ledger has."""
    (offer,) = re.findall(r'data-offer="(\w+)"', shown)
    seen = dict(re.findall(r'data-key="(\w+)" data-seen="(\w+)"', shown))
    return desk.post("/take-in", {"offer": offer, "theirs": {id_: seen[id_] for id_ in theirs}})


@pytest.fixture
def theirs(open_desk: Open, tmp_path: Path) -> bytes:
    """The ledger of a colleague: three decisions and a pair, as the desk gives it away."""
    other = open_desk("B. Writer")
    other.session.ledger = tmp_path / "theirs.tsv"
    asked = {"old": ["2024:section/plants/1"], "new": ["2026:section/plants/2"]}
    other.post("/pair", {**asked, "shape": other.get("/state")["shape"]})
    other.decide(other.about("tools/1"), state="rejected", reason="a duty")
    other.decide(other.about("tools/2"))
    other.decide(other.about("tools/3"), state="deferred", reason="ask")
    found = other.client.get("/ledger", headers={"Guidegraph-Token": TOKEN})
    assert 'filename="2024--2026.review.tsv"' in found.headers["content-disposition"]
    assert found.content == (tmp_path / "theirs.tsv").read_bytes()
    return found.content


def test_a_ledger_is_shown_then_saved_then_taken_back(
    open_desk: Open, theirs: bytes, tmp_path: Path
) -> None:
    """
    What is new, the same and contradicts; all as `review --merge` does it, but for what was chosen.
    """
    desk = open_desk("A. Reader")
    first, second = desk.about("tools/1"), desk.about("tools/2")
    desk.decide(first)
    desk.decide(second)
    before = desk.session.ledger.read_bytes()
    shown = handed(desk, "theirs.tsv", theirs).text
    assert "2 decisions are new" in shown
    assert "1 is the same here" in shown
    assert "1 contradicts a decision here" in shown
    for words in ("accepted</strong> by A. Reader", "rejected</strong> by B. Writer", "a duty"):
        assert words in shown
    assert before == desk.session.ledger.read_bytes()

    (tmp_path / "merged.tsv").write_bytes(before)
    (tmp_path / "theirs.tsv").write_bytes(theirs)
    comparison = desk.session.state().review.comparison
    Editors.merge_ledger(tmp_path / "merged.tsv", tmp_path / "theirs.tsv", comparison)
    answer = taken(desk, shown).json()
    assert "2 decisions of theirs.tsv; 1 that contradict were left" in answer["said"]
    assert read_ledger(tmp_path / "merged.tsv") == desk.ledger
    assert 5 == answer["total"]
    desk.post("/undo", {})
    assert before == desk.session.ledger.read_bytes()

    assert 200 == taken(desk, handed(desk, "theirs.tsv", theirs).text, first).status_code
    states = {each.change: (each.state, each.reviewer) for each in desk.ledger.decisions}
    assert (State.REJECTED, "B. Writer") == states[first]
    assert (State.ACCEPTED, "A. Reader") == states[second]
    desk.post("/undo", {})
    assert before == desk.session.ledger.read_bytes()


def test_what_is_decided_meanwhile_is_not_overwritten(open_desk: Open, theirs: bytes) -> None:
    """A choice counts for the decision that was shown; another one is shown first."""
    desk = open_desk("A. Reader")
    first = desk.about("tools/1")
    desk.decide(first)
    shown = handed(desk, "theirs.tsv", theirs).text
    open_desk("C. Editor").decide(first, state="deferred", reason="wait")
    open_desk("C. Editor").decide(desk.about("tools/2"), state="deferred", reason="wait")
    before = desk.session.ledger.read_bytes()

    assert 409 == taken(desk, shown, first).status_code
    assert before == desk.session.ledger.read_bytes()
    assert "2 that contradict were left" in taken(desk, shown).json()["said"]
    kept = [each for each in desk.ledger.decisions if each.reviewer == "C. Editor"]
    assert 2 == len(kept)
    assert 400 == taken(desk, shown).status_code  # it is saved once


def test_a_workbook_is_taken_in(open_desk: Open, garden: Path) -> None:
    """The rows that decide, those that contradict, and those that do not fit."""
    desk = open_desk("A. Reader")
    first, second, third = (desk.about(f"tools/{number}") for number in (1, 2, 3))
    desk.decide(first)
    rows = [
        "Id;Decision;Reviewer;Date;Reason",
        f"{first};no;B. Writer;2026-08-01;a duty",
        f"{second};yes;B. Writer;2026-08-01;",
        f"{third};perhaps;B. Writer;2026-08-01;",
        "0123456789abcdef;yes;B. Writer;2026-08-01;",
        f"{desk.about('plants/1')};yes;;;",
    ]
    shown = handed(desk, "decided.csv", "\n".join(rows).encode("cp1252")).text

    assert "2 decisions are new" in shown
    assert "1 contradicts" in shown
    assert "2 do not fit" in shown
    assert "row 4: " in shown
    assert "0123456789abcdef" in shown
    taken(desk, shown, first)
    found = {each.change: (each.state, each.reviewer) for each in desk.ledger.decisions}
    assert (State.REJECTED, "B. Writer") == found[first]
    assert (State.ACCEPTED, "B. Writer") == found[second]
    assert (State.ACCEPTED, "A. Reader") == found[desk.about("plants/1")]
    workbook = written("xlsx", Library.open(garden).editors().workspace.diff(["2024"], "2026"))
    again = handed(desk, "changes.xlsx", workbook).text
    assert "0 decisions are new" in again
    assert "3 are the same here" in again


def test_a_taken_back_decision_is_a_contradiction(open_desk: Open) -> None:
    """A sheet that takes a decision back changes nothing without a choice."""
    desk = open_desk("A. Reader")
    id_ = desk.about("tools/1")
    desk.decide(id_)
    body = f"Id,Decision,Reviewer\n{id_},undecided,A. Reader\n".encode()
    shown = handed(desk, "sheet.csv", body).text
    assert "1 contradicts" in shown
    taken(desk, shown)
    assert desk.ledger
    taken(desk, handed(desk, "sheet.csv", body).text, id_)

    assert not desk.ledger


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        (
            "other.tsv",
            HEAD + b"0123456789abcdef\taccepted\tB\t2026-01-02",
            "nothing in it is about these editions",
        ),
        ("empty.tsv", HEAD, "no decision is in it"),
        ("a.zip", b"PK\x05\x06" + bytes(18), "a.zip"),
        ("a.pdf", b"%PDF-1.7\n", "a.pdf"),
        ("../x\x00", b"", "not the name of a file"),
    ],
)
def test_a_file_that_is_neither(open_desk: Open, name: str, body: bytes, said: str) -> None:
    """It is said what is wrong with it, and nothing is saved."""
    desk = open_desk()
    answer = handed(desk, name, body)

    assert 400 == answer.status_code
    assert said in answer.json()["problem"]
    assert not desk.session.ledger.exists()


def test_a_ledger_that_people_wrote(open_desk: Open) -> None:
    """Beginnings of ids are enough; a row that does not fit is listed, the others are taken."""
    desk = open_desk("A. Reader")
    first, second = desk.about("tools/1"), desk.about("tools/2")
    desk.decide(second)
    rows = (
        f"{first[:8]}\taccepted\tB. Writer\t2026-08-01\tx",
        f"{first}\trejected\tB. Writer\t2026-08-01\tx",
        f"{second[:9]}\taccepted\tB. Writer\t2026-08-01\tin other words",
        "zz\taccepted\tB. Writer\t2026-08-01\tx",
        "0123456789\taccepted\tB. Writer\t2026-08-01\tx",
    )
    body = HEAD.replace(b"date", b"date\treason") + "\n".join(rows).encode()
    shown = handed(desk, "theirs.tsv", body).text

    for words in ("1 decision is new", "1 contradicts", "3 do not fit", "in other words"):
        assert words in shown
    for line in ("line 3: ", "line 5: ", "line 6: no change has an id that begin"):
        assert line in shown
    taken(desk, shown)
    assert {first: "B. Writer", second: "A. Reader"} == {
        each.change: each.reviewer for each in desk.ledger.decisions
    }
    (new,) = (each for each in desk.ledger.decisions if each.change == first)
    assert new.old
    assert new.about


def test_a_pair_of_other_editions_does_not_fit(open_desk: Open, theirs: bytes) -> None:
    """It is listed, and left out."""
    desk = open_desk()
    shown = handed(desk, "theirs.tsv", theirs.replace(b"2026:section/plants/2", b"2030:x")).text

    assert "1 does not fit" in shown
    assert "2030:x is not in these editions" in shown
    taken(desk, shown)
    assert not desk.ledger.pairings


def test_hostile_words_stay_words_in_an_offer(open_desk: Open, theirs: bytes) -> None:
    """Neither the name of a file nor a reason becomes part of the page."""
    attack = "<script>alert(1)</script>"
    shown = handed(
        open_desk(), f"{attack.replace('/', '')}.tsv", theirs.replace(b"ask", attack.encode())
    ).text

    assert "alert(1)" in shown
    assert "<script" not in shown
