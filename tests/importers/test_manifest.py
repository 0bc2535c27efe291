"""`edition.toml` is read strictly."""

from __future__ import annotations

import pytest

from guidegraph.importers.manifest import manifest_from_toml
from guidegraph.model.errors import FormatError
from guidegraph.model.manifest import (
    Correction,
    Furniture,
    Interruption,
    Layout,
    Manifest,
    Markup,
    NoteMarks,
)


def test_an_empty_file_is_a_manifest() -> None:
    """Nothing has to be said."""

    assert Manifest() == manifest_from_toml("", "e.toml")


def test_reads_every_key() -> None:
    """All keys of the reference are understood."""
    text = """
        issued = "2013-07-08"
        language = "pt-BR"
        publisher = "iNAPS"
        rights = "theirs"
        version_of = "https://example.org/guide"
        revision_of = ["2013-peer"]
        derived_from = ["supervisor", "a.b_c"]
        [source]
        file = "official.txt"
        note_marks = "plain"
        markup = ["html", "bold", "emphasis", "links"]
        [[furniture]]
        what = "page footer"
        words = "Page 7"
        times = 3
        [[furniture]]
        what = "bullet"
        words = "•"
        [[correction]]
        found = "long- term"
        meant = "long-term"
        why = "hyphen"
        times = 2
        [[interruption]]
        item = "value/2"
        words = "brings / hope / to"
        why = "columns"
    """
    expected = Manifest(
        issued="2013-07-08",
        language="pt-BR",
        publisher="iNAPS",
        rights="theirs",
        version_of="https://example.org/guide",
        revision_of=("2013-peer",),
        derived_from=("supervisor", "a.b_c"),
        layout=Layout(
            file="official.txt",
            note_marks=NoteMarks.PLAIN,
            markup=(Markup.HTML, Markup.BOLD, Markup.EMPHASIS, Markup.LINKS),
            furniture=(
                Furniture(what="page footer", words="Page 7", times=3),
                Furniture(what="bullet", words="•", times=1),
            ),
            corrections=(Correction(found="long- term", meant="long-term", why="hyphen", times=2),),
            interruptions=(
                Interruption(item="value/2", before="brings", after="hope / to", why="columns"),
            ),
        ),
    )

    assert expected == manifest_from_toml(text, "e.toml")


def test_a_source_may_be_left_to_its_defaults() -> None:
    """`[source]` alone says that there is a `source.txt`."""

    assert Layout() == manifest_from_toml("[source]", "e.toml").layout


@pytest.mark.parametrize("issued", ["2013", "2013-07", "2013-07-08", "2024-02-29", "0001"])
def test_reads_dates(issued: str) -> None:
    """A date may be a year, a month or a day."""

    assert issued == manifest_from_toml(f'issued = "{issued}"', "e.toml").issued


FURNITURE = '[source]\n[[furniture]]\nwhat = "a"\nwords = "b"\n'
CORRECTION = '[source]\n[[correction]]\nfound = "a"\n'
INTERRUPTION = '[source]\n[[interruption]]\nitem = "a"\nwhy = "b"\n'


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        ('issued = "2013-02-30"', "$.issued", "not a date: '2013-02-30'"),
        ('issued = "2023-02-29"', "$.issued", "not a date: '2023-02-29'"),
        ('issued = "2013-13"', "$.issued", "not a date: '2013-13'"),
        ('issued = "2013-00"', "$.issued", "not a date: '2013-00'"),
        ('issued = "0000"', "$.issued", "not a date: '0000'"),
        ('issued = "２０１３"', "$.issued", "not a date"),
        ('issued = "July 8, 2013"', "$.issued", "not a date: 'July 8, 2013'"),
        ('issued = ""', "$.issued", "not a date: ''"),
        ("issued = 2013", "$.issued", 'not a text: 2013; write issued = "2013"'),
        (
            "issued = 2013-07-08",
            "$.issued",
            'not a text: 2013-07-08; write issued = "2013-07-08"',
        ),
        ("issued = 2013-07-08T10:00:00Z", "$.issued", "not a text: 2013-07-08T10:00:00+00:00"),
        ("issued = 10:00:00", "$.issued", "not a text: 10:00:00"),
        ("issued = true", "$.issued", "not a text: True"),
        (f"issued = 0x{'9' * 6000}", "$.issued", "not a text: a number of many digits"),
        (f"issued = [{'1,' * 500}]", "$.issued", "not a text: [1, 1, 1"),
        ('language = "klingonese-"', "$.language", "not a language tag: 'klingonese-'"),
        ('language = "e"', "$.language", "not a language tag: 'e'"),
        ('language = ["en"]', "$.language", "not a text: ['en']"),
        ("publisher = 1", "$.publisher", "not a text: 1"),
        ('publisher = "a\\u001b[31m"', "$.publisher", "a control character in 'a\\x1b[31m'"),
        ('rights = "a\\u0000"', "$.rights", "a control character in 'a\\x00'"),
        ('version_of = "guide"', "$.version_of", "not an IRI: 'guide'"),
        ('version_of = "https://e.org/a b"', "$.version_of", "not an IRI: 'https://e.org/a b'"),
        ('version_of = "https://e.org/<a>"', "$.version_of", "not an IRI"),
        ('revision_of = "a"', "$.revision_of", "not a list of texts: 'a'"),
        ("revision_of = [1]", "$.revision_of", "not a list of texts: [1]"),
        ('revision_of = ["../a"]', "$.revision_of", "not an edition id: '../a'"),
        ('derived_from = ["A"]', "$.derived_from", "not an edition id: 'A'"),
        ('isued = "2013"', "$.isued", "an unknown key; the keys here are issued, language"),
        ("source = 1", "$.source", "not a table: 1"),
        ("[[source]]", "$.source", "not a table: [{}]"),
        ("[source]\nfille = 1", "$.source.fille", "an unknown key; the keys here are file"),
        ("[source]\nfile = 1", "$.source.file", "not a text: 1"),
        ('[source]\nfile = "../a"', "$.source.file", "not a plain file name: '../a'"),
        ('[source]\nfile = "/etc/passwd"', "$.source.file", "not a plain file name"),
        ('[source]\nfile = "a\\\\b"', "$.source.file", "not a plain file name"),
        ('[source]\nfile = ".hidden"', "$.source.file", "not a plain file name"),
        (
            '[source]\nnote_marks = "tiny"',
            "$.source.note_marks",
            "'tiny' is not one of the choices; use one of superscript, plain",
        ),
        ('[source]\nmarkup = ["rtf"]', "$.source.markup", "'rtf' is not one of the choices"),
        ("[source]\nmarkup = true", "$.source.markup", "not a list of texts: True"),
        ("furniture = []\n[source]\n[furnitures]", "$.furnitures", "an unknown key"),
        ("[source]\n[furniture]", "$.furniture", "not a list of tables"),
        ('[[furniture]]\nwhat = "a"', "$.furniture", "there is no source for it"),
        ("[source]\n[[furniture]]", "$.furniture[0].what", "missing or empty"),
        ('[source]\n[[furniture]]\nwhat = " "', "$.furniture[0].what", "missing or empty"),
        (f"{FURNITURE}times = 0", "$.furniture[0].times", "not a number from 1"),
        (f"{FURNITURE}times = -1", "$.furniture[0].times", "not a number from 1"),
        (f"{FURNITURE}times = 1.5", "$.furniture[0].times", "not a number from 1"),
        (f"{FURNITURE}times = true", "$.furniture[0].times", "not a number from 1"),
        (f'{FURNITURE}times = "2"', "$.furniture[0].times", "not a number from 1"),
        (f"{FURNITURE}times = 99999999999", "$.furniture[0].times", "not a number from 1"),
        (f"{FURNITURE}time = 2", "$.furniture[0].time", "an unknown key"),
        (CORRECTION, "$.correction[0].meant", "missing or empty"),
        (f'{CORRECTION}meant = "b"', "$.correction[0].why", "missing or empty"),
        (INTERRUPTION, "$.interruption[0].words", "missing or empty"),
        (f'{INTERRUPTION}words = "a/b"', "$.interruption[0].words", "no ' / ' between words"),
        (f'{INTERRUPTION}words = " / b"', "$.interruption[0].words", "no ' / ' between words"),
        (
            f'{FURNITURE}[[furniture]]\nwhat = "c"',
            "$.furniture[1].words",
            "missing or empty",
        ),
        ('a = "b', 1, "not TOML"),
        ("\n\n[source\n", 3, "not TOML"),
        ('issued = "2013"\nissued = "2014"\n', 2, "not TOML"),
        ("\na = [[[", 2, "not TOML"),
        ("\na = \x01", 2, "not TOML"),
        (f"a = {'9' * 5000}", None, "not TOML: a number too long"),
        (f"a = {'[' * 100_000}", None, "nested too deeply"),
    ],
)
def test_says_where_a_manifest_is_wrong(text: str, where: str | int | None, problem: str) -> None:
    """Every error names the file, the key or the line, and the value."""
    with pytest.raises(FormatError) as caught:
        manifest_from_toml(text, "e.toml")

    place = "e.toml" if where is None else f"e.toml:{where}"

    assert str(caught.value).startswith(f"{place}: {problem}")
    assert len(str(caught.value)) < 300
