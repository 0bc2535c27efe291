"""
Numbers in front of headings, list entries and texts: how they are printed, and which of them are
numbers of a sequence and not words that happen to be first, as in "2024 review" or "A. Smith".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final


__all__ = [
    "PLAIN_BULLETS",
    "Marker",
    "Numbered",
    "is_kind",
    "marker_at",
    "number_of",
    "numbered",
    "numbered_siblings",
    "sequences",
    "unnumbered",
]

_BULLETS: Final = "-*+•‣◦▪▫●○·–—■□❖➢➤✓✔\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d"
PLAIN_BULLETS: Final = "-*+"
"""The bullets of Markdown itself."""
_MARKER = re.compile(
    rf"(?P<bullet>[{re.escape(_BULLETS)}])(?=[ \t]|$)"
    r"|(?P<bold>\*\*|__)?(?P<open>\(?)"
    r"(?:(?P<clause>\d{1,4}(?:\.\d{1,4}){1,7})|(?P<digits>\d{1,4})|(?P<letters>[A-Za-z]{1,7}))"
    r"(?P<close>[.)]?)(?(bold)(?P=bold))(?=[ \t]|$)"
)
_HOLLOW = re.compile(r"o(?=[ ]{2}|\t)")
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class Marker:
    """
    What may be the bullet or number of a list entry.

    *printed* is what the document prints, *length* how many characters it takes, marks included.
    *readings* are the sequences that it may belong to, each with its place in it: `(i)` is the
    first of the Roman numbers and the ninth of the letters. A bullet has none.
    """

    printed: str
    length: int
    style: str
    readings: tuple[tuple[str, int], ...] = ()
    indent: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether it is the mark of a list in Markdown itself."""
        return self.style in ("bullet", "ordered")

    @property
    def first(self) -> bool:
        """Whether a sequence begins with it."""
        return any(place <= 1 for _, place in self.readings)


def marker_at(text: str, indent: int = 0, *, nested: bool = False) -> Marker | None:
    """
    The bullet or number that a text may begin with, *indent* characters from the margin.

    *nested* if that is inside a list entry. Not at the margin, an "o" before a wide space is the
    bullet of word processors.

    >>> marker_at("(iv) Loans").readings, marker_at("Loans")
    ((('(roman)', 4),), None)
    """
    if (nested or indent) and _HOLLOW.match(text):
        return Marker("o", 1, "glyph", (), indent)
    found = _MARKER.match(text)
    if found is None:
        return None
    if bullet := found["bullet"]:
        return Marker(bullet, 1, "bullet" if bullet in PLAIN_BULLETS else "glyph", (), indent)
    opened, closed = found["open"], found["close"]
    if opened and closed != ")":
        return None
    printed = found[0].strip("*_")
    if clause := found["clause"]:
        above, _, last = clause.rpartition(".")
        reading = (f"{opened}{above}.{closed}", int(last))
        return Marker(printed, len(found[0]), "clause", (reading,), indent)
    if not closed:
        return None
    if digits := found["digits"]:
        style = "bracket" if opened or found["bold"] else "ordered"
        return Marker(printed, len(found[0]), style, ((f"{opened}1{closed}", int(digits)),), indent)
    readings = tuple(_letters(found["letters"], opened, closed))
    if not readings:
        return None
    style = "bracket" if closed == ")" else "letter"
    return Marker(printed, len(found[0]), style, readings, indent)


def _letters(letters: str, opened: str, closed: str) -> Iterable[tuple[str, int]]:
    lower = letters.lower()
    if letters not in (lower, letters.upper()):
        return
    case = "" if letters == lower else "capital "
    if _ROMAN.fullmatch(lower):
        values = [_ROMAN_DIGITS[letter] for letter in lower]
        yield (
            f"{opened}{case}roman{closed}",
            sum(
                -value if value < after else value
                for value, after in zip(values, [*values[1:], 0], strict=True)
            ),
        )
    if len(letters) == 1:
        yield f"{opened}{case}a{closed}", ord(lower) - ord("a") + 1


def sequences(markers: Sequence[Marker | None], above: str | None = None) -> list[str | None]:
    """
    The sequence that each marker belongs to, if another one comes just before or after it there.

    Args:
        markers: those of the lines of a section, in order; nothing for a heading begins anew.
        above: the number of the heading above them.

    >>> sequences([marker_at("(h) a"), marker_at("(i) b"), marker_at("1.5 million")])
    ['(a)', '(a)', None]
    """
    found: list[str | None] = [None] * len(markers)
    seen: dict[tuple[int, str, int], int] = {}  # indent, sequence and place: index
    clauses: dict[str, tuple[str, int]] = {}  # of each number: its sequence, the index
    for index, marker in enumerate(markers):
        if marker is None:
            continue
        for name, place in marker.readings:
            before = seen.get((marker.indent, name, place - 1))
            if before is not None and found[before] in (None, name):
                found[index] = found[before] = name
                break
        if marker.style == "clause":
            ((name, place),) = marker.readings
            parent = name.strip("().")
            if parent == above:
                found[index] = name
            elif parent in clauses:
                found[index] = name
                found[clauses[parent][1]] = clauses[parent][0]
            clauses[f"{parent}.{place}"] = (name, index)
        for name, place in marker.readings:
            if found[index] in (None, name):
                seen[marker.indent, name, place] = index
    return found


@dataclass(frozen=True, slots=True)
class Numbered:
    """
    A heading with a number in front: the number as it is cited and as printed, and the label.

    *sequence* and *place* are where it belongs; *clear* if its form alone says that it is a number.
    """

    notation: str
    printed: str
    label: str
    sequence: str
    place: int
    clear: bool


_KINDS = (
    "article|art\\.|section|sec\\.|sect\\.|chapter|chap\\.|ch\\.|part|rule|clause|annex|appendix"
    "|paragraph|para\\.|principle|standard|schedule|step|requirement|recital|regulation|guideline"
    "|artikel|kapitel|abschnitt|teil|regel|anhang|anlage|absatz|paragraf|grundsatz"
    "|chapitre|partie|règle|annexe|artículo|capítulo|sección|regla|anexo|parte|principio"
    "|articolo|capitolo|allegato|artigo|secção|hoofdstuk|bijlage|rozdział|artykuł"
)
_SPELLED = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_WORD = re.compile(
    r"(?P<kind>§{1,2}|[^\W\d_]{2,15}\.?)[ \u00a0]?"
    r"(?P<number>\d{1,4}(?:\.\d{1,4}){0,7}[a-z]?|[IVXLC]{1,7}"
    rf"|(?i:{'|'.join(_SPELLED)})(?![^\W\d_])|[A-Z])"
    r"(?P<sign>[ ]?[:–—|][ ]|[ ]-[ ]|[.)](?:[ ]?[-–—:])?[ ]|[ ])[ ]*"
    r"(?P<label>\S.*)"
)
_KNOWN = re.compile(rf"(?:{_KINDS}|§{{1,2}})", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<printed>(?P<open>[(\[]?)"
    r"(?P<number>\d{1,4}(?:\.\d{1,4}){1,7}|\d{1,3}|[A-Z](?:\.\d{1,3}){1,6}"
    r"|[IVXLC]{1,7}|[A-Za-z])"
    r"(?P<close>[.)\]:]?(?:[ ]?[-–—](?=[ ]))?))"
    r"[ ]+(?P<label>\S.*)"
)
_UNITS = "%°€$£"

# Words that stand before a number of text or heading only where a sign follows: "Module 1 – Title".
# A year, grade or level is no number of a sequence: it says whom or what a text is about.
_MORE_KINDS = re.compile(
    "module|unit|lesson|topic|theme|domain|area|goal|objective|outcome|target|indicator|criterion"
    "|control|practice|value|task|activity|phase|stage|item|question|theorem|definition|note"
    "|example|box|table|figure|day|week|session|no\\.|nr\\.|ziel|schritt|modul|frage|aufgabe"
    "|étape|module|objectif|paso|módulo|objetivo|fase|stap|doel",
    re.IGNORECASE,
)
# What a course is divided into: in front of the words of a heading, its number needs no sign.
_OF_COURSES = re.compile(
    "module|unit|lesson|lecture|session|week|workshop"
    "|modul|einheit|lerneinheit|unterrichtseinheit|lektion|woche|sitzung|vorlesung|lernfeld"
    "|unité|leçon|semaine|séance|módulo|unidad|lección|semana|sesión|modulo|unità|lezione"
    "|settimana|les",
    re.IGNORECASE,
)
# "PR.AC-1: …", "[R-12] …"
_CODE = re.compile(
    r"(?P<open>\[?)(?P<number>[A-Z]{1,4}(?:\.[A-Z]{1,4}){0,3}[-.]\d{1,4}(?:[-.]\d{1,4}){0,3}[a-z]?)"
    r"(?P<close>\]|[:)]|[ ][–—-](?=[ ]))[ ]+(?P<label>\S.*)"
)
_MEASURE = re.compile(r"(?:[kKMGT](?:B|W|V|Hz|J|Pa|bit|bps)|V|W|Hz|Pa)\b")
# Few words are made of these letters, and "(mix)" and "(dim)" are not.
_SMALL_ROMAN = re.compile(r"(?P<open>\(?)(?P<number>[ivxl]{1,7})(?P<close>\))[ ]+(?P<label>\S.*)")
_LONGEST_NUMBER = 48
_LONGEST_MARK = 10


def numbered(heading: str) -> Numbered | None:
    """
    A heading that may begin with a number, taken apart.

    >>> numbered("Article 5 – Scope").notation, numbered("3.2 Lending").label
    ('Article 5', 'Lending')
    """
    found = _WORD.fullmatch(heading)
    if (
        found is not None
        and (
            found["kind"][0] == "§"
            # "XIV" is one number, and not the fifth of some "XI"
            or (found["kind"][0].isupper() and not heading[: found.end("number")].isalpha())
        )
    ):
        return _after_word(heading, found)
    found = _NUMBER.fullmatch(heading)
    if found is None:
        return None
    number, opened, close, label = found["number"], found["open"], found["close"], found["label"]
    above, _, last = number.rpartition(".")
    digits = number[0].isdigit()
    if (opened and close[:1] not in (")", "]")) or not (digits or above or close):
        return None
    if digits:
        clear = bool(close or (above and not label[0].islower() and label[0] not in _UNITS))
    else:
        roman = len(number) > 1 and _ROMAN.fullmatch(number.lower()) is not None
        clear = bool(opened or above or close.startswith(")") or roman)
    return Numbered(
        notation=number,
        printed=found["printed"],
        label=label,
        sequence=f"{opened}{above}{close}" if digits else f"{opened}{above}{close} letters",
        place=int(last) if last.isdigit() else _place_of(number),
        clear=clear,
    )


def unnumbered(text: str, notation: str | None = None) -> tuple[str, str]:
    """
    The number in front of a text or heading, empty if there is none, and the rest.

    Only a number whose form alone makes it one counts, or one that is the item's own *notation*:
    "3 wardens are on duty" has none.

    >>> unnumbered("(a) Staff greet people."), unnumbered("Article 4: Guests")
    (('a', 'Staff greet people.'), ('Article 4', 'Guests'))
    >>> unnumbered("3 wardens"), unnumbered("3 Wardens", notation="3")
    (('', '3 wardens'), ('3', 'Wardens'))
    """
    begin = text.lstrip()[:_LONGEST_NUMBER]
    start = " ".join(begin.split())
    if start.isalpha() or (start[:1].islower() and ")" not in start[:_LONGEST_MARK]):
        return "", text  # a quick way out for most texts
    code = _CODE.fullmatch(start)
    small = _SMALL_ROMAN.fullmatch(start)
    if code is not None and bool(code["open"]) == (code["close"] == "]"):
        number, label = code["number"], code["label"]
    elif small is not None and _ROMAN.fullmatch(small["number"]):
        number, label = small["number"], small["label"]
    else:
        found = numbered(start)
        if found is None or not (_is_front(found) or _is_own(found, notation)):
            return "", text
        number, label = found.notation, found.label
    # the label is a whole number of words from the end of what was looked at
    shown = len(start.split()) - len(label.split())
    return number, text.split(None, shown)[-1]


def _is_front(number: Numbered) -> bool:
    """Whether the form of a number in front of any text makes it one."""
    first = number.label.split()[0]
    if first[0].isdigit() and number.printed.endswith(("-", "–", "—")):
        return False  # "5 – 10 minutes"
    if _MEASURE.match(first) and "." in number.notation:
        return False
    roman = number.notation.isalpha() and number.notation.isupper() and len(number.notation) > 1
    if roman and number.printed.endswith(":"):
        return False  # "CV: …", "IV: …"
    kind, _, _ = number.notation.rpartition(" ")
    signed = number.printed[-1] in ":.)–—-"
    return number.clear or (signed and bool(kind) and _MORE_KINDS.fullmatch(kind) is not None)


def _is_own(number: Numbered, notation: str | None) -> bool:
    return bool(notation) and number.notation in (notation, (notation or "").strip("().[]:"))


def is_kind(word: str) -> bool:
    """
    Whether a word says what a number after it is the number of: "clause", "§".

    >>> is_kind("Section"), is_kind("days")
    (True, False)
    """
    return _KNOWN.fullmatch(word) is not None


def _after_word(heading: str, found: re.Match[str]) -> Numbered:
    """A number after a word such as "Article"; in front of a label without a sign it is unclear."""
    kind, number = found["kind"], found["number"]
    above, _, last = number.rpartition(".")
    digits = number[0].isdigit()
    signed = bool(found["sign"].strip()) or kind[0] == "§"
    of_course = _OF_COURSES.fullmatch(kind) is not None
    return Numbered(
        notation=heading[: found.end("number")],
        printed=heading[: found.start("label")].rstrip(),
        label=found["label"],
        sequence=f"{kind.casefold()} {above}",
        place=int(last.rstrip("abcdefghijklmnopqrstuvwxyz")) if digits else _place_of(number),
        clear=(signed and (of_course or _KNOWN.fullmatch(kind) is not None))
        or (of_course and digits and found["label"][0].isupper()),
    )


def numbered_siblings(headings: Iterable[tuple[int, int, str]]) -> dict[int, Numbered]:
    """
    The numbers of headings: those with a clear form, and those that siblings or parents confirm.

    Args:
        headings: each heading's key, its level, and its text, in order.

    >>> sorted(numbered_siblings([(0, 2, "1 Scope"), (1, 2, "2 Terms"), (2, 2, "2024 review")]))
    [0, 1]
    """
    above: list[tuple[int, int]] = []  # the open headings: level, key
    groups: dict[tuple[int | None, str], list[tuple[int, Numbered]]] = {}
    candidates: list[tuple[int, int | None, Numbered]] = []
    for key, level, text in headings:
        while above and above[-1][0] >= level:
            above.pop()
        parent = above[-1][1] if above else None
        above.append((level, key))
        if (found := numbered(text)) is not None:
            candidates.append((key, parent, found))
            groups.setdefault((parent, found.sequence), []).append((key, found))
    sure = {
        key
        for group in groups.values()
        for (one, first), (other, second) in pairwise(group)
        if second.place == first.place + 1
        for key in (one, other)
    }
    accepted: dict[int, Numbered] = {}
    for key, parent, found in candidates:
        over = found.notation.rpartition(".")[0]
        below = parent in accepted and over and accepted[parent].notation.endswith(over)
        if found.clear or key in sure or below:
            accepted[key] = found
    return accepted


def _place_of(letters: str) -> int:
    """The place of a Roman number, of a letter, or of a number in words."""
    if letters.casefold() in _SPELLED:
        return _SPELLED.index(letters.casefold()) + 1
    readings = tuple(_letters(letters, "", ""))
    return readings[0][1] if readings else 0


def number_of(heading: str) -> str | None:
    """
    The digits of a heading's number, with which the clauses below it may begin.

    >>> number_of("Article 3 – Loans"), number_of("Loans")
    ('3', None)
    """
    found = re.match(r"(?:[^\W\d_]{2,15}\.?[ ]|§ ?)?(\d{1,4}(?:\.\d{1,4}){0,7})\b", heading)
    return None if found is None else found[1]
