"""A small site for tests of servers: things of every kind of name, and their documents."""

from __future__ import annotations

import string
from collections.abc import Mapping
from pathlib import Path

from guidegraph.publish.site import Alternate


__all__ = ["FORMS", "ODD", "PLAIN", "THINGS", "write_site"]

FORMS = (
    ("HTML", "text/html", ".html"),
    ("Turtle", "text/turtle", ".ttl"),
    ("JSON-LD", "application/ld+json", ".jsonld"),
    ("RDF/XML", "application/rdf+xml", ".rdf"),
    ("N-Triples", "application/n-triples", ".nt"),
    ("JSON", "application/json", ".json"),
)

PLAIN = ("combined", "combined/value/7", "combined/é", "combined/x+y,(z)~@=!", "item/honest")
"""Things whose documents are at their own paths."""

ODD: Mapping[str, str] = {
    **{
        f"combined/odd {character}": f"combined/odd-{number}"
        for number, character in enumerate(string.punctuation.replace("/", ""))
    },
    "combined/50%20": "combined/50-20-é",
    "combined/<é ∀>": "combined/e-(1)~@=!+,",
    "item/two  spaces": "item/two-spaces-0",
    "404": "404-taken",
}
"""Things whose documents are elsewhere, and where."""


def _alternates(stem: str, forms: int = len(FORMS)) -> tuple[Alternate, ...]:
    return tuple(
        Alternate(name=name, media_type=media_type, path=f"{stem}{suffix}")
        for name, media_type, suffix in FORMS[:forms]
    )


THINGS: Mapping[str, tuple[Alternate, ...]] = {
    "": _alternates("index"),
    **{path: _alternates(path) for path in PLAIN},
    "combined/terse": _alternates("combined/terse", 2),
    **{path: _alternates(stem) for path, stem in ODD.items()},
}


def write_site(folder: Path) -> None:
    """The documents of the things, each with its own path as its text, and the pages for errors."""
    for alternates in THINGS.values():
        for one in alternates:
            file = folder / one.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(one.path, encoding="utf-8")
    (folder / "404.html").write_text("no such page", encoding="utf-8")
    (folder / "406.html").write_text("none of the forms", encoding="utf-8")
    (folder / "style.css").write_text("p {}", encoding="utf-8")
    (folder / "robots.txt").write_text("User-agent: *", encoding="utf-8")
    (folder / "sitemap.xml").write_text("<urlset/>", encoding="utf-8")
