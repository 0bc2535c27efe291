"""The words of pages: one catalogue, complete in every language that pages speak."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, PackageLoader

import guidegraph
from guidegraph.graph.vocab import ITEM_TYPES
from guidegraph.model.changes import Aspect, Certainty, Direction, Facet, Relation, Wording
from guidegraph.model.edition import Status
from guidegraph.model.findings import Severity
from guidegraph.publish.names import kind_of
from guidegraph.publish.statements import PROPERTY_NAMES
from guidegraph.render import heat
from guidegraph.render.alarms import AlarmKind
from guidegraph.render.phrases import KIND_NAMES
from guidegraph.render.translation import (
    ENGLISH,
    LANGUAGES,
    Translation,
    language_name,
    translation,
)


SOURCES = Path(guidegraph.__file__).parent
FOLDERS = ("guidegraph.publish", "guidegraph.render.html")
FOREIGN = tuple(language for language in LANGUAGES if language != "en")
TABLES = (  # the tables of messages, which are looked up one by one
    ("publish/link_groups.py", "_WORDS"),
    ("publish/statements.py", "_GROUPS"),
    ("publish/statements.py", "_DETAILS"),
    ("publish/assemble.py", "_NAVIGATION"),
)
PLACES = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
TAG = re.compile(r"<[^>]*>")
TAGS = re.compile(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
LETTERS = re.compile(r"[^\W\d_]{2,}")
READ = frozenset({"title", "alt", "aria-label", "placeholder", "label"})
PLAIN = frozenset({"SPARQL", "API", "lang"})


def templates() -> Iterator[tuple[str, str]]:
    """The templates with their names."""
    for package in FOLDERS:
        loader = PackageLoader(package)
        environment = Environment(loader=loader, autoescape=True)
        for name in loader.list_templates():
            if name.endswith(".html"):
                yield name, loader.get_source(environment, name)[0]


def messages_in_templates() -> Iterator[str | tuple[str, str]]:
    """What templates look up: messages, and pairs of a singular and a plural."""
    environment: Any = Environment(
        extensions=["jinja2.ext.i18n"], autoescape=True, trim_blocks=True
    )
    for _, source in templates():
        for _, function, found in environment.extract_translations(source):
            if function == "ngettext":
                yield found[0] or "", found[1] or ""
            else:
                yield found if isinstance(found, str) else found[0] or ""


def messages_in_code() -> Iterator[str | tuple[str, str]]:
    """What functions look up with the words of an index, and the tables of messages."""
    for part in ("publish", "render"):
        for file in sorted((SOURCES / part).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    yield from _looked_up(node)
    for name, table in TABLES:
        module = ast.parse((SOURCES / name).read_text("utf-8"))
        yield from (
            each.value
            for node in module.body
            if table in ast.unparse(node).split("=")[0]
            for each in ast.walk(node)
            if isinstance(each, ast.Constant)
            and isinstance(each.value, str)
            and each.value[:1].isupper()
        )


def _looked_up(call: ast.Call) -> Iterator[str | tuple[str, str]]:
    """The messages in a call such as `words("…")` or `index.words.several("…", "…", 2)`."""
    texts = [each.value for each in call.args if isinstance(each, ast.Constant)]
    match call.func:
        case ast.Name(id="words") | ast.Attribute(attr="words"):
            yield from (text for text in texts[:1] if isinstance(text, str))
        case ast.Attribute(attr="several") if len(texts) > 1:
            yield str(texts[0]), str(texts[1])


def names() -> set[str]:
    """The names of classes, properties and kinds of changes, which pages have as data."""
    enumerations = (Facet, Relation, Wording, Aspect, Direction, AlarmKind, Status, Severity)
    found = {each.value for enumeration in enumerations for each in enumeration}
    found |= {*Certainty} - {Certainty.SURE} | {"wording unsure", "high", "medium", "low"}
    found |= {*KIND_NAMES.values(), "Concept", "Collection", "Ordered collection"}
    found |= {kind_of(type_) for type_ in ITEM_TYPES} | {"Edition", "Course"}
    found |= {*heat.TYPES.values(), *heat.WORDS.values()} - {"–"}
    return found | {*PROPERTY_NAMES.values(), "Broader", "Narrower", "Related", "Member of"}


@pytest.mark.parametrize("language", FOREIGN)
def test_every_message_is_translated(language: str) -> None:
    """The catalogue has all that pages look up, and nothing that they do not."""
    found = [*messages_in_templates(), *messages_in_code()]
    words = translation(language)
    counted = {
        one for one in words.plurals if one.removeprefix("%(count)s ").capitalize() in names()
    }

    assert {each for each in found if isinstance(each, str)} == {*words.messages}
    assert {each[0] for each in found if isinstance(each, tuple)} | counted == {*words.plurals}


@pytest.mark.parametrize("language", FOREIGN)
def test_every_name_is_translated(language: str) -> None:
    """Classes and kinds of changes have a name in each language, and a plural where counted."""
    words = translation(language)

    assert set() == names() - {*words.names}
    assert {*translation(FOREIGN[0]).names} == {*words.names}
    for type_ in (*ITEM_TYPES, "Concept", "Collection", "OrderedCollection"):
        assert f"%(count)s {kind_of(type_).lower()}" in words.plurals


@pytest.mark.parametrize("language", FOREIGN)
def test_translations_keep_what_is_filled_in(language: str) -> None:
    """A translation has the places and the elements of the message."""
    words = translation(language)
    for message, translated in words.messages.items():
        assert sorted(PLACES.findall(message)) == sorted(PLACES.findall(translated)), message
        assert sorted(TAG.findall(message)) == sorted(TAG.findall(translated)), message
    for one, pair in words.plurals.items():
        assert all(PLACES.findall(one) == PLACES.findall(text) for text in pair), one


def test_no_template_has_words_of_its_own() -> None:
    """Every word of a template, and of the attributes that are read, is looked up."""
    found = {}
    for name, source in templates():
        words = WordsOfTemplate()
        words.feed(TAGS.sub("x1", source))
        if words.found:
            found[name] = words.found

    assert {} == found


def test_words_of_a_template_are_found() -> None:
    """The test of templates sees a bare word, in the text and in a label."""
    words = WordsOfTemplate()
    words.feed(TAGS.sub("x1", '<p title="Hint">{{ x }} Word {% if y %}{% endif %}</p>'))

    assert ["Hint", "Word"] == words.found


def test_numbers_of_things() -> None:
    """In French nothing is singular; in English and German it is plural."""
    counts = [
        Translation(language=language).several("%(count)s a", "%(count)s b", count)
        for language in LANGUAGES
        for count in (0, 1, 2)
    ]

    assert ["0 b", "1 a", "2 b", "0 b", "1 a", "2 b", "0 a", "1 a", "2 b"] == counts


def test_other_languages_are_read_in_english() -> None:
    """A language without a catalogue has the words of English."""
    assert ENGLISH is translation("sv") is translation("en-GB")
    assert "de" == translation("de-CH").language


def test_languages_have_their_own_names() -> None:
    """A reader finds a language by its own name; an unknown tag is its own name."""
    assert ("українська", "qaa-x-1") == (language_name("uk"), language_name("qaa-x-1"))


class WordsOfTemplate(HTMLParser):
    """The words that a template without its tags still has."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found += [word for word in LETTERS.findall(data) if word not in PLAIN]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in READ:
                self.found += LETTERS.findall(value or "")
