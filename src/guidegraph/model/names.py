"""
Makes names: slugs for identifiers, sentence case for people; and texts that people can read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TypeVar, cast


__all__ = [
    "TURNING",
    "id_from_iri_path",
    "iri_beginning",
    "iri_path",
    "is_edition_id",
    "sentence_case",
    "shown",
    "slug",
    "spaced",
    "visible",
    "without_abbreviations",
]

T = TypeVar("T")

# RFC 3987: neither delimiters, spaces and controls, nor private and unassigned characters.
_NOT_IN_PATHS = re.compile(
    '[\x00-\x20"#%<>?\\[\\\\\\]^`{|}\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff'
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0004fffe-\U000e0fff"
    "\U000efffe-\U0010ffff]"
)
_ESCAPED = re.compile(r"(?:%[0-9A-F]{2})+")
_EDITION_ID = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?")
TURNING: Mapping[int, str] = MappingProxyType(
    {code: f"⟨U+{code:04X}⟩" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
)
"""
What turns the direction of writing, and may make a reader see other words than there are, with what
is shown instead.
"""

_SHORT_NAME = 3
_CODE = re.compile(r"[^\W\d_]/[^\W\d_]|[^\W\d_]-?\d")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_UNSPACED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def slug(text: str) -> str:
    """
    The words of *text* in lower case, joined by hyphens; letters of any script stay.

    >>> slug("Peer support specialist’s role")
    'peer-support-specialists-role'
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"['’‘`]", "", plain)
    return re.sub(r"[\W_]+", "-", plain).strip("-")


def iri_path(item_id: str) -> str:
    """
    An item's id as the end of an IRI: escaped if necessary; letters of any script stay.

    >>> iri_path("value/7"), iri_path("Art. 5 (é)"), iri_path("50%")
    ('value/7', 'Art.%205%20(é)', '50%25')
    """
    return _NOT_IN_PATHS.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), item_id
    )


def id_from_iri_path(path: str) -> str:
    """
    The inverse of `iri_path`.

    >>> id_from_iri_path("Art.%205%20(é)")
    'Art. 5 (é)'
    """
    return _ESCAPED.sub(
        lambda found: bytes.fromhex(found[0].replace("%", "")).decode(errors="replace"), path
    )


def iri_beginning(iris: Collection[str]) -> str:
    """
    What IRIs have in common up to a `/`, `#` or `:`; nothing if that is no more than a scheme.

    >>> iri_beginning(["https://example.org/a/1", "https://example.org/a/12"])
    'https://example.org/a/'
    >>> iri_beginning(["https://example.org/1", "https://example.com/1"])
    ''
    """
    if not iris:
        return ""
    first, last = min(iris), max(iris)
    same = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), None)
    common = first if same is None else first[:same]
    common = common[: max(map(common.rfind, "/#:")) + 1]
    return "" if common.endswith("//") or common.count(":") == common.endswith(":") else common


def is_edition_id(text: str) -> bool:
    """
    Whether *text* can name an edition: lower-case letters, digits, and `.`, `_`, `-` within.

    >>> is_edition_id("2013-peer"), is_edition_id("../etc")
    (True, False)
    """
    return _EDITION_ID.fullmatch(text) is not None and ".." not in text


def without_abbreviations(name: str) -> tuple[str, tuple[str, ...]]:
    """
    A name, and the abbreviations in round brackets behind it.

    >>> without_abbreviations("PEER SUPPORT SPECIALIST (PSS)")
    ('PEER SUPPORT SPECIALIST', ('PSS',))
    """
    found = re.search(r"(?:(?<!\s)\s++)?+\(([A-Z][A-Z0-9.&/-]{1,11})\)\s*+$", name)
    if not found:
        return name, ()
    return name[: found.start()], (found[1],)


def sentence_case(label: str) -> str:
    """
    A label for people: capitals throughout become a capital at the start, anything else stays.

    What capitals are part of stays: a short name alone, codes, letters that number something.

    >>> sentence_case("PEER SUPPORT IS VOLUNTARY"), sentence_case("Co-supervision")
    ('Peer support is voluntary', 'Co-supervision')
    >>> sentence_case("ANNEX A"), sentence_case("WHO"), sentence_case("RULES OF ISO/TC 46")
    ('Annex A', 'WHO', 'Rules of ISO/TC 46')
    """
    plain = label.strip().lstrip("-–—~ ").strip()
    if any(letter.islower() for letter in plain):
        return plain
    words = plain.split(" ")
    if len(words) == 1 and len(plain) <= _SHORT_NAME:
        return plain
    last = len(words) - 1
    lowered = " ".join(
        word if _CODE.search(word) or (at == last and len(word) == 1) else word.lower()
        for at, word in enumerate(words)
    )
    return lowered[:1].upper() + lowered[1:]


def spaced(text: str) -> str:
    """
    A text on one line, its words separated by single spaces, its control characters made visible.

    >>> spaced(" one  two" + chr(0)) == "one two" + chr(0xFFFD)
    True
    """
    return _CONTROLS.sub("\ufffd", " ".join(text.split()))


def shown(value: T) -> T:
    r"""
    A value for a page: in a text, what turns the direction of writing is made visible.

    >>> shown("a\u202eb"), shown(7)
    ('a⟨U+202E⟩b', 7)
    """
    if isinstance(value, str) and not value.isascii():
        return cast("T", value.translate(TURNING))
    return value


def visible(text: str) -> str:
    """
    A text of the same length with its control characters, except white space, made visible.

    >>> visible("one" + chr(10) + "two" + chr(7)) == "one" + chr(10) + "two" + chr(0xFFFD)
    True
    """
    return _UNSPACED.sub("\ufffd", text)
