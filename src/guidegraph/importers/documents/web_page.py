"""The tree of a web page, whatever its encoding, within limits."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from guidegraph.importers.decoding import decoded
from guidegraph.importers.limits import MAX_EXPANDED
from guidegraph.importers.sheet import Repairs
from guidegraph.model.errors import FormatError


if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["classes", "page_of", "shift_of", "style_of", "text_of", "text_of_page", "walk"]

_HEAD: Final = 4_096
_DECLARED = re.compile(
    rb"""<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE
)
_XML = re.compile(rb"""<\?xml[^<>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})""")
_SELF_CLOSED = re.compile(r"<([A-Za-z][A-Za-z0-9:]{0,30})((?:\s[^<>]{0,4000})?)/>")
_VOID: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
# A quotation mark opens a value only behind "=", as parsers see it; in quotes, ">" ends no tag.
_START_TAG = re.compile(r"""<[A-Za-z](?:[^\s>=]++|\s++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))*+""")
_ATTRIBUTE = re.compile(r"""(?<![\s"'/])[\s"'/]++[^\s"'/=]""")
_MOST_ATTRIBUTES: Final = 1_000
_IGNORED = re.compile("[\u00ad\u200b\u2060\ufeff]")
_PROPERTY = re.compile(r"\s*([A-Za-z-]{1,40})\s*:\s*([^;]{1,400})")
_SHIFTS: Final = {"sup": 1, "super": 1, "sub": -1, "baseline": 0}
_AS_WINDOWS: Final = ("iso8859-1", "ascii")


def text_of_page(path: str, body: bytes) -> str:
    """
    A web page as text: in the encoding of its byte order mark or that it declares, else UTF-8.

    As browsers do, Latin 1 is read as Windows-1252, and so are lines that are not UTF-8.
    """
    found = _DECLARED.search(body[:_HEAD]) or _XML.search(body[:_HEAD])
    repairs = Repairs(path)
    encoding = None
    if found is not None and not body.startswith((codecs.BOM_UTF8, b"\xff\xfe", b"\xfe\xff")):
        try:
            name = codecs.lookup(found[1].decode("ascii")).name
            "".encode(name)  # refuses codecs that are not for texts
            encoding = "cp1252" if name in _AS_WINDOWS else name
        except (LookupError, ValueError):
            encoding = None
    if encoding is not None and not encoding.startswith("utf"):
        text = body.decode(encoding, errors="replace")
    else:
        text = decoded(path, body, None, repairs)
    repairs.warn()
    return _IGNORED.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd"))


def page_of(path: str, text: str) -> Element:
    """
    The root element of a web page.

    Raises:
        FormatError: it is empty, too large, or its elements are nested too deep or have too many
            attributes.
    """
    from lxml import etree, html

    if len(text) > MAX_EXPANDED:
        raise FormatError(path, None, f"more than {MAX_EXPANDED >> 20} MB", "split it")
    _check_attributes(path, text)
    if text[:_HEAD].lstrip().startswith("<?xml") or "www.w3.org/1999/xhtml" in text[:_HEAD]:
        text = _SELF_CLOSED.sub(_closed, text)
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        problem = f"not a web page ({str(error)[:80]})"
        raise FormatError(path, None, problem, "check the file") from None
    for entry in parser.error_log:
        if "depth" in entry.message.lower() or "huge" in entry.message.lower():
            problem = "elements nested more than 256 deep, or a text of more than 10 MB"
            raise FormatError(path, entry.line, problem, "simplify the page, or split it")
    found: Element = root
    return found


def _check_attributes(path: str, text: str) -> None:
    """Refuse an element with so many attributes or namespaces that a parser takes minutes."""
    for tag in _START_TAG.finditer(text):
        # An attribute takes two characters at least: few tags have to be counted.
        long = tag.end() - tag.start() > 2 * _MOST_ATTRIBUTES
        if long and sum(1 for _ in _ATTRIBUTE.finditer(tag[0])) > _MOST_ATTRIBUTES:
            raise FormatError(
                path,
                text.count("\n", 0, tag.start()) + 1,
                f"an element with more than {_MOST_ATTRIBUTES} attributes or namespaces",
                "remove them, or save the page again with another program",
            )


def _closed(found: re.Match[str]) -> str:
    """An empty element of XML as browsers read one of HTML."""
    name = found[1]
    return found[0] if name.lower() in _VOID else f"<{name}{found[2]}></{name}>"


def walk(
    root: Element,
    begin: Callable[[Element], bool],
    words: Callable[[str], None],
    end: Callable[[Element], None],
) -> None:
    """
    Go through an element in the order of the page, without recursion.

    *begin* returns whether what is in an element is wanted; *end* is called for those only.
    """
    stack: list[tuple[Element, Iterator[Element]]] = []
    entered: Element | None = root
    while entered is not None or stack:
        if entered is not None:
            if isinstance(entered.tag, str) and begin(entered):
                words(entered.text or "")
                stack.append((entered, iter(entered)))
            elif stack:
                words(entered.tail or "")
        if not stack:
            break
        element, children = stack[-1]
        entered = next(children, None)
        if entered is None:
            stack.pop()
            end(element)
            if stack:
                words(element.tail or "")


def classes(element: Element) -> list[str]:
    """The classes of an element and its id, in small letters."""
    return f"{element.get('class', '')} {element.get('id', '')}".lower().split()


def style_of(element: Element) -> dict[str, str]:
    """The properties in an element's own style."""
    style = element.get("style")
    if not style:
        return {}
    found = (_PROPERTY.match(each) for each in style[:_HEAD].split(";"))
    return {each[1].lower(): each[2].strip().lower() for each in found if each is not None}


def shift_of(element: Element) -> int | None:
    """Whether an element raises (1), lowers (-1) or puts back (0) what is in it."""
    by_tag = _SHIFTS.get(element.tag)
    return by_tag or _SHIFTS.get(style_of(element).get("vertical-align", ""))


def text_of(element: Element) -> str:
    """All words of an element, with single spaces."""
    return " ".join(" ".join(each for each in element.itertext() if isinstance(each, str)).split())
