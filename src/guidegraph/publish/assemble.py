"""The site of a library: every page and data document, each made when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from markupsafe import Markup

from guidegraph.graph.syntax import Syntax, to_bytes
from guidegraph.publish.data import Described, described
from guidegraph.publish.downloads import Download, downloads_of
from guidegraph.publish.feeds.documents import feed_documents
from guidegraph.publish.holdings import Holdings, Wishes
from guidegraph.publish.hosting.documents import hosting_documents
from guidegraph.publish.hosting.sitemap import Listed
from guidegraph.publish.page import KINDS, Page
from guidegraph.publish.routes import FORMS, Form, root_of, url_of
from guidegraph.publish.search_index import search_index
from guidegraph.publish.shelf import Shelf, shelf_of
from guidegraph.publish.site import Alternate, Document, Site
from guidegraph.publish.templating import Templates
from guidegraph.render.plain import plain


__all__ = ["site_of"]

_STYLES = ("base.css", "changes.css", "site.css")
_OF_SOME_PAGES = ("comparison.css", "coverage.css")
# Servers show these for what is at any depth.
_ANYWHERE = ("404.html", "406.html")
_SCRIPTS = ("comparison.js", "findings.js", "search.js", "site.js", "theme.js")


def site_of(holdings: Holdings, wishes: Wishes) -> Site:
    """The site of a library."""
    shelf = shelf_of(holdings, wishes)
    things = {thing.iri: thing for thing in described(shelf)}
    builder = _Builder(
        shelf=shelf,
        templates=Templates(wishes.templates),
        downloads={
            iri: tuple(downloads_of(thing.whole))
            for iri, thing in things.items()
            if thing.whole is not None
        },
    )
    alternates = {iri: tuple(builder.forms(thing)) for iri, thing in things.items()}
    pages = builder.pages()
    forms = {shelf.routes.path_of(iri): found for iri, found in alternates.items()}
    documents = [
        *builder.documents(pages, alternates),
        *(each for thing in things.values() for each in builder.data(thing)),
        *builder.assets(),
        *feed_documents(shelf),
        *hosting_documents(
            forms,
            base=holdings.base,
            title=shelf.title,
            url=wishes.url,
            pages=[Listed(path=page.path, changed=page.changed) for page in pages if page.listed],
        ),
    ]
    return Site(
        base=holdings.base,
        title=shelf.title,
        things=MappingProxyType(forms),
        found=MappingProxyType({document.path: document for document in documents}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """An entry of the site's navigation."""

    place: str
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """A form of what a page is about, with its address from the site's root."""

    name: str
    media_type: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Builder:
    """Makes the documents of a shelf; *downloads* are files of what is whole, by its IRI."""

    shelf: Shelf
    templates: Templates
    downloads: Mapping[str, tuple[Download, ...]]

    def forms(self, thing: Described) -> Iterator[Alternate]:
        """The forms of a thing, HTML first."""
        stem = self.shelf.routes.stems[thing.iri]
        seen: set[str] = set()
        every: list[Form | Download] = [*FORMS, *self.downloads.get(thing.iri, ())]
        for form in every:
            # A type that a client asks for means one document.
            if form.media_type not in seen:
                seen.add(form.media_type)
                path = f"{stem}{form.suffix}"
                yield Alternate(name=form.name, media_type=form.media_type, path=path)

    def data(self, thing: Described) -> Iterator[Document]:
        """The data documents of a thing."""
        stem = self.shelf.routes.stems[thing.iri]
        for form in FORMS[1:]:
            yield Document(
                path=f"{stem}{form.suffix}",
                media_type=form.media_type,
                body=self._data(thing, form.media_type),
            )
        for more in self.downloads.get(thing.iri, ()):
            path = f"{stem}{more.suffix}"
            yield Document(path=path, media_type=more.media_type, body=more.body)

    def pages(self) -> tuple[Page, ...]:
        """The pages of every kind, that about the library first."""
        found = [page for kind in KINDS for page in KINDS[kind](self.shelf)]
        return tuple(sorted(found, key=lambda page: page.thing != self.shelf.holdings.base))

    def documents(
        self, pages: Sequence[Page], alternates: Mapping[str, tuple[Alternate, ...]]
    ) -> Iterator[Document]:
        """The documents of pages, each of which links to the forms of what it is about."""
        places = {page.place for page in pages}
        links = tuple(link for link in _NAVIGATION if link.place in places)
        for page in pages:
            forms = alternates.get(page.thing or "", ())
            yield Document(
                path=page.path, media_type="text/html", body=self._page(page, forms, links)
            )

    def assets(self) -> Iterator[Document]:
        """Style sheets, scripts and the icon."""
        styles = "".join(map(self.templates.source, _STYLES)).encode()
        yield _asset("site.css", "text/css", lambda: styles)
        for name in _OF_SOME_PAGES:
            yield _asset(name, "text/css", self._source(name))
        for name in _SCRIPTS:
            yield _asset(name, "text/javascript", self._source(name))
        yield _asset("icon.svg", "image/svg+xml", self._source("icon.svg"))
        yield _asset("search-index.js", "text/javascript", lambda: search_index(self.shelf))

    def _downloads(self, iri: str | None, forms: Iterable[Alternate]) -> Iterator[_Form]:
        """The files that are none of the forms."""
        listed = {form.path for form in forms}
        for more in self.downloads.get(iri or "", ()):
            path = f"{self.shelf.routes.stems[iri or '']}{more.suffix}"
            if path not in listed:
                yield _Form(name=more.name, media_type=more.media_type, url=url_of(path))

    def _source(self, name: str) -> Callable[[], bytes]:
        return lambda: self.templates.source(name).encode()

    def _data(self, thing: Described, media_type: str) -> Callable[[], bytes]:
        if media_type == FORMS[-1].media_type:
            return lambda: _json(thing.result())
        base = self.shelf.holdings.base
        return lambda: to_bytes(thing.graph(), Syntax(media_type), base)

    def _page(
        self, page: Page, forms: tuple[Alternate, ...], links: tuple[_Link, ...]
    ) -> Callable[[], bytes]:
        def body() -> bytes:
            url = self.shelf.wishes.url
            root = _path(url) if page.path in _ANYWHERE else root_of(page.path)
            return self.templates.filled(
                page.template,
                {
                    "title": page.title,
                    "site": self.shelf.title,
                    "base": self.shelf.holdings.base,
                    "links": links,
                    "place": page.place,
                    "root": root,
                    "home": f"{url_of(self.shelf.routes.stems[self.shelf.holdings.base])}.html",
                    "canonical": f"{url}{url_of(page.path)}" if url else None,
                    "listed": page.listed,
                    "forms": tuple(
                        _Form(name=form.name, media_type=form.media_type, url=url_of(form.path))
                        for form in forms[1:]
                    ),
                    "downloads": tuple(self._downloads(page.thing, forms)),
                    "styles": page.styles,
                    "scripts": page.scripts,
                    # Escaped for this place by what wrote it.
                    "data": Markup(page.data().decode()) if page.data else "",  # noqa: S704
                    "thing": page.thing,
                    "services": self.shelf.wishes.services,
                    "view": page.view(),
                },
            )

        return body


_NAVIGATION = (
    _Link(place="editions", name="Editions", url="index.html#editions"),
    _Link(place="changes", name="Changes", url="index.html#changes"),
    _Link(place="glossary", name="Glossary", url="glossary.html"),
    _Link(place="findings", name="Findings", url="findings.html"),
    _Link(place="coverage", name="Coverage", url="coverage.html"),
)


def _json(result: object) -> bytes:
    # Without white space it is written five times as fast.
    return f"{json.dumps(plain(result), ensure_ascii=False)}\n".encode()


def _asset(name: str, media_type: str, body: Callable[[], bytes]) -> Document:
    return Document(path=f"assets/{name}", media_type=media_type, body=body)


def _path(url: str | None) -> str:
    """The path of an address, `/` where none is known."""
    return urlsplit(url).path if url else "/"
