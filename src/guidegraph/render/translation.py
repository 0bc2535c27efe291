"""
The words of pages in the languages that they speak: English, and what `translations` adds.

A message is written in English where it is used and looked up by these words, as in gettext.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final


if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["ENGLISH", "LANGUAGES", "Translation", "language_name", "spoken", "translation"]

_SINGULAR: Final[Mapping[str, Callable[[int], bool]]] = MappingProxyType(
    {"en": lambda count: count == 1, "de": lambda count: count == 1, "fr": lambda count: count < 2}
)

LANGUAGES: Final = tuple(_SINGULAR)
"""The languages that pages speak, English first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """
    The messages of pages in a language.

    Attributes:
        language: the tag of the language.
        messages: the translations, by the English words.
        names: those of classes, properties and words for changes, which are data.
        plurals: the singular and the plural, by the English singular.
    """

    language: str
    messages: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def __call__(self, message: str, /, **values: object) -> str:
        """A message with its values, as in "Changes from %(old)s to %(new)s"."""
        return self.messages.get(message, message) % values

    def several(self, one: str, many: str, count: int, /, **values: object) -> str:
        """A message about a number of things, which is its value `count`."""
        return self._number(one, many, count) % {"count": count, **values}

    def known(self, words: str) -> str:
        """The translation of words that need not be ours, such as the name of a class."""
        return self.names.get(words, words)

    def install(self, environment: Environment) -> None:
        """Give templates `_()`, `{% trans %}` and the filter `known` with these messages."""
        environment.add_extension("jinja2.ext.i18n")
        environment.filters["known"] = self.known
        environment.globals["speech"] = self.language
        installed: Any = environment
        installed.install_gettext_callables(
            lambda message: self.messages.get(message, message), self._number, newstyle=True
        )

    def _number(self, one: str, many: str, count: int) -> str:
        singular, plural = self.plurals.get(one, (one, many))
        return singular if _SINGULAR[self.language](count) else plural


ENGLISH: Final = Translation(language="en")
"""The messages as they are written where they are used."""


@cache
def translation(language: str) -> Translation:
    """The messages in the language that a tag names, or in English."""
    spoken_here = spoken(language)
    if spoken_here == "en":
        return ENGLISH
    source = files(__package__).joinpath(f"translations/{spoken_here}.toml").read_text("utf-8")
    found = tomllib.loads(source)
    return Translation(
        language=spoken_here,
        messages=MappingProxyType(found["messages"]),
        names=MappingProxyType(found["names"]),
        plurals=MappingProxyType({one: (s, p) for one, (s, p) in found["plurals"].items()}),
    )


def spoken(tag: str) -> str:
    """
    The language that pages speak to readers of another one.

    >>> spoken("de-AT"), spoken("sv")
    ('de', 'en')
    """
    first = tag.partition("-")[0].lower()
    return first if first in LANGUAGES else "en"


def language_name(tag: str) -> str:
    """
    The name of a language in itself, or its tag.

    >>> language_name("de"), language_name("pt-BR"), language_name("x-old")
    ('Deutsch', 'português (BR)', 'x-old')
    """
    first, _, rest = tag.partition("-")
    name = _names().get(first.lower())
    if name is None:
        return tag
    return f"{name} ({rest})" if rest else name


@cache
def _names() -> Mapping[str, str]:
    source = files(__package__).joinpath("translations/languages.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(source))
