"""The site of a library: every page and data document, each made when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import urlsplit

from markupsafe import Markup

from guidegraph.graph.syntax import Syntax, to_bytes
from guidegraph.publish.content import SiteContent, SiteOptions
from guidegraph.publish.downloads import DownloadFile, downloads_of
from guidegraph.publish.feeds.documents import feed_documents
from guidegraph.publish.hosting.documents import hosting_documents
from guidegraph.publish.hosting.sitemap import SitemapEntry
from guidegraph.publish.index import SiteIndex, indexes_of
from guidegraph.publish.page import KINDS, Page
from guidegraph.publish.resources import Resource, resources_of
from guidegraph.publish.routes import FORMS, Form, root_of, url_of
from guidegraph.publish.search_index import search_index
from guidegraph.publish.site import Alternate, Site, SiteDocument
from guidegraph.publish.templating import Templates
from guidegraph.render.plain import plain
from guidegraph.render.translation import language_name


__all__ = ["site_of"]

_STYLES = ("base.css", "changes.css", "site.css")
_OF_SOME_PAGES = ("comparison.css", "coverage.css")
# Servers show these for what is at any depth.
_ANYWHERE = ("404.html", "406.html")
_SCRIPTS = ("comparison.js", "findings.js", "search.js", "site.js", "theme.js")


def site_of(content: SiteContent, options: SiteOptions) -> Site:
    """
    The site of a library.

    Raises:
        UnknownNameError: there is nothing in the language that the options name.
    """
    index, *others = indexes_of(content, options)
    things = {thing.iri: thing for thing in resources_of(index)}
    builder = _Builder(
        index=index,
        templates=_templates(options, index),
        downloads={
            iri: tuple(downloads_of(thing.whole))
            for iri, thing in things.items()
            if thing.whole is not None
        },
    )
    alternates = {iri: tuple(builder.forms(thing)) for iri, thing in things.items()}
    pages = builder.pages()
    trees = {index.language: pages}
    translated = []
    for other in others:
        its = replace(builder, index=other, templates=_templates(options, other))
        trees[other.language] = tuple(page for page in its.pages() if page.translated)
        translated.append(its)
    forms = {index.routes.path_of(iri): found for iri, found in alternates.items()}
    documents = [
        *builder.documents(trees, alternates),
        *(each for its in translated for each in its.documents(trees, alternates)),
        *(each for thing in things.values() for each in builder.data(thing)),
        *builder.assets(),
        *feed_documents(index),
        *hosting_documents(
            forms,
            base=content.base,
            title=index.title,
            url=options.url,
            pages=[
                SitemapEntry(path=folder + page.path, changed=page.changed)
                for language, folder in (index.trees or {index.language: ""}).items()
                for page in trees[language]
                if page.listed
            ],
        ),
    ]
    return Site(
        base=content.base,
        title=index.title,
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
class _PageLanguage:
    """A language in which a page is available, with its address there."""

    tag: str
    name: str
    url: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Builder:
    """Makes the documents of a site; *downloads* are files of what is whole, by its IRI."""

    index: SiteIndex
    templates: Templates
    downloads: Mapping[str, tuple[DownloadFile, ...]]

    def forms(self, thing: Resource) -> Iterator[Alternate]:
        """The forms of a thing, HTML first."""
        stem = self.index.routes.stems[thing.iri]
        seen: set[str] = set()
        every: list[Form | DownloadFile] = [*FORMS, *self.downloads.get(thing.iri, ())]
        for form in every:
            # A type that a client asks for means one document.
            if form.media_type not in seen:
                seen.add(form.media_type)
                path = f"{stem}{form.suffix}"
                yield Alternate(name=form.name, media_type=form.media_type, path=path)

    def data(self, thing: Resource) -> Iterator[SiteDocument]:
        """The data documents of a thing."""
        stem = self.index.routes.stems[thing.iri]
        for form in FORMS[1:]:
            yield SiteDocument(
                path=f"{stem}{form.suffix}",
                media_type=form.media_type,
                body=self._data(thing, form.media_type),
            )
        for more in self.downloads.get(thing.iri, ()):
            path = f"{stem}{more.suffix}"
            yield SiteDocument(path=path, media_type=more.media_type, body=more.body)

    def pages(self) -> tuple[Page, ...]:
        """The pages of every kind, that about the library first."""
        found = [page for kind in KINDS for page in KINDS[kind](self.index)]
        return tuple(sorted(found, key=lambda page: page.thing != self.index.content.base))

    def documents(
        self,
        trees: Mapping[str, Sequence[Page]],
        alternates: Mapping[str, tuple[Alternate, ...]],
    ) -> Iterator[SiteDocument]:
        """
        The documents of the pages in the language of the index, each of which links to the forms of
        what it is about, and to itself in other languages.

        Args:
            trees: the pages in each language.
        """
        words, tree = self.index.words, self.index.routes.tree
        places = {page.place for pages in trees.values() for page in pages}
        links = tuple(
            replace(
                link,
                name=words(link.name),
                url=f"{tree if link.url.startswith('index.html') else ''}{link.url}",
            )
            for link in _NAVIGATION
            if link.place in places
        )
        paths = {
            language: frozenset(page.path for page in pages if page.translated)
            for language, pages in trees.items()
        }
        for page in trees[self.index.language]:
            forms = alternates.get(page.thing or "", ())
            languages = tuple(self._languages(page, paths)) if page.translated else ()
            yield SiteDocument(
                path=tree + page.path,
                media_type="text/html",
                body=self._page(page, forms, links, languages),
            )

    def _languages(
        self, page: Page, paths: Mapping[str, frozenset[str]]
    ) -> Iterator[_PageLanguage]:
        """The languages that a page is available in; a page that one lacks is its first page."""
        url = self.index.options.url
        first = self.index.routes.stems[self.index.content.base]
        for tag, folder in self.index.trees.items():
            path = page.path if page.path in paths[tag] else f"{first}.html"
            address = url_of(folder + path)
            yield _PageLanguage(
                tag=tag,
                name=language_name(tag),
                url=address,
                address=f"{url}{address}" if url else f"{root_of(self._at(page))}{address}",
                here=tag == self.index.language,
            )

    def _at(self, page: Page) -> str:
        return self.index.routes.tree + page.path

    def assets(self) -> Iterator[SiteDocument]:
        """Style sheets, scripts and the icon."""
        styles = "".join(map(self.templates.source, _STYLES)).encode()
        yield _asset("site.css", "text/css", lambda: styles)
        for name in _OF_SOME_PAGES:
            yield _asset(name, "text/css", self._source(name))
        for name in _SCRIPTS:
            yield _asset(name, "text/javascript", self._source(name))
        yield _asset("icon.svg", "image/svg+xml", self._source("icon.svg"))
        yield _asset("search-index.js", "text/javascript", lambda: search_index(self.index))

    def _downloads(self, iri: str | None, forms: Iterable[Alternate]) -> Iterator[_Form]:
        """The files that are none of the forms."""
        listed = {form.path for form in forms}
        for more in self.downloads.get(iri or "", ()):
            path = f"{self.index.routes.stems[iri or '']}{more.suffix}"
            if path not in listed:
                yield _Form(name=more.name, media_type=more.media_type, url=url_of(path))

    def _source(self, name: str) -> Callable[[], bytes]:
        return lambda: self.templates.source(name).encode()

    def _data(self, thing: Resource, media_type: str) -> Callable[[], bytes]:
        if media_type == FORMS[-1].media_type:
            return lambda: _json(thing.result())
        base = self.index.content.base
        return lambda: to_bytes(thing.graph(), Syntax(media_type), base)

    def _page(
        self,
        page: Page,
        forms: tuple[Alternate, ...],
        links: tuple[_Link, ...],
        languages: tuple[_PageLanguage, ...],
    ) -> Callable[[], bytes]:
        def body() -> bytes:
            url, tree = self.index.options.url, self.index.routes.tree
            root = _path(url) if page.path in _ANYWHERE else root_of(self._at(page))
            return self.templates.filled(
                page.template,
                {
                    "title": page.title,
                    "site": self.index.title,
                    "base": self.index.content.base,
                    "links": links,
                    "place": page.place,
                    "root": root,
                    "tree": tree,
                    "home": self.index.routes.page(self.index.content.base),
                    "canonical": f"{url}{url_of(self._at(page))}" if url else None,
                    "languages": languages,
                    "content_language": self.index.language,
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
                    "services": self.index.options.services,
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


def _templates(options: SiteOptions, index: SiteIndex) -> Templates:
    return Templates(options.templates, index.words)


def _json(result: object) -> bytes:
    # Without white space it is written five times as fast.
    return f"{json.dumps(plain(result), ensure_ascii=False)}\n".encode()


def _asset(name: str, media_type: str, body: Callable[[], bytes]) -> SiteDocument:
    return SiteDocument(path=f"assets/{name}", media_type=media_type, body=body)


def _path(url: str | None) -> str:
    """The path of an address, `/` where none is known."""
    return urlsplit(url).path if url else "/"
