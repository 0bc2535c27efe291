"""The structure tree of a tagged PDF: its elements, and which marked content each one claims."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass, field
from typing import Any, Final


__all__ = ["Content", "Element", "tree_of", "without_log"]

_DEEPEST: Final = 150
_MOST: Final = 2_000_000
_LONGEST_WORDS: Final = 100_000
_LONGEST_CHAIN: Final = 8  # of roles that stand for other roles
_STANDARD: Final = frozenset(
    [
        "Document",
        "Part",
        "Sect",
        "Div",
        "Art",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Caption",
        "Note",
        "Reference",
        "TOC",
        "TOCI",
        "Figure",
        "Span",
        "Link",
        "Artifact",
        "Code",
        "Formula",
        "Form",
        "BlockQuote",
        "Quote",
        "NonStruct",
        "Private",
        "Index",
        "BibEntry",
        "Annot",
    ]
)


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content: its page, from 1, and its number there."""

    page: int
    number: int


@dataclass(slots=True)
class Element:
    """
    An element: its standard role, what is in it, and how many rows and columns a cell covers.

    *words* are those that the file gives for what is printed, if it does.
    """

    role: str
    children: list[Element | Content] = field(default_factory=list)
    rows: int = 1
    columns: int = 1
    words: str | None = None


def without_log(library: str) -> None:
    """Keep what a library logs off standard error, where nobody has asked for it."""
    logger = logging.getLogger(library)
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def tree_of(body: bytes) -> Element | None:
    """
    The tree of a file, or nothing if it has none that can be used.

    A tree that contains itself, is too deep, or is damaged cannot be used.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    without_log("pypdf")
    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted:
            reader.decrypt("")
        root = _value(reader.trailer["/Root"]).get("/StructTreeRoot")
        if root is None:
            return None
        pages = {
            page.indirect_reference.idnum: at
            for at, page in enumerate(reader.pages, start=1)
            if page.indirect_reference is not None
        }
        return _walked(_value(root), pages)
    except (PyPdfError, LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return None


def _walked(root: Any, pages: dict[int, int]) -> Element | None:
    roles = _value(root.get("/RoleMap")) or {}
    top = Element("Document")
    seen: set[int] = set()
    stack: list[tuple[Any, Element, int, int]] = [
        (each, top, 0, 1) for each in reversed(_kids(root))
    ]
    count = 0
    while stack:
        raw, parent, page, depth = stack.pop()
        count += 1
        if depth > _DEEPEST or count > _MOST:
            return None
        value = _value(raw)
        if isinstance(value, int):
            if page:
                parent.children.append(Content(page, value))
            continue
        if not isinstance(value, dict) or value.get("/Type") == "/OBJR":
            continue
        own = value.raw_get("/Pg") if "/Pg" in value else None  # type: ignore[attr-defined]
        page = pages.get(getattr(own, "idnum", 0), page)
        if "/MCID" in value:
            if page and "/Stm" not in value:
                parent.children.append(Content(page, int(value["/MCID"])))
            continue
        number = getattr(raw, "idnum", 0)
        if number and number in seen:
            return None
        seen.add(number)
        element = Element(_role(str(value.get("/S", "")), roles))
        element.rows, element.columns = _spans(value)
        if isinstance(words := _value(value.get("/ActualText")), str):
            element.words = str(words)[:_LONGEST_WORDS]
        parent.children.append(element)
        stack += [(each, element, page, depth + 1) for each in reversed(_kids(value))]
    return top


def _value(raw: Any) -> Any:
    return raw.get_object() if hasattr(raw, "get_object") else raw


def _kids(value: Any) -> list[Any]:
    raw = value.raw_get("/K") if "/K" in value else None
    found = _value(raw)
    if found is None:
        return []
    return list(found) if isinstance(found, list) else [raw]


def _role(name: str, roles: Any) -> str:
    for _ in range(_LONGEST_CHAIN):
        if name.lstrip("/") in _STANDARD or name not in roles:
            break
        name = str(_value(roles[name]))
    return name.lstrip("/")


def _spans(value: Any) -> tuple[int, int]:
    found = {"/RowSpan": 1, "/ColSpan": 1}
    given = _value(value.get("/A"))
    for each in given if isinstance(given, list) else [given]:
        attributes = _value(each)
        if isinstance(attributes, dict):
            for name in found:
                number = attributes.get(name)
                if isinstance(number, int):
                    found[name] = min(max(1, int(number)), 1000)
    return found["/RowSpan"], found["/ColSpan"]
