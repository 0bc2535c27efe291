"""What on a web page is no part of the document: menus, hidden panels, banners, buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from guidegraph.importers.documents.laid import Kind, LaidReason
from guidegraph.importers.documents.web_page import classes, style_of
from guidegraph.importers.importer import Tracked
from guidegraph.model.reading import GuessKind


if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["HEADINGS", "Regions", "is_permalink", "only_links"]

HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_NAMED = re.compile(
    r"(?!.{300})"  # no name is so long
    r"(?:.*[-_])?(?:cookies?|consent|gdpr|breadcrumbs?|skip-?(?:link|nav|to)?|navbar|sidebar"
    r"|sphinxsidebar|navbox|pagination|pager|share|social|toolbar|editsection|noprint|printfooter"
    r"|catlinks|jump-?(?:link|to-nav)|rst-footer-buttons|navheader|navfooter|prevnext|prev-next"
    r"|(?:mw-|site-|main-)?navigation|(?:site|top|main|global)-?(?:nav|menu)|newsletter|advert"
    r"|popup|modal)(?:[-_](?:banner|bar|notice|box|popup|content|list|nav|links?|container|wrapper|message|dialog|items?))*"
)
_CONTENTS = re.compile(
    r"(?!.{300})"
    r"(?:.*[-_])?(?:toc|tocwrapper|localtoc|table-?_?of-?_?contents|doc-toc|msotoc(?:heading|\d))"
    r"(?:[-_](?:list|tree|wrapper|container|inner|body|entry|item|\d))*"
)
_CONTROLS: Final = frozenset(
    ["select", "option", "datalist", "textarea", "input", "meter", "progress"]
)
_ROLES: Final = {
    "search": "the search of the page",
    "contentinfo": "the foot of the page",
    "banner": "the head of the page",
    "dialog": "a dialog",
    "alertdialog": "a dialog",
    "toolbar": "buttons",
    "menu": "a menu",
    "menubar": "a menu",
    "tooltip": "a hint shown on demand",
}
_SECTIONS: Final = frozenset(
    ["main", "article", "section", "blockquote", "td", "dd", "li", "figure"]
)
_CONTENT: Final = frozenset(("html", "body", "main", "section", "article", "dt", "dd", *HEADINGS))
_SEPARATORS: Final = " |·•›»«‹/\u2192\u2190"
_SIGNS = re.compile(r"[^\w]{0,3}")
_FEW_ENTRIES: Final = 3


class Regions:
    """
    Says of elements of a page why they are no part of the document.

    Args:
        root: the page.
        tracked: how insertions and deletions are read.
    """

    def __init__(self, root: Element, tracked: Tracked) -> None:
        self.tracked = tracked
        self.names: dict[str, int] = {}  # where on the page what has a name begins
        self._lists: dict[Element, int] = {}  # where lists begin
        for at, each in enumerate(root.iter("*")):
            for name in filter(None, (each.get("id"), each.get("name"))):
                self.names.setdefault(name, at)
            if each.tag in ("ul", "ol"):
                self._lists[each] = at
        mains = [each for each in root.iter("*") if _is_main(each)]
        self.main = mains[0] if len(mains) == 1 else None

    def of(self, element: Element) -> tuple[Kind, LaidReason] | None:
        """What else an element is than a part of the document, and why."""
        tag, named = element.tag, classes(element)
        if (why := self._hidden(element)) is not None:
            return _furniture(why)
        if tag == {Tracked.ACCEPT: "del", Tracked.REJECT: "ins"}[self.tracked]:
            return _furniture("deleted words" if tag == "del" else "inserted words, not accepted")
        if tag == "button":
            # the heading of a panel that opens is a button in many pages
            inside = (each.tag for each in element.iterancestors())
            if not any(each in HEADINGS or each in ("summary", "dt") for each in inside):
                return _furniture("a button")
        if tag in _CONTROLS:
            return _furniture("a field of a form")
        if tag in ("iframe", "audio", "video", "canvas", "noscript"):
            return _furniture("words for browsers that cannot show what the page shows")
        role = element.get("role", "").lower()
        is_navigation = tag == "nav" or role in ("navigation", "doc-toc")
        if (
            any(map(_CONTENTS.fullmatch, named))
            and tag not in HEADINGS
            and tag not in ("body", "html", "main", "article")
            and (is_navigation or tag != "section" or self._leads_inside(element))
            and not _has_prose(element)
        ):
            return Kind.CONTENTS, _reason("a contents list", 0.95)
        if is_navigation:
            if self._leads_inside(element):
                return Kind.CONTENTS, _reason("a contents list", 0.95)
            return _furniture("links to other pages")
        if tag in ("ul", "ol") and self._lists_contents(element):
            return Kind.CONTENTS, _reason("a list of nothing but links into the page", 0.85)
        if (tag in ("header", "footer", "aside") or role in _ROLES) and not _has_title(element):
            why = self._outside(element, role)
            if why is not None:
                return _furniture(why)
        if not (tag in _CONTENT or _has_title(element) or self._holds_main(element)):
            # a heading's words are often the id of what is below it, as in id="social-media"
            mostly = element.get("class", "").lower().split() if _has_heading(element) else named
            if (name := next(filter(_NAMED.fullmatch, mostly), None)) is not None:
                return Kind.FURNITURE, _reason(f"an element named {name[:40]!r}", 0.8)
        return None

    def _hidden(self, element: Element) -> str | None:
        style = style_of(element)
        if style.get("display") == "none" or style.get("visibility") == "hidden":
            return "hidden words"
        if element.get("hidden", "until-found").lower() != "until-found":
            return "hidden words"
        if element.get("aria-hidden", "").lower() == "true":
            return "words that screen readers leave out"
        if style.get("mso-hide") == "all":
            return "hidden words"
        if element.tag == "dialog" and element.get("open") is None:
            return "a dialog"
        return None

    def _outside(self, element: Element, role: str) -> str | None:
        """Why the head or foot of something is that of the page, and not of a part of it."""
        if role in _ROLES and role not in ("banner", "contentinfo"):
            return _ROLES[role]
        above = [each for each in element.iterancestors() if isinstance(each.tag, str)]
        if role not in ("banner", "contentinfo") and any(each.tag in _SECTIONS for each in above):
            return None
        if self._holds_main(element) or element.find(".//*[@role='doc-endnotes']") is not None:
            return None
        if element.tag == "aside":
            return "beside the main part of the page" if self.main is not None else None
        is_head = role == "banner" or element.tag == "header"
        return _ROLES["banner" if is_head else "contentinfo"]

    def _holds_main(self, element: Element) -> bool:
        return self.main is not None and element in self.main.iterancestors()

    def _leads_inside(self, element: Element) -> bool:
        """Whether most links in an element lead to places in the page."""
        targets = [each.get("href", "") for each in element.iter("a") if each.get("href")]
        inside = sum(each[:1] == "#" and each[1:] in self.names for each in targets)
        return bool(inside * 2 > len(targets))

    def _lists_contents(self, element: Element) -> bool:
        """Whether a list has nothing but links to places in the page, most of them after it."""
        entries = [each for each in element if each.tag == "li"]
        if len(entries) < _FEW_ENTRIES or any(
            each.tag in ("ul", "ol") for each in element.iterancestors()
        ):
            return False
        after = 0
        for entry in entries:
            links = [each for each in entry if each.tag == "a"]
            inside = [each for each in links if each.get("href", "")[:1] == "#"]
            if len(inside) != 1 or inside[0].get("href", "")[1:] not in self.names:
                return False
            after += self.names[inside[0].get("href", "")[1:]] > self._lists[element]
            beside = [entry.text, *(each.tail for each in entry)]
            if any(_SIGNS.fullmatch((each or "").strip()) is None for each in beside):
                return False
        return after * 2 > len(entries)


def is_permalink(link: Element, text: str) -> bool:
    """Whether a link is only a sign to take the address of a heading or paragraph from."""
    if _SIGNS.fullmatch(text) is None or not text:
        return False
    return "#" in link.get("href", "")


def only_links(pieces: list[tuple[str, bool]]) -> bool:
    """Whether words, each with whether it is in a link, are several links with signs between."""
    links = 0
    before = False
    for words, linked in pieces:
        if linked:
            links += not before
        elif words.strip().strip(_SEPARATORS):
            return False
        elif not words.strip():
            continue
        before = linked
    return links > 1


def _is_main(element: Element) -> bool:
    return "main" in (element.tag, element.get("role", "").lower())


def _has_title(element: Element) -> bool:
    return next(element.iter("h1"), None) is not None


def _has_heading(element: Element) -> bool:
    return next(element.iter(*HEADINGS), None) is not None


def _has_prose(element: Element) -> bool:
    """Whether there are sentences in an element outside its links."""
    parts: Iterator[str] = (
        part
        for each in element.iter("p", "li")
        for part in (each.text, *(child.tail for child in each))
        if part
    )
    return any(len(each.split()) > 8 for each in parts)


def _furniture(why: str) -> tuple[Kind, LaidReason]:
    return Kind.FURNITURE, _reason(why, 1.0)


def _reason(why: str, confidence: float) -> LaidReason:
    return LaidReason(decision=GuessKind.FURNITURE, why=why, confidence=confidence)
