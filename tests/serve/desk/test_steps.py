"""What an editor decides is in the ledger at once, and can be taken back."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from guidegraph.api import Library
from guidegraph.model.changes import Ref, Wording
from guidegraph.model.errors import MisuseError
from guidegraph.model.review import State
from guidegraph.serve.desk.session import DeskSession
from guidegraph.serve.desk.state import ChangeCard, DeskState
from tests.serve.desk.conftest import TOKEN, Open


def test_changes_are_in_reading_order(open_desk: Open) -> None:
    """As the new edition is read; what was dropped is where it was."""
    desk = open_desk()
    page = desk.client.get(f"/?token={TOKEN}").text
    words = ("spade", "Ladders", "wheelbarrow", "Roses", "Beans", "Tomatoes")
    places = [page.index(word) for word in words]

    assert sorted(places) == places
    assert "0 of" not in page
    assert 'max="6"' in page


def test_a_change_is_rendered_once(open_desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not decided since is not made again, however often the page is opened."""
    desk = open_desk()
    made: list[str] = []
    card = DeskState.card

    def counted(self: DeskState, id_: str) -> ChangeCard:
        made.append(id_)
        return card(self, id_)

    monkeypatch.setattr(DeskState, "card", counted)
    first = desk.client.get(f"/?token={TOKEN}").text
    assert 6 == len(made)
    assert first == desk.client.get(f"/?token={TOKEN}").text
    assert 6 == len(made)
    id_ = desk.about("tools/1")
    desk.decide(id_, reason="a better word")
    assert "a better word" in desk.client.get(f"/?token={TOKEN}").text
    assert [id_] == made[6:]
    desk.post("/undo", {})

    assert "a better word" not in desk.client.get(f"/?token={TOKEN}").text


def test_the_whole_edition(open_desk: Open) -> None:
    """What did not change is there, too, folded."""
    desk = open_desk()
    headers = {"Guidegraph-Token": TOKEN}
    alone = desk.client.get("/list", headers=headers).text
    whole = desk.client.get("/list?whole=1", headers=headers).text

    assert "without changes" not in alone
    assert "1 item without changes" in whole
    assert alone.count('class="card"') == whole.count('class="card"') == 6


def test_what_is_around_an_item(open_desk: Open) -> None:
    """The items before and after it, on each side that it has."""
    desk = open_desk()
    headers = {"Guidegraph-Token": TOKEN}
    text = desk.client.get(f"/around?id={desk.about('tools/3')}", headers=headers).text

    assert "Ladders are stored" in text
    assert "Roses" in text
    assert "no item on this side" in text
    assert 1 == text.count('aria-current="true"')
    assert 400 == desk.client.get("/around?id=x", headers=headers).status_code


def test_a_decision_is_saved_with_all_its_fields(open_desk: Open) -> None:
    """State, reason, rationale, link, class; and what is not said again stays."""
    desk = open_desk()
    id_ = desk.about("tools/1")
    answer = desk.decide(
        id_,
        state="rejected",
        reason="a duty\tof all",
        rationale="Spades rust.",
        link="https://example.org/1",
        **{"class": "editorial"},
    )
    (decision,) = desk.ledger.decisions

    assert 200 == answer.status_code
    assert 1 == answer.json()["done"]
    assert "Spades rust." in answer.json()["cards"][id_]
    assert (State.REJECTED, "A. Reader", "a duty of all", "Spades rust.", Wording.EDITORIAL) == (
        decision.state,
        decision.reviewer,
        decision.reason,
        decision.rationale,
        decision.wording,
    )
    desk.decide(id_)
    (decision,) = desk.ledger.decisions
    assert (State.ACCEPTED, "", "Spades rust.", Wording.EDITORIAL) == (
        decision.state,
        decision.reason,
        decision.rationale,
        decision.wording,
    )


def test_withdrawn_into(open_desk: Open) -> None:
    """Where the content of a withdrawn item went."""
    desk = open_desk()
    desk.decide(desk.about("tools/3"), into=["2026:section/tools/2"])

    assert (Ref(edition="2026", id="section/tools/2"),) == desk.ledger.decisions[0].into


def test_items_are_paired_anew(open_desk: Open) -> None:
    """Another partner makes another list; undo brings the first one back."""
    desk = open_desk()
    before = desk.get("/state")
    asked = {
        "old": ["2024:section/plants/1"],
        "new": ["2026:section/plants/2"],
        "reason": "the same bed",
        "shape": before["shape"],
    }
    answer = desk.post("/pair", asked).json()

    assert 5 == answer["total"]
    assert answer["shape"] != before["shape"]
    card = desk.get(f"/cards?id={answer['at']}")["cards"][answer["at"]]
    assert "Paired by A. Reader" in card
    assert "Roses" in card
    assert "Tomatoes" in card
    assert 409 == desk.post("/pair", asked).status_code
    undone = desk.post("/undo", {}).json()
    assert (6, before["shape"]) == (undone["total"], undone["shape"])
    assert undone["at"] in undone["seen"]
    assert not desk.ledger


def test_items_are_parted(open_desk: Open) -> None:
    """A pair that is none becomes a dropped and an added item."""
    desk = open_desk()
    asked = {"apart": desk.about("tools/1"), "shape": desk.get("/state")["shape"]}

    assert 7 == desk.post("/pair", asked).json()["total"]


def test_undo_after_a_restart(open_desk: Open) -> None:
    """Step by step, also those of a desk that was closed; then there is nothing left."""
    desk = open_desk()
    first, second = desk.about("tools/1"), desk.about("tools/2")
    desk.decide(first)
    desk.decide(second, state="deferred", reason="ask the gardener")
    desk.decide(second)
    again = open_desk()
    assert [second] == list(again.post("/undo", {}).json()["cards"])
    assert {State.ACCEPTED, State.DEFERRED} == {each.state for each in again.ledger.decisions}
    assert second == open_desk().post("/undo", {}).json()["at"]
    assert first == open_desk().post("/undo", {}).json()["at"]

    assert not again.ledger
    assert "no step" in open_desk().post("/undo", {}).json()["problem"]
    again.decide(first)
    assert 200 == open_desk().post("/undo", {}).status_code


def test_two_desks(open_desk: Open) -> None:
    """Who decides second is shown what the first one decided, and asked."""
    one, other = open_desk("A. Reader"), open_desk("B. Writer")
    id_, another = one.about("tools/1"), one.about("tools/2")
    seen = other.seen
    one.decide(id_, state="rejected", reason="a duty")
    answer = other.post("/decide", {"changes": {id_: seen[id_]}, "state": "accepted"})

    assert 409 == answer.status_code
    assert "a duty" in answer.json()["cards"][id_]
    assert State.REJECTED is one.ledger.decisions[0].state
    assert 200 == other.decide(another).status_code
    assert 2 == len(one.ledger.decisions)
    assert 204 != one.client.get("/state?tag=old", headers={"Guidegraph-Token": TOKEN}).status_code
    insisted = {"changes": {id_: answer.json()["seen"][id_]}, "state": "accepted"}
    assert 200 == other.post("/decide", insisted).status_code
    refused = one.post("/undo", {})
    assert "decided again since" in refused.json()["problem"]
    assert {"B. Writer"} == {each.reviewer for each in one.ledger.decisions}


def test_hostile_words_stay_words(open_desk: Open, garden: Path) -> None:
    """Neither an edition nor a decision of somebody else becomes part of the page."""
    attack = "<script>alert(1)</script> \"' onclick=alert(1) &lt;"
    file = garden / "2026" / "edition.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Tomatoes", attack), encoding="utf-8")
    desk = open_desk()
    id_ = desk.about("tools/1")
    fields = {"reason": attack, "rationale": attack, "link": "javascript:alert(1)"}
    desk.decide(id_, state="rejected", **fields)
    page = desk.client.get(f"/?token={TOKEN}").text
    (values,) = re.findall(rf'data-id="{id_}"[^>]*? data-values="([^"]*)"', page)

    assert "alert(1)" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert fields.items() <= json.loads(unescape(values)).items()


def test_several_old_editions(garden: Path) -> None:
    """A fan-in is decided about like a pair, with items of both old editions."""
    (garden / "2025").mkdir()
    for name in ("edition.md", "edition.toml"):
        (garden / "2025" / name).write_bytes((garden / "2024" / name).read_bytes())
    editors = Library.open(garden).editors()
    session = DeskSession(
        editors=editors,
        old=("2024", "2025"),
        new="2026",
        ledger=editors.workspace.ledger_path(["2024", "2025"], "2026"),
        reviewer="A. Reader",
    )
    state = session.state()
    listed = [entry.change for part in state.listed(whole=True) for entry in part.entries]

    assert set(state.reviewed) == set(filter(None, listed))
    old = {ref.edition for each in state.reviewed.values() for ref in each.change.old}
    assert {"2024", "2025"} == old


def test_many_at_once(open_desk: Open) -> None:
    """All that is shown is accepted in one step, which is taken back as one."""
    desk = open_desk()
    desk.decide(*desk.seen)
    assert 6 == desk.get("/state")["done"]
    desk.post("/undo", {})

    assert 0 == desk.get("/state")["done"]


def test_a_name_is_needed(open_desk: Open) -> None:
    """Nothing is decided by nobody."""
    desk = open_desk("")
    id_ = desk.about("tools/1")

    assert "who you are" in desk.decide(id_).json()["problem"]
    assert 400 == desk.post("/reviewer", {"name": "  "}).status_code
    assert "C. Editor" == desk.post("/reviewer", {"name": " C.  Editor "}).json()["reviewer"]
    desk.decide(id_)
    assert "C. Editor" == desk.ledger.decisions[0].reviewer


def test_a_stale_decision_is_shown(open_desk: Open, garden: Path) -> None:
    """When the words are edited later, the old decision is beside the change."""
    desk = open_desk()
    desk.decide(desk.about("tools/2"), reason="better word")
    text = (garden / "2026" / "edition.md").read_text(encoding="utf-8")
    (garden / "2026" / "edition.md").write_text(
        text.replace("kept in the shed", "put into the shed"), encoding="utf-8"
    )
    later = open_desk()
    card = later.get(f"/cards?id={later.about('tools/2')}")["cards"].popitem()[1]

    assert "Stale: accepted" in card
    assert "better word" in card
    assert 'data-state="undecided"' in card


@pytest.mark.parametrize("step", ["ledger", "journal"])
def test_a_full_disk(open_desk: Open, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """The page is told, the ledger is as before, and the next attempt succeeds."""
    desk = open_desk()
    first, second = desk.about("tools/1"), desk.about("tools/2")
    desk.decide(first)
    before = desk.session.ledger.read_bytes()
    with monkeypatch.context() as full:

        def fails(_: int) -> None:
            raise OSError(28, "No space left on device")

        if step == "ledger":
            full.setattr("guidegraph.store.pairs.write_atomically", _unwritable)
        else:
            full.setattr("guidegraph.store.journal.os.fsync", fails)
        answer = desk.decide(second)

    assert 400 == answer.status_code
    assert "no space left" in answer.json()["problem"]
    assert before == desk.session.ledger.read_bytes()
    assert 1 == desk.get("/state")["done"]
    assert 200 == desk.decide(second).status_code
    assert 200 == desk.post("/undo", {}).status_code
    assert before == desk.session.ledger.read_bytes()
    desk.post("/undo", {})
    assert not desk.ledger


def _unwritable(path: Path, _: bytes) -> None:
    raise MisuseError(f"{path}: cannot be written (no space left on device)")


def test_a_damaged_ledger(open_desk: Open) -> None:
    """A ledger that cannot be read is said, and not overwritten."""
    desk = open_desk()
    id_ = desk.about("tools/1")
    desk.decide(id_)
    desk.session.ledger.write_text("change\tnonsense\n", encoding="utf-8")
    answer = desk.post("/decide", {"changes": {id_: ""}, "state": "accepted"})

    assert "review.tsv:1" in answer.json()["problem"]
    assert "change\tnonsense\n" == desk.session.ledger.read_text(encoding="utf-8")
