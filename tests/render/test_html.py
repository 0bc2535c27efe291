"""Diffs as pages of HTML."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources

import pytest

from guidegraph.model.changes import Comparison
from guidegraph.model.errors import MisuseError
from guidegraph.model.names import TURNING
from guidegraph.model.report import RuleBook
from guidegraph.model.review import Decision, State
from guidegraph.render.filters import FilterChoice, filters_of
from guidegraph.render.format import RenderOptions, written
from guidegraph.render.phrases import spaced
from guidegraph.render.standing import numbers_of
from tests.comparisons import HOSTILE, hostile, lending_rules, reading_rooms
from tests.golden_files import golden


VOID = {"meta", "input", "br"}


class Reader(HTMLParser):
    """The elements of a page, and its texts by the classes of the elements around them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, str]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.wrong: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop()[0] != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        around = tuple(f"{tag}.{name}" if name else tag for tag, name in self.open)
        self.texts.append((around, data))

    def words(self, element: str) -> list[str]:
        """The texts within an element, without what is said to screen readers only."""
        return [
            text
            for around, text in self.texts
            if element in around and "span.said" not in around and text.strip()
        ]


def html(comparison: Comparison, page: RenderOptions = RenderOptions()) -> str:  # noqa: B008 - it is frozen
    """The comparison as a page."""
    return written("html", comparison, page).decode()


def test_golden() -> None:
    """A small diff gives the page that a person has judged."""
    actual = html(reading_rooms())

    assert golden("reading-rooms.html", actual) == actual


def test_well_formed() -> None:
    """Every element is closed in its order, and no id stands twice."""
    page = Reader(html(reading_rooms()))
    ids = Counter(attributes["id"] for _, attributes in page.elements if "id" in attributes)

    assert not page.wrong
    assert not page.open
    assert {1} == {*ids.values()}


def test_references() -> None:
    """What a link or a label points to is there."""
    page = Reader(html(reading_rooms()))
    ids = {attributes.get("id") for _, attributes in page.elements}
    targets = {
        (attributes.get("href") or "")[1:] for tag, attributes in page.elements if tag == "a"
    }
    labels = {attributes.get("aria-labelledby") for _, attributes in page.elements} - {None}

    assert targets <= ids
    assert labels <= ids


def test_policy() -> None:
    """Nothing is asked of the network, and only this script and this style sheet are allowed."""
    text = html(reading_rooms())
    page = Reader(text)
    policy = next(
        attributes["content"]
        for _, attributes in page.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()

        assert f"{directive} 'sha256-{digest}'" in (policy or "")
    assert (policy or "").startswith("default-src 'none';")
    assert "unsafe" not in (policy or "")
    assert not {"src", "style", "srcset", "action"} & {
        name for _, attributes in page.elements for name in attributes
    }
    assert not [
        name for _, attributes in page.elements for name in attributes if name.startswith("on")
    ]
    assert "http" not in re.sub(r'<meta http-equiv="', "", text).replace("https://example", "")


def test_every_change_is_there() -> None:
    """Each change has an article with its id, purely typographic ones, too."""
    comparison = reading_rooms()
    page = Reader(html(comparison))
    found = [attributes.get("id") for tag, attributes in page.elements if tag == "article"]

    assert sorted(f"change-{change.id}" for change in comparison.changes.changes) == sorted(
        str(id_) for id_ in found
    )


def test_words_without_colour() -> None:
    """Words removed and added are said to be so, in text that is in the page."""
    text = html(reading_rooms())

    assert (
        '<del><span class="said">removed: </span>must'
        '<span class="said"> (end of removed words)</span></del>'
    ) in text
    assert (
        '<ins><span class="said">added: </span>may'
        '<span class="said"> (end of added words)</span></ins>'
    ) in text


def test_without_script() -> None:
    """The filters are hidden until the script shows them; no change is."""
    page = Reader(html(reading_rooms()))
    hidden = [attributes.get("id") for _, attributes in page.elements if "hidden" in attributes]

    # The last one is empty until the changes are sorted by weight.
    assert ["filters", "chosen", "by-weight"] == hidden


def _options(page: Reader, name: str) -> list[str]:
    """The values of the options of a list of choices."""
    at = next(
        at
        for at, (tag, each) in enumerate(page.elements)
        if (tag, each.get("name")) == ("select", name)
    )
    rest = itertools.takewhile(lambda each: each[0] == "option", page.elements[at + 1 :])
    return [each["value"] or "" for _, each in rest]


def _marks(page: Reader) -> list[list[str]]:
    """What each change of a page can be chosen by."""
    groups = (
        (attributes.get("data-marks") or "").split(" | ")
        for tag, attributes in page.elements
        if tag == "article"
    )
    return [mark.split() for group in groups for mark in group]


def _decided() -> Comparison:
    """A comparison with a decision, and with a stale one."""
    comparison = reading_rooms()
    one, other = (
        Decision(change=each.id, state=State.ACCEPTED, reviewer="A. Reader", date="2026-07-31")
        for each in comparison.changes.changes[:2]
    )
    return replace(comparison, decisions={one.change: one}, stale={other.change: other})


@pytest.mark.parametrize("comparison", [reading_rooms(), lending_rules(), _decided()], ids=str)
def test_filters(comparison: Comparison) -> None:
    """Each change is found by its marks, and a list offers what some change has, and no more."""
    text = html(comparison)
    page = Reader(text)
    marks = _marks(page)
    offered = {
        name: _options(page, name)[1:]
        for name in ("state", "kind", "wording", "aspect", "direction")
        if f'<select name="{name}"' in text
    }

    assert len(comparison.changes.changes) == len(marks)
    assert {each[0] for each in marks} == {*offered["kind"]}
    assert {mark for each in marks for mark in each[1:]} - {"unsure"} == {
        value for name, values in offered.items() if name != "kind" for value in values
    }
    assert any("unsure" in each for each in marks) == ('name="unsure"' in text)
    assert bool(comparison.decisions) == ("state" in offered)


def test_filters_are_those_of_the_desk() -> None:
    """The page and the desk offer the same filters, by the same names, in the same order."""
    pages = {
        "page": resources.files("guidegraph.render.html") / "templates/_comparison.html",
        "desk": resources.files("guidegraph.serve.desk") / "templates/desk.html",
    }
    names = ["Decision", "Kind", "Meaning", "Aspect", "Direction", "Part"]

    assert names == [each.name for each in filters_of([_CHOICE], [("", *_ALL)], [_CHOICE, _CHOICE])]
    for page in pages.values():
        assert "{% for filter in" in page.read_text("utf-8")
    for label in (
        '_("Filters")',
        '_("Text contains")',
        '_("only what is unsure")',
        '_("Show all")',
    ):
        assert all(label in page.read_text("utf-8") for page in pages.values())


_CHOICE = FilterChoice(value="1", name="one", count=1)
_ALL = ("accepted", "editorial", "force", "weakened")


def test_everything_and_summary() -> None:
    """With everything asked for, nothing is folded; a summary has neither filters nor changes."""
    assert html(reading_rooms()).count('name="also"') == 1
    assert html(reading_rooms(), RenderOptions(everything=True)).count('name="also"') == 0
    summary = html(reading_rooms(), RenderOptions(summary=True))

    assert "<article" not in summary
    assert "<script" not in summary
    assert "explained exactly once" in summary


def test_language() -> None:
    """Texts bear the language of their edition, and nothing that is no language."""
    assert '<p class="words" dir="auto" lang="en">' in html(reading_rooms())
    languages = {
        attributes["lang"]
        for _, attributes in Reader(html(hostile('x" onload="'))).elements
        if "lang" in attributes
    }

    assert {"en"} == languages


def test_look_first_comes_first() -> None:
    """What to look at first is before the counts, the filters and the parts, in the text, too."""
    text = html(lending_rules())
    places = [text.index(f'id="{name}"') for name in ("first", "summary", "filters", "parts")]

    assert sorted(places) == places


def test_titles_instead_of_ids() -> None:
    """An item without a name is called by its clause; its id is beside it."""
    text = html(lending_rules())

    assert '<span class="clause" dir="auto">Loans, 1</span> <code class="id">loans/1</code>' in text
    assert '<code class="id">loans</code>' not in text


def test_paper_has_removed_words_in_the_text() -> None:
    """On paper a pair is one text with the words removed and added; a screen has both sides."""
    text = html(reading_rooms())
    sides = re.findall(r'<div class="side new">(?:(?!<div).)*greet.*?</div>', text, re.DOTALL)

    assert any('<del class="paper">must</del> <ins>' in side for side in sides)
    assert ".paper { display: none; }" in text


def test_index_of_clauses() -> None:
    """At the end each clause that changed has links to its changes by their numbers."""
    comparison = lending_rules()
    text = html(comparison)
    index = text[text.index('<h2 id="clauses">') :]
    numbers = numbers_of(comparison)
    links = set(re.findall(r'<a href="#change-(\w+)">(\d+)</a>', index))

    assert {(each.id, str(numbers[each.id])) for each in comparison.changes.changes} == links
    assert text.index('<h2 id="clauses">') > text.rindex("<article")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(text: str) -> None:
    """No element and no attribute comes from data, and the words are those of the document."""
    mild = Reader(html(hostile("mild")))
    page = Reader(html(hostile(text)))
    shape = [
        (tag, {name: value for name, value in attributes.items() if name not in _VARIES})
        for tag, attributes in page.elements
    ]
    expected = [
        (tag, {name: value for name, value in attributes.items() if name not in _VARIES})
        for tag, attributes in mild.elements
    ]
    words = page.words("p.words")

    assert expected == shape
    assert not page.wrong
    assert spaced(text).translate(TURNING) in words
    assert spaced(f"{text} before").translate(TURNING) in words
    assert spaced(f"{text} after").translate(TURNING) in words


# The ids of changes, which are fingerprints, and the language, which "mild" is and others are not.
_VARIES = {"id", "href", "aria-labelledby", "lang"}


def test_replaced_in_one_place() -> None:
    """A dropped item and the added one at its place are one article with two addresses."""
    text = html(lending_rules())
    page = Reader(text)
    articles = {
        "+".join(
            each.split()[0] for each in (attributes["data-marks"] or "").split(" | ")
        ): attributes
        for tag, attributes in page.elements
        if tag == "article"
    }
    ids = [change.id for change in lending_rules().changes.changes]

    assert "change-" + ids[2] == articles["lost+added"]["id"]
    assert [1] * len(ids) == [text.count(f'id="change-{id_}"') for id_ in ids]
    assert 1 == len(re.findall(r"<p class=\"words\"[^>]*><ins class=\"whole\">.*Cards are", text))


def test_weight() -> None:
    """The weight is said in words, and as a number for the script that sorts by it."""
    page = Reader(html(lending_rules()))
    figures = [
        attributes.get("data-weight") for tag, attributes in page.elements if tag == "article"
    ]

    assert ["1.0", "1.0", "0.8", "0.9", "0.6", "0.5", "1.0", "1.0"] == figures
    assert {"weight: high", "weight: medium"} == {
        text for around, text in page.texts if any("importance" in each for each in around)
    }


def test_look_here_first() -> None:
    """The list has why, what is unsure, the words that differ, the reasons, and a way to it."""
    page = html(lending_rules())
    first = page[page.index('<h2 id="first">') : page.index("</section>", page.index('id="first"'))]
    weakened = first[first.index("Weakened") : first.index("Unsure")]

    assert "<strong>Dropped</strong> (unsure) " in first
    assert '<span dir="auto">Loans, 6</span> <code class="id">2024:loans/6</code>' in first
    assert "Preamble" not in first
    assert '</strong> (wording unsure) <a href="#change-' in first
    assert "<del>" in weakened
    assert "&#39;must pay&#39; was added" in weakened


def test_ids_are_fingerprints() -> None:
    """No id or address in a page holds anything of a document."""
    page = Reader(html(hostile('x" y="')))
    values = {
        attributes[name]
        for _, attributes in page.elements
        for name in ("id", "href", "aria-labelledby", "data-part")
        if name in attributes
    }

    assert all(re.fullmatch(r"#?[a-z0-9-]+", str(value)) for value in values)


def test_same_bytes() -> None:
    """The same diff gives the same page."""
    assert html(reading_rooms()) == html(reading_rooms())


def test_other_results() -> None:
    """HTML is for diffs."""
    with pytest.raises(MisuseError, match="the format 'html' cannot hold rules; use one of"):
        written("html", RuleBook(cards=()))
