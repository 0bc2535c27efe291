"""Which paragraphs of a document are headings, by how they look and what names them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from guidegraph.importers.documents.laid import Kind, Laid, LaidBlock, LaidReason, Style
from guidegraph.importers.documents.structure.pieces import printed
from guidegraph.language.enumeration import Numbered, is_kind, numbered
from guidegraph.model.reading import GuessKind


__all__ = [
    "LONGEST_HEADING",
    "Named",
    "body_style",
    "is_caption",
    "letters",
    "name_of",
    "named_headings",
    "number_in",
    "with_headings",
    "without_page",
]

LONGEST_HEADING = 200
"""The most characters of a heading."""
_LONG = 110
_SHORT = 70
_DEEPER = 1.5  # points or characters
_LINES = (Kind.HEADING, Kind.PARAGRAPH)
_ENOUGH = 4.0
_APART = 1.25  # times the gap between entries
_CAPTION = re.compile(
    r"(?:figure|fig\.|table|box|abbildung|abb\.|tabelle|tableau|figura|tabla|chart|plate)\s*"
    r"(?:[A-Z]?\d|[IVX]+\b)",
    re.IGNORECASE,
)
_PAGE_AT_END = re.compile(r"(?<![\s.·…_])[\s.·…_]*+(?:\d{1,4}|[ivxl]{1,7})?$", re.IGNORECASE)
_STYLE_NAME = re.compile(r"heading|title|überschrift|titre|título|titolo|kop\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A heading as bookmarks or a contents list names it: its level, if stated, and page."""

    level: int | None
    page: int


def named_headings(laid: Laid) -> Mapping[str, Sequence[Named]]:
    """The headings that bookmarks and contents lists name, by their letters and digits."""
    found: dict[str, list[Named]] = {}
    for mark in laid.bookmarks:
        found.setdefault(letters(mark.title), []).append(Named(mark.level, mark.page))
    for block in laid.blocks:
        if block.kind is Kind.CONTENTS:
            text = without_page(printed([block])[: 2 * LONGEST_HEADING])
            if not is_caption(text):
                found.setdefault(letters(text), []).append(Named(block.level, 0))
    found.pop("", None)
    return found


def name_of(block: LaidBlock, named: Mapping[str, Sequence[Named]]) -> Named | None:
    """What names a block, with its number or without."""
    number = number_in(block)
    label = "" if number is None else number.label
    found: Named | None = None
    for text in (f"{block.mark or ''} {block.words.text}", block.words.text, label):
        if len(text) > 2 * LONGEST_HEADING:
            continue
        for each in named.get(letters(text), ()):
            if each.page and block.place.page and abs(each.page - block.place.page) > 1:
                continue
            if each.level is not None:
                return each
            found = found or each
    return found


def body_style(blocks: Sequence[LaidBlock]) -> Style:
    """How most of the text looks."""
    counts: Counter[Style] = Counter()
    for block in blocks:
        if block.kind in (Kind.PARAGRAPH, Kind.ENTRY, Kind.DEFINITION):
            counts[_look(block.style)] += len(block.words.text)
    return counts.most_common(1)[0][0] if counts else Style()


def number_in(block: LaidBlock) -> Numbered | None:
    """The number in front of a heading, if it may be one."""
    text = f"{block.mark} {block.words.text}" if block.mark else block.words.text
    return numbered(text) if len(text) <= 2 * LONGEST_HEADING else None


def with_headings(
    blocks: Sequence[LaidBlock], named: Mapping[str, Sequence[Named]]
) -> list[LaidBlock]:
    """The blocks, those that are headings as headings with the reason."""
    body = body_style(blocks)
    margin = _margin(blocks)
    stated = sum(block.kind is Kind.HEADING for block in blocks)
    numbers = [
        number_in(block) if _may_be(block) or block.kind is Kind.HEADING else None
        for block in blocks
    ]
    places = {(each.sequence, each.place) for each in numbers if each is not None}
    found: list[LaidBlock] = []
    for at, block in enumerate(blocks):
        if not _may_be(block):
            found.append(block)
            continue
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        name = name_of(block, named)
        number = numbers[at]
        continues = number is not None and (
            (number.sequence, number.place - 1) in places
            or (number.sequence, number.place + 1) in places
        )
        points, why = _points(block, body, number, continues=continues)
        if after is None or after.kind is Kind.HEADING:
            points -= 0.5
        if stated:  # a file that states its headings mostly states all
            points -= 1.0
        if block.kind is Kind.ENTRY:
            points -= 1.5
        if number is not None and after is not None and after.kind is Kind.PARAGRAPH:
            deeper = after.style.indent - max(block.style.indent, margin)
            points -= 3.0 if deeper > _DEEPER else 0.0  # an entry that goes on below
        if name is not None and not _in_list(blocks, at):
            points += 5
            why = ["named in the contents", *why]
        if points < _ENOUGH or (name is None and is_caption(block.words.text)):
            found.append(block)
            continue
        confidence = 0.95 if name is not None else min(0.89, 0.55 + 0.06 * (points - _ENOUGH))
        reason = LaidReason(decision=GuessKind.HEADING, why=", ".join(why), confidence=confidence)
        found.append(
            replace(block, kind=Kind.HEADING, level=None, reasons=(*block.reasons, reason))
        )
    return _with_divisions(_with_bold_after_lists(found, body))


def _with_bold_after_lists(blocks: Sequence[LaidBlock], body: Style) -> list[LaidBlock]:
    """Bold lines apart below a list as headings, if there are headings that look the same."""
    looks = Counter(_look(each.style) for each in blocks if each.kind is Kind.HEADING)
    found = list(blocks)
    for at, (before, block) in enumerate(pairwise(blocks), start=1):
        if (
            before.kind is Kind.ENTRY
            and block.kind is Kind.PARAGRAPH
            and block.style.bold
            and not body.bold
            and looks[_look(block.style)] > 1
            and (block.gap or 0.0) > _APART * (before.gap or 0.0) > 0
            and len(block.words.text) <= _SHORT
            and block.words.text[:1].isupper()
            and block.words.text.rstrip("\"'”’)]")[-1:] not in (*".;,:",)
        ):
            why = "bold, apart from the list above, as other headings look"
            reason = LaidReason(decision=GuessKind.HEADING, why=why, confidence=0.6)
            reasons = (*block.reasons, reason)
            found[at] = replace(block, kind=Kind.HEADING, level=None, reasons=reasons)
    return found


def _with_divisions(blocks: Sequence[LaidBlock]) -> list[LaidBlock]:
    """Lines such as "Chapter 3", or "CHAPTER" over "THREE", as the number of the heading below."""
    found: list[LaidBlock] = []
    for block in blocks:
        titled = block.kind is Kind.HEADING or _is_title(block)
        if not titled or block.mark or not found:
            found.append(block)
            continue
        lines = found[-1:]
        if len(found) > 1 and is_kind(found[-2].words.text.strip()):
            lines = found[-2:]
        number = " ".join(each.words.text.strip() for each in lines)
        division = numbered(f"{number} x")
        if (
            division is None
            or division.label != "x"
            or not is_kind(division.notation.rpartition(" ")[0])
            or any(each.kind not in _LINES or each.mark for each in lines)
            or Kind.HEADING not in {each.kind for each in (*lines, block)}
            or block.place.page != lines[0].place.page
            or ((own := number_in(block)) is not None and own.clear)
        ):
            found.append(block)
            continue
        del found[-len(lines) :]
        reasons = (reason for each in lines for reason in each.reasons)
        found.append(
            replace(
                block,
                kind=Kind.HEADING,
                mark=number,
                reasons=(*reasons, *block.reasons),
                style=block.style if block.kind is Kind.HEADING else lines[-1].style,
            )
        )
    return found


def _is_title(block: LaidBlock) -> bool:
    """Whether a paragraph looks as a title below a number does."""
    return (
        block.kind is Kind.PARAGRAPH
        and (block.style.capitals or block.style.centred)
        and len(block.words.text) <= _LONG
        and block.words.text.rstrip()[-1:] not in (*".;,",)
    )


def _margin(blocks: Sequence[LaidBlock]) -> float:
    """Where most paragraphs begin."""
    counts: Counter[float] = Counter()
    for block in blocks:
        if block.kind is Kind.PARAGRAPH:
            counts[block.style.indent] += len(block.words.text)
    return min(counts, key=lambda each: (-counts[each], each)) if counts else 0.0


def _in_list(blocks: Sequence[LaidBlock], at: int) -> bool:
    """Whether a block is one of several entries without white space between them."""
    near = blocks[max(0, at - 2) : at + 3]
    tight = sum(each.kind is Kind.ENTRY and each.gap is not None and each.gap < 1 for each in near)
    return blocks[at].kind is Kind.ENTRY and tight > 1


def _may_be(block: LaidBlock) -> bool:
    text = block.words.text
    if block.kind is Kind.ENTRY and not any(map(str.isalnum, block.mark or "")):
        return False
    return (
        block.kind in (Kind.PARAGRAPH, Kind.ENTRY)
        and 0 < len(text) <= LONGEST_HEADING
        and any(map(str.isalpha, text))
    )


def _points(
    block: LaidBlock, body: Style, number: Numbered | None, *, continues: bool
) -> tuple[float, list[str]]:
    """How much speaks for a heading, and what."""
    style, text = block.style, block.words.text
    points = 0.0
    why: list[str] = []
    ratio = style.size / body.size if style.size and body.size else 1.0
    size = 4.0 if ratio >= 1.4 else 3.0 if ratio >= 1.12 else 1.5 if ratio >= 1.04 else 0.0
    if ratio < 0.97:
        size = -2.0
    for given, what in (
        (size, "larger than the text" if size > 0 else ""),
        (2.5 if style.bold and not body.bold else 0.0, "bold"),
        (1.0 if style.font and style.font != body.font else 0.0, "in another font"),
        (1.0 if style.colour and style.colour != body.colour else 0.0, "in another colour"),
        (1.5 if style.capitals and not body.capitals else 0.0, "in capitals"),
        (1.0 if style.centred and not body.centred else 0.0, "centred"),
        (1.5 if style.underlined and not body.underlined else 0.0, "underlined"),
        (3.0 if style.name and _STYLE_NAME.search(style.name) else 0.0, "by the name of its style"),
        (1.0 if block.gap is not None and block.gap >= 1.0 else 0.0, "below a gap"),
        (1.0 if number is not None and number.clear else 0.0, ""),
        (1.5 if continues else 0.0, "a number in sequence"),
    ):
        points += given
        if given and what:
            why.append(what)
    if len(text) <= _SHORT:
        points += 0.5
    if len(text) > _LONG:
        points -= 2.0
    end = text.rstrip("\"'”’)]")[-1:]
    if end in ".;,":
        points -= 3.0
    elif end == ":":
        points -= 1.5
    if text[0].islower():
        points -= 2.0
    if not why:
        points = 0.0
    return points, why


def _look(style: Style) -> Style:
    return replace(style, indent=0.0, centred=False, name="", size=round(style.size * 2) / 2)


def is_caption(text: str) -> bool:
    """Whether words begin as those of a figure or table do: "Figure 2", "Table A.1"."""
    return _CAPTION.match(text) is not None


def without_page(text: str) -> str:
    """
    A line of a contents list without the number of the page at its end.

    >>> without_page("2.1 Loans ........ 14")
    '2.1 Loans'
    """
    return _PAGE_AT_END.sub("", text)


def letters(text: str) -> str:
    """The letters and digits of a heading, to compare it with where it is named."""
    return "".join(filter(str.isalnum, text.casefold()))
