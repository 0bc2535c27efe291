"""What is published about changes: the pages of a change log and a crosswalk, and its workbook."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from types import MappingProxyType

import pytest
from openpyxl import load_workbook

from guidegraph.diff.run import diff
from guidegraph.model.changes import Comparison, Ref, chosen
from guidegraph.model.edition import Edition, Item
from guidegraph.model.review import Decision, State
from guidegraph.publish.downloads import downloads_of
from guidegraph.render.changelog import crosswalk, log_entries, markdown_of_log
from guidegraph.render.format import FORMATS, ResultKind, format_in_file, written
from guidegraph.workspace import Workspace
from tests.comparisons import HOSTILE, hostile, lending_rules, reading_rooms
from tests.render.test_html import Reader


TEXTS = {
    "dogs": "Dogs wait at the rail outside the door.",
    "books": "Readers return books to the shelf they came from.",
    "noise": "Phones are switched off before anybody enters a room.",
}
LOG, TABLE = "changelog-html", "crosswalk-html"


def page(form: str, comparison: Comparison) -> Reader:
    """A page, read."""
    return Reader(written(form, comparison).decode())


def decided(comparison: Comparison, **states: State) -> Comparison:
    """A comparison with decisions about the changes of some old items, written with `_` for `/`."""
    ids = {each.old[0].id: each.id for each in comparison.changes.changes if each.old}
    found = {}
    for place, state in states.items():
        change = ids[place.replace("_", "/")]
        found[change] = Decision(
            change=change, state=state, reviewer="Ana", date="2026-03-02", reason="between us"
        )
    return replace(comparison, decisions=MappingProxyType(found))


def _html(comparison: Comparison) -> str:
    return written(LOG, comparison).decode()


def _markdown(comparison: Comparison) -> str:
    return markdown_of_log(comparison).replace("\\", "")


@pytest.mark.parametrize("form", [LOG, TABLE])
@pytest.mark.parametrize("comparison", [reading_rooms(), lending_rules()], ids=["rooms", "rules"])
def test_pages_are_whole(form: str, comparison: Comparison) -> None:
    """Elements are nested, every link within the page leads somewhere, no id is there twice."""
    found = page(form, comparison)
    ids = [of["id"] for _, of in found.elements if of.get("id")]
    targets = {(of.get("href") or "")[1:] for tag, of in found.elements if tag == "a"}
    assert [] == found.wrong
    assert len(set(ids)) == len(ids)
    assert targets <= set(ids)
    assert not [of for _, of in found.elements if "style" in of or "onclick" in of]


def test_every_change_is_in_the_log() -> None:
    """Each published change once, by its number, with its clauses, its kind and marked words."""
    comparison = lending_rules()
    found = page(LOG, comparison)
    entries = log_entries(comparison)
    shown = [of["id"] for tag, of in found.elements if tag == "article"]
    assert [f"change-{entry.number}" for entry in entries] == shown
    text = " ".join("".join(text for _, text in found.texts).split())
    for entry in entries:
        assert entry.outcome in text
        assert all(clause in text for clause in (*entry.old, *entry.new))
    assert "may" in found.words("ins") or "must" in found.words("del")


def test_counts_and_what_was_compared() -> None:
    """The top has the editions with their dates, and how many changes there are of each kind."""
    comparison = lending_rules()
    body = written(LOG, comparison).decode()
    for edition in (*comparison.old, comparison.new):
        assert f"issued {edition.issued}" in body
    news = sum(not each.old for each in comparison.changes.changes)
    assert f"<strong>{news}</strong> new" in body
    assert f"{len(comparison.changes.changes)} changes, " in body


def test_what_is_not_decided_is_said() -> None:
    """Undecided, deferred, rejected and hidden changes are counted, in both forms of the log."""
    comparison = lending_rules()
    none = "No decision is on record: the changes are as they were found."
    some = decided(
        comparison, loans_1=State.REJECTED, loans_6=State.DEFERRED, loans_2=State.ACCEPTED
    )
    left = len(comparison.changes.changes) - 3
    sentences = (
        f"{left} changes are not decided yet.",
        "1 change is deferred.",
        "1 change was rejected and is left out.",
    )
    only = replace(comparison, changes=chosen(comparison.changes, only={"dropped"}))
    hidden = len(only.changes.hidden)
    for body in (_html, _markdown):
        assert none in body(comparison)
        assert none not in body(some)
        assert all(sentence in body(some) for sentence in sentences)
        assert f"{hidden} other changes are not shown." in body(only)
        assert "between us" not in body(some)
        assert "Ana" not in body(some)
    marks = page(LOG, some).words("span.open")
    assert [left, 1] == [marks.count("not decided yet"), marks.count("deferred")]


def test_where_withdrawn_content_went_is_a_link() -> None:
    """What was incorporated into a changed clause links to that change; an address is a link."""
    comparison = lending_rules()
    ids = {each.old[0].id: each.id for each in comparison.changes.changes if each.old}
    new = {ref.id: each for each in log_entries(comparison) for ref in each.change.new}
    made = Decision(
        change=ids["loans/6"],
        state=State.ACCEPTED,
        reviewer="Ana",
        date="2026-03-02",
        link="https://example.org/issue/7",
        into=(Ref(edition="2026", id="loans/7"),),
    )
    odd = replace(made, link="javascript:alert(1)")
    for decision, links in ((made, True), (odd, False)):
        decisions = MappingProxyType({decision.change: decision})
        found = page(LOG, replace(comparison, decisions=decisions))
        hrefs = [of.get("href") for tag, of in found.elements if tag == "a"]
        assert hrefs.count(f"#change-{new['loans/7'].number}") > 2
        assert links == (decision.link in hrefs)
        assert decision.link in "".join(text for _, text in found.texts)


def test_every_clause_is_in_the_table() -> None:
    """The page has a row for each row of the crosswalk, the unchanged too."""
    for comparison in (lending_rules(), Workspace.open().diff(["2013-peer"], "combined")):
        found = page(TABLE, comparison)
        rows = [of for tag, of in found.elements if tag == "tr"][1:]
        assert len(list(crosswalk(comparison))) == len(rows)
        assert "unchanged" in {of["class"] for of in rows}


def test_the_workbook_has_the_same_rows() -> None:
    """Frozen and filtered, with what was compared on a second sheet."""
    comparison = lending_rules()
    book = load_workbook(io.BytesIO(written("crosswalk-xlsx", comparison)))
    assert ["Clauses", "About"] == book.sheetnames
    sheet = book["Clauses"]
    assert len(list(crosswalk(comparison))) == sheet.max_row - 1
    assert "A2" == sheet.freeze_panes
    assert sheet.auto_filter.ref
    numbers = {cell.value for cell in sheet["F"][1:]} - {None, ""}
    assert {each.number for each in log_entries(comparison)} == numbers
    assert comparison.old[0].title in str(list(book["About"].values))


def test_a_site_offers_the_workbook() -> None:
    """The crosswalk of a diff is a download of a site, under a name that says what it is."""
    offered = {each.suffix: each.name for each in downloads_of(lending_rules())}
    assert "Crosswalk (Excel)" == offered[".crosswalk.xlsx"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", [LOG, TABLE])
def test_no_text_is_markup(form: str, text: str) -> None:
    """Whatever a document says stays words."""
    found = page(form, hostile(text))
    assert [] == found.wrong
    assert not {tag for tag, _ in found.elements} & {"img", "iframe", "object", "svg"}
    assert (form == TABLE) == ("script" in {tag for tag, _ in found.elements})


def test_the_file_says_which_form() -> None:
    """`-o` with the suffix of another form of the same gives that form; all else stays."""
    assert LOG == format_in_file("changelog", "changes.HTML")
    assert "crosswalk-xlsx" == format_in_file("crosswalk", "/tmp/a.b/x.xlsx")
    for name, file in (
        ("changelog", "changes.md"),
        ("changelog", "html"),
        ("changelog", ""),
        ("crosswalk", "x.csv"),
        ("docx", "x.tracked"),
        ("json", "x.ld"),
        ("csv", "x.html"),
    ):
        assert name == format_in_file(name, file)


def test_forms_are_named_after_what_they_are_forms_of() -> None:
    """Each form of the published lists is found by the suffix of its files, and has no twin."""
    for family in ("changelog", "crosswalk"):
        forms = [name for name in FORMATS if name.split("-")[0] == family]
        suffixes = [FORMATS[name].suffix for name in forms]
        assert len(set(suffixes)) == len(forms) > 1
        for name, suffix in zip(forms, suffixes, strict=True):
            assert name == format_in_file(family, f"x{suffix}")
            assert ResultKind.DIFF in FORMATS[name].holds


def test_what_was_withdrawn_with_its_part() -> None:
    """A withdrawn part has a heading of its own; a table without headings has none."""

    def state(name: str, *sections: str) -> Edition:
        items = [
            item
            for each in sections
            for item in (
                Item(id=each, label=each.title(), pref_label=each.title()),
                Item(id=f"{each}/1", text=TEXTS[each], parent=each, position=1),
            )
        ]
        return Edition(id=name, iri=f"https://example.org/{name}", title=name, items=tuple(items))

    both = diff((state("old", "dogs", "books", "noise"),), state("new", "books", "noise"))
    assert {"Dogs (withdrawn)"} == {entry.part for entry in log_entries(both)}
    assert "## Dogs (withdrawn)" in markdown_of_log(both).replace("\\", "")
    flat = [
        Edition(
            id=name,
            iri=f"https://example.org/{name}",
            title=name,
            items=tuple(Item(id=str(at), text=text) for at, text in enumerate(texts)),
        )
        for name, texts in (("old", list(TEXTS.values())), ("new", list(TEXTS.values())[1:]))
    ]
    change = diff((flat[0],), flat[1])
    assert [""] == [entry.part for entry in log_entries(change)]
    assert "##" not in markdown_of_log(change)


def test_counts_that_overlap_say_so() -> None:
    """Where changes of several kinds are counted with each, the page says it; else it does not."""
    said = "A change of several kinds is counted with each of them."
    for comparison in (reading_rooms(), lending_rules()):
        text = _html(comparison)
        numbers = [int(count) for count in re.findall(r"<li><strong>(\d+)</strong>", text)]
        assert (sum(numbers) > len(log_entries(comparison))) == (said in text)


def test_the_crosswalk_marks_decisions() -> None:
    """A rejected change stays in its row and is marked there; how many are open is said once."""
    comparison = lending_rules()
    assert "No decision is on record" in written(TABLE, comparison).decode()
    one = decided(comparison, loans_6=State.REJECTED, loans_1=State.ACCEPTED)
    text = written(TABLE, one).decode()
    assert "1 change was rejected and is marked." in text
    assert f"{len(comparison.changes.changes) - 2} changes are not decided yet." in text
    assert text.count('<span class="open">rejected</span>') == 1
    rows = [line.split(",")[-1] for line in written("crosswalk", one).decode().splitlines()]
    assert rows[0] == "decision"
    assert rows.count("rejected") == rows.count("accepted") == 1
    book = load_workbook(io.BytesIO(written("crosswalk-xlsx", one)))
    head, *clauses = book["Clauses"].iter_rows(values_only=True)
    at = head.index("Decision")
    assert [each[at] for each in clauses].count("rejected") == 1
    about = [row[1] for row in book["About"].iter_rows(values_only=True) if row[0] == "Decisions"]
    assert "rejected" in about[0]
