"""The footnotes of a web page: a short link or raised mark in the text, and a note."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from guidegraph.importers.documents.web_page import text_of
from guidegraph.importers.documents.web_raised_notes import raised_marks, unlinked_notes
from guidegraph.importers.documents.web_regions import HEADINGS


if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Footnotes", "footnotes_of"]

_MARK = re.compile(r"[\[(]?\s?(\d{1,4}|[A-Za-z]{1,4}\s?\d{1,3}|[a-z]{1,3}|[*†‡§¶]{1,4})\s?[\])]?")
_CONTAINERS: Final = frozenset(["p", "li", "div", "aside", "section", "dd", "td", "tr"])
_NEAR: Final = 3  # how many elements around a link may have the name that a note links back to
_LONGEST: Final = 10_000


@dataclass(slots=True)
class Footnotes:
    """The footnotes of a page: the links in the text with their marks, and what they lead to."""

    marks: dict[Element, str] = field(default_factory=dict)
    notes: dict[Element, str] = field(default_factory=dict)
    back: set[Element] = field(default_factory=set)


def footnotes_of(root: Element) -> Footnotes:
    """The footnotes of a page."""
    found = Footnotes()
    names: dict[str, Element] = {}
    order: dict[Element, int] = {}
    links: list[Element] = []
    for at, element in enumerate(root.iter("*")):
        order[element] = at
        for name in (element.get("id"), element.get("name")):
            if name:
                names.setdefault(name, element)
        if element.tag == "a" and element.get("href", "").startswith("#"):
            links.append(element)
    raised = raised_marks(root)
    linked = {each.element for each in raised if each.before.strip()}
    judged: dict[tuple[Element, str], bool] = {}
    back_links: dict[Element, list[Element]] = {}
    sizes: dict[Element, int] = {}
    for link in links:
        target = names.get(link.get("href", "")[1:])
        if target is None or link in found.back or order[target] < order[link]:
            continue
        mark = _mark(link)
        note = _container(target, sizes) if mark else None
        if mark is None or note is None or order[note] < order[link]:
            continue
        if note not in back_links:
            back_links[note] = [each for each in note.iter("a") if _leads_up(each, names, order)]
        own = _names_near(link)
        to_it = [each for each in back_links[note] if each.get("href", "")[1:] in own]
        if not to_it and link in linked and target.tag not in HEADINGS:
            if (note, mark) not in judged:
                judged[note, mark] = _is_note(note, mark)
            if not judged[note, mark]:
                continue
        elif not to_it:
            continue
        found.marks[link] = mark
        if note not in found.notes:
            found.notes[note] = mark
            found.back.update(back_links[note])
            if (front := _front(note, mark)) is not None:
                found.back.add(front)
    for sign, front_mark in unlinked_notes(
        [each for each in raised if each.element not in found.marks]
    ):
        note = front_mark.note
        if note is not None and found.notes.setdefault(note, front_mark.mark) == sign.mark:
            found.marks[sign.element] = sign.mark
            found.back.add(front_mark.element)
    return found


def _is_note(note: Element, mark: str) -> bool:
    """Whether what a raised link leads to is a note: an entry, or begins with the mark."""
    return (
        note.tag == "li" or re.match(rf"[\[(]?{re.escape(mark)}(?!\w)", text_of(note)) is not None
    )


def _front(note: Element, mark: str) -> Element | None:
    """What is in front of a note and holds its mark only."""
    at: Element | None = note
    while at is not None and not (at.text or "").strip():
        at = next((each for each in at if isinstance(each.tag, str) and text_of(each)), None)
        if at is not None and text_of(at).strip("[]().: ") == mark:
            return at
    return None


def _mark(link: Element) -> str | None:
    text = "".join(each for each in link.itertext() if isinstance(each, str)).strip()
    matched = _MARK.fullmatch(text) if len(text) < _LONGEST else None
    return None if matched is None else "".join(matched[1].split())


def _container(target: Element, sizes: dict[Element, int]) -> Element | None:
    """The note that begins where a link leads to."""
    at: Element | None = target
    while at is not None and at.tag not in _CONTAINERS:
        at = at.getparent()
    if at is None or _size(at, sizes) > _LONGEST:
        return None
    # word processors put the paragraphs of a note into an element of their own
    above = at.getparent()
    if at.tag == "p" and above is not None and above.tag == "div" and above.get("id"):
        firsts = [each for each in above if isinstance(each.tag, str)]
        if firsts[0] is at and _size(above, sizes) <= _LONGEST:
            return above
    if at.tag == "td":
        return above
    return at


def _size(element: Element, sizes: dict[Element, int]) -> int:
    if element not in sizes:
        sizes[element] = sum(map(len, element.itertext()))
    return sizes[element]


def _leads_up(link: Element, names: dict[str, Element], order: dict[Element, int]) -> bool:
    href = link.get("href", "")
    return href.startswith("#") and order.get(names.get(href[1:], link), 0) < order[link]


def _names_near(link: Element) -> list[str]:
    found: list[str] = []
    at: Element | None = link
    for _ in range(_NEAR):
        if at is None or at.tag in _CONTAINERS:
            break
        found += (name for name in (at.get("id"), at.get("name")) if name)
        at = at.getparent()
    before = link.getprevious()
    if before is not None and before.tag in ("a", "span") and not text_of(before):
        found += (name for name in (before.get("id"), before.get("name")) if name)
    return found
