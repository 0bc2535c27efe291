"""The sites that tests open: that of the bundled library, and one whose every text is hostile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guidegraph.api import Library
from guidegraph.model.changes import (
    Aspect,
    Change,
    Facet,
    Ref,
    Relation,
    WordEdit,
    Wording,
    WordingVerdict,
    WordOp,
)
from guidegraph.model.edition import Association, Edition, Item, Link, Note, Provenance
from guidegraph.model.findings import Finding, Severity
from guidegraph.model.report import Report
from guidegraph.publish.assemble import site_of
from guidegraph.publish.content import SiteContent, SiteOptions
from guidegraph.publish.site import Site
from guidegraph.query.edition_map import edition_map
from guidegraph.store.site_folder import write_site
from tests.comparisons import HOSTILE, comparison_of


__all__ = [
    "ATTACKS",
    "DAY",
    "PAGES",
    "VOCABULARY",
    "Sites",
    "bundled_holdings",
    "hostile_site",
    "wishes",
    "write_pages",
]

DAY = date(2026, 1, 1)
"""The day that exemptions of findings are judged by, so that every run has the same pages."""

PAGES: Mapping[str, str] = {
    "home": "index.html",
    "edition": "combined.html",
    "value": "combined/value/7.html",
    "statement": "combined/value/7/practice/4.html",
    "section": "combined/section/development.html",
    "term": "combined/term/peer-supporter.html",
    "course": "peer-support-course.html",
    "module": "peer-support-course/module/7.html",
    "thread": "item/share-hope.html",
    "changes": "combined/changes/2013-peer.html",
    "fan-in": "combined/changes/2013-peer+supervisor.html",
    "change": "combined/change/*.html",
    "findings": "findings.html",
    "glossary": "glossary.html",
    "coverage": "coverage.html",
    "map": "maps/combined.html",
    "search": "search.html",
    "search-with-hits": "search.html?q=privacy",
    "not-found": "404.html",
    "not-acceptable": "406.html",
}
"""Pages of the bundled library's site, at least one of each kind; a pattern means the first."""

VOCABULARY: Mapping[str, str] = {
    "home": "index.html",
    "edition": "vessels.html",
    "concept": "vessels/c2.html",
    "deprecated": "de/vessels/c4.html",
    "collection": "uk/vessels/set.html",
    "letters": "de/letters/vessels.html",
    "search": "uk/search.html",
}
"""Pages of the site of a vocabulary in three languages."""

ATTACKS = (
    *HOSTILE,
    "<img src=x onerror=\"document.title='taken'\">",
    "javascript:alert(1)",
    "'; alert(1); //",
    "</script><script>alert(1)</script>",
    "שלום עולם, وهذا نص عربي",
    "👩🏽‍🚀 👨‍👩‍👧‍👦 🏳️‍🌈 e\u0301\u0323\u0302",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3,
    "漢字" * 200,
)
"""Texts that a page could take for something else than text, or be torn apart by."""

_OPENED = ("text/html", "text/css", "text/javascript", "image/svg+xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """Sites below one folder that a server serves, too."""

    folder: Path
    origin: str

    def on_disk(self, path: str) -> str:
        """The address of a page on the disk, such as `bundled/index.html`."""
        return f"{self.folder.as_uri()}/{self._first(path)}"

    def on_the_web(self, path: str) -> str:
        """The address of a page on the server."""
        return f"{self.origin}/{self._first(path)}"

    def hostile(self) -> tuple[str, ...]:
        """The pages of the hostile site on which every text is found at least once."""
        patterns = ("*.html", "maps/*.html", "new/*.html", "new/changes/*.html", "new/term/*.html")
        found = (path for each in patterns for path in (self.folder / "hostile").glob(each))
        return tuple(sorted(path.relative_to(self.folder).as_posix() for path in found))

    def _first(self, path: str) -> str:
        if "*" not in path:
            return path
        return min(each.relative_to(self.folder).as_posix() for each in self.folder.glob(path))


def bundled_holdings() -> SiteContent:
    """The bundled library with all that is known of it."""
    return Library.open().publisher().content(DAY)


def wishes(site: str) -> SiteOptions:
    """The wish for a site that is found below a folder of the web."""
    return SiteOptions(url=f"https://site.example/{site}/")


def write_pages(site: Site, folder: Path) -> None:
    """Write what a browser opens; the data beside it is for machines."""
    write_site(
        folder,
        [
            (document.path, document.body)
            for document in site.documents()
            if document.media_type in _OPENED
        ],
    )


def hostile_site() -> Site:
    """A site with a page of every kind that is made of texts, in which each text is an attack."""
    old, new = _edition("old", "before"), _edition("new", "after")
    comparison = comparison_of([old], new, _changes(old, new))
    return site_of(
        SiteContent(
            base=_BASE,
            title=f"{ATTACKS[0]} {ATTACKS[1]}",
            editions=(old, new),
            pairs=(comparison,),
            report=Report(targets=(), rules=(), findings=tuple(_findings(new))),
            maps=(edition_map(new),),
        ),
        wishes("hostile"),
    )


_BASE = "https://example.org/hostile/"


def _edition(name: str, word: str) -> Edition:
    return Edition(
        id=name,
        iri=f"{_BASE}{name}",
        title=f"{word} {ATTACKS[0]} {ATTACKS[1]}",
        language="en",
        issued="2024" if name == "old" else "2026",
        provenance=Provenance(
            publisher=ATTACKS[0], rights=ATTACKS[1], revision_of=() if name == "old" else ("old",)
        ),
        items=tuple(_items(word)),
        associations=tuple(
            Association(origin=f"{number}-{text}", type="usesTerm", destination=f"term/{text}")
            for number, text in enumerate(ATTACKS)
        ),
    )


def _items(word: str) -> Iterator[Item]:
    for number, text in enumerate(ATTACKS):
        yield Item(
            id=f"{number}-{text}",
            type="CoreValue",
            notation=text,
            label=text,
            alt_labels=(text,),
            text=f"{text} {word}",
            notes=(Note(mark=text[:40], text=text), Note(mark="*", text=text, anchor="label")),
            links=(Link(words=text, target=text), Link(words=word, target="javascript:alert(1)")),
            lineage=f"{_BASE}item/{number}",
            position=number + 1,
        )
        yield Item(
            id=f"{number}-{text}/below",
            type="PracticeStatement",
            text=f"{text} below",
            parent=f"{number}-{text}",
        )
    for number, text in enumerate(ATTACKS):
        yield Item(
            id=f"term/{text}",
            type="GlossaryTerm",
            label=text,
            alt_labels=(text,),
            text=text,
            position=number + 1,
        )


def _changes(old: Edition, new: Edition) -> Iterable[Change]:
    for before, after in zip(old.items, new.items, strict=True):
        text = before.label or before.text or ""
        yield Change(
            relation=Relation.SAME,
            old=(Ref(edition=old.id, id=before.id),),
            new=(Ref(edition=new.id, id=after.id),),
            facets=(Facet.REWORDED, Facet.RELABELLED),
            verdict=WordingVerdict(
                wording=Wording.SUBSTANTIVE, aspects=(Aspect.OTHER,), reasons=(text,)
            ),
            words=(
                WordEdit(op=WordOp.EQUAL, text=text),
                WordEdit(op=WordOp.DELETE, text=text),
                WordEdit(op=WordOp.INSERT, text=text),
            ),
            label_words=(WordEdit(op=WordOp.INSERT, text=text),),
        )


def _findings(edition: Edition) -> Iterator[Finding]:
    for item, severity in zip(edition.items, list(Severity) * len(edition.items), strict=False):
        yield Finding(
            rule="duplicate-statement",
            severity=severity,
            edition=edition.id,
            items=(item.id,),
            message=item.text or "",
            quote=item.text or "",
        )
