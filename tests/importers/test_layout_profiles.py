"""A layout profile says how a family of documents is read; a bad one is refused in one line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from guidegraph.importers.documents.profiles.guessed import guessed_profile
from guidegraph.importers.documents.profiles.profile import LayoutProfile, matches
from guidegraph.importers.documents.profiles.reading import (
    profile_from_toml,
    profile_text,
    shipped,
    shipped_profile,
)
from guidegraph.importers.importer import Document, importer_for
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError
from guidegraph.model.manifest import Manifest
from tests.importers.reading import outline_of, read


_HOUSE = """
[[furniture]]
what = "page footer"
words = "House * – Sheet #"

[[heading]]
item = "title"
words = "Rules of *"

[[heading]]
item = "value"
begins = "RULE:"

[[heading]]
item = "practice"
begins = "HOW:"

[[heading]]
item = "roles"
words = "The desk helps to:"

[[heading]]
words = "WORDS"

[[heading]]
item = "term"
since = "WORDS"
until = "END"
"""
_TEXT = """\
Rules of the House

1. RULE: BOOKS ARE FREE
We lend to all people who
House Library – Sheet 3
live in the town.

HOW: Lend gladly

- We lend.

The desk helps to:

- show the way.

2. RULE: ROOMS ARE QUIET

HOW: Speak low

- We whisper.

WORDS

LOAN

What goes out.

END

Thank you.
"""


def _with(profile: LayoutProfile, text: str = _TEXT, path: str = "rules.txt") -> Edition:
    body = text.encode()
    document = Document(
        path=path,
        body=body,
        edition="sample",
        iri="https://example.org/sample",
        manifest=Manifest(),
        profile=profile,
    )
    return importer_for(path, body).read(document)


def _house() -> LayoutProfile:
    return profile_from_toml(_HOUSE, "house.toml")


def test_headings_are_items_of_the_types_that_the_profile_says() -> None:
    found = _with(_house())
    assert found.title == "Rules of the House"
    assert [(item.id, item.label or item.text) for item in found.items] == [
        ("value/1", "BOOKS ARE FREE"),
        ("value/1/practice", "Lend gladly"),
        ("value/1/practice/1", "We lend."),
        ("value/1/role/1", "show the way."),
        ("value/2", "ROOMS ARE QUIET"),
        ("value/2/practice", "Speak low"),
        ("value/2/practice/1", "We whisper."),
        ("section/words", "WORDS"),
        ("term/loan", "LOAN"),
        ("section/end", "END"),
        ("section/end/1", "Thank you."),
    ]
    assert found.by_id["value/1"].text == "We lend to all people who live in the town."
    assert found.by_id["value/1"].marker == "1."


def test_what_the_profile_takes_out_is_listed_with_its_reason() -> None:
    reading = _with(_house()).reading
    assert reading is not None
    assert reading.profile == "house.toml"
    assert ("House Library – Sheet 3", "page footer") in {
        (each.text, each.why) for each in reading.left_out
    }
    assert [each.text for each in reading.left_out].count("HOW:") == 2


def test_a_table_is_read_column_by_column_from_heading_to_heading() -> None:
    profile = profile_from_toml(
        """
        [[column]]
        header = "RULE"
        [[column]]
        header = "READERS*"
        [[heading]]
        item = "value"
        words = "#) *"
        [[heading]]
        item = "practice"
        begins = "HOW:"
        """,
        "wide.toml",
    )
    text = (
        "RULE\tREADERS do this\n1) BOOKS ARE FREE\tHOW: ASK\nWe lend to\t<ul> • Ask at\n\n"
        "RULE\tREADERS do this\nall people.\t<ul> the desk. • Say thanks.\n"
        "2) ROOMS ARE QUIET\tHOW: WHISPER\nWe like it so.\t• Whisper.\n"
    )
    found = _with(profile, text)
    assert outline_of(found) == [
        "value/1: BOOKS ARE FREE | We lend to all people.",
        "  value/1/practice: ASK",
        "    value/1/practice/1: Ask at the desk.",
        "    value/1/practice/2: Say thanks.",
        "value/2: ROOMS ARE QUIET | We like it so.",
        "  value/2/practice: WHISPER",
        "    value/2/practice/1: Whisper.",
    ]


def test_the_columns_of_a_plain_table_hold_what_the_profile_says() -> None:
    profile = profile_from_toml(
        '[[column]]\nheader = "Day"\nholds = "attribute"\n[[column]]\nheader = "Rule"\n'
        '[[column]]\nheader = "Code"\nholds = "number"\n',
        "columns.toml",
    )
    found = _with(profile, "Day\tRule\tCode\nMonday\tWe rest.\tR1\nFriday\tWe read.\tR2\n")
    assert [(item.notation, item.text) for item in found.items] == [
        ("R1", "We rest."),
        ("R2", "We read."),
    ]


def test_values_without_numbers_are_counted() -> None:
    text = "RULE: BOOKS ARE FREE\n\nWe lend.\n\nRULE: ROOMS ARE QUIET\n\nWe whisper.\n"
    house = _house()
    rules = tuple(replace(rule, counted=rule.begins == "RULE:") for rule in house.headings)
    found = _with(replace(house, headings=rules), text)
    assert [(item.id, item.marker) for item in found.items] == [
        ("value/1", None),
        ("value/2", None),
    ]


def test_a_profile_holds_for_other_formats_too() -> None:
    html = "<h1>Rules of the House</h1><h3>RULE: BOOKS ARE FREE</h3><h4>HOW: Lend</h4><p>We do.</p>"
    found = _with(_house(), html.replace("RULE", "1. RULE"), "rules.html")
    assert [item.id for item in found.items][:2] == ["value/1", "value/1/practice"]


def test_a_guessed_profile_reads_its_document_as_it_was_read() -> None:
    text = (
        "HOUSE RULES\n\nWelcome.\n\nTOPIC: Lending of books\n\nBooks go out.\n\n"
        "TOPIC: Late returns\n\nWe ask twice.\n\nTOPIC: Lost and broken\n\nTell us.\n\n"
        "No.\tRule\tWho\n1\tBooks go out.\tAll\n2\tFilms go out.\tMembers\n"
    )
    before = read("rules.txt", text)
    profile = profile_from_toml(guessed_profile(before), "guessed.toml")
    assert profile.columns
    assert outline_of(_with(profile, text)) == outline_of(before)


def test_a_shipped_profile_is_chosen_by_its_signs() -> None:
    text = (
        "Background\n\nWhy we wrote this.\n\n1. CORE VALUE: PEER SUPPORT IS FREE\n"
        "PRACTICE GUIDELINE: LET PEOPLE CHOOSE\n\nThe Supervisor’s role is to:\n\n• Ask first.\n"
    )
    found = read("ours.txt", text)
    assert found.reading is not None
    assert found.reading.profile == "core-values-supervisor"
    assert [item.id for item in found.items][-3:] == [
        "value/1",
        "value/1/practice",
        "value/1/role/1",
    ]
    other = read("ours.txt", text.replace("CORE VALUE", "IDEA"))
    assert other.reading is not None
    assert other.reading.profile is None


@pytest.mark.parametrize("name", shipped())
def test_shipped_profiles_have_signs_of_their_own(name: str) -> None:
    profile = shipped_profile(name)
    assert profile.signs
    assert profile_from_toml(profile_text(name), name).headings == profile.headings


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('[[heading]]\nbegin = "X"\n', "$.heading[0].begin: an unknown key"),
        ('[[heading]]\nitem = "chapter"\nwords = "X"\n', "'chapter' is not one of the choices"),
        ('[[heading]]\nlevel = 12\nwords = "X"\n', "12 is too deep"),
        ('[[heading]]\nitem = "term"\n', "$.heading[0].words: missing"),
        ('[[furniture]]\nwords = "*a*b*c*"\n', "more than 3 '*'"),
        ('[[column]]\nholds = "text"\n', "$.column[0].header: missing"),
        ('[[column]]\nheader = "A"\nholds = "words"\n', "'words' is not one of the choices"),
        ("signs = []\n", "no rules"),
        ("signs = [\n", "not TOML"),
    ],
)
def test_a_bad_profile_is_refused_in_one_line(text: str, what: str) -> None:
    with pytest.raises(FormatError) as caught:
        profile_from_toml(text, "bad.toml")
    assert what in str(caught.value)
    assert str(caught.value).startswith("bad.toml")
    assert "\n" not in str(caught.value)


def test_patterns_fit_whole_texts() -> None:
    assert matches("Sheet # of #", "Sheet  3 of 12")
    assert matches("The desk's *", "The desk’s work")
    assert not matches("Sheet #", "Sheet three")
    assert not matches("Sheet *", "A Sheet 3")


@pytest.mark.parametrize(
    ("name", "right"), [("2013-peer", 0.97), ("supervisor", 0.97), ("combined", 0.96)]
)
def test_our_sources_are_read_as_people_wrote_them_down(name: str, right: float) -> None:
    folder = Path("editions") / name
    truth = read("edition.md", (folder / "edition.md").read_text(encoding="utf-8"))
    found = read("source.txt", (folder / "source.txt").read_text(encoding="utf-8"))
    want = {(item.id, item.label, item.text) for item in truth.items if item.type != "Section"}
    typed = {each for each in want if each[0].startswith(("value/", "term/"))}
    have = {(item.id, item.label, item.text) for item in found.items}
    assert len(typed & have) >= right * len(typed)
