"""The styles of a Word document: what a paragraph or run gets from its style and those above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from guidegraph.importers.documents.word.package import number, on, value


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["ParagraphFormat", "RunLook", "WordStyles", "level_of"]

_DEEPEST: Final = 50
_BODY_LEVEL: Final = 9
_SHIFTS: Final = {"superscript": 1, "subscript": -1, "baseline": 0}
_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek"
    r"|nadpis|заголовок|标题|見出し) ?([1-9])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLook:
    """How characters look."""

    font: str = ""
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    capitals: bool = False
    colour: str = ""
    hidden: bool = False
    shift: int = 0  # raised (1) or lowered (-1)

    def with_run(self, properties: Element | None) -> RunLook:
        """The same look with what the properties of a run (`w:rPr`) change."""
        if properties is None or not len(properties):
            return self
        fonts = properties.find("rFonts")
        half_points = number(value(properties, "sz"))
        colour = value(properties, "color")
        capitals, hidden = on(properties, "caps"), on(properties, "vanish")
        bold, italic, underlined = (on(properties, name) for name in ("b", "i", "u"))
        return RunLook(
            font=(fonts.get("ascii") if fonts is not None else None) or self.font,
            size=half_points / 2 if half_points else self.size,
            bold=self.bold if bold is None else bold,
            italic=self.italic if italic is None else italic,
            underlined=self.underlined if underlined is None else underlined,
            capitals=self.capitals if capitals is None else capitals,
            colour=self.colour if colour in (None, "auto") else colour or "",
            hidden=self.hidden if hidden is None else hidden,
            shift=_SHIFTS.get(value(properties, "vertAlign") or "", self.shift),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphFormat:
    """
    What a paragraph gets from its style.

    *level* is the level of a heading from 1, *numbering* the id of its list and *depth* the level
    in it, *indent* is in points.
    """

    name: str = ""
    names: tuple[str, ...] = ()
    style: str = ""
    level: int | None = None
    numbering: str | None = None
    depth: int | None = None
    indent: float | None = None
    centred: bool = False
    look: RunLook = RunLook()

    def with_paragraph(self, properties: Element | None) -> ParagraphFormat:
        """The same format with what the properties of a paragraph (`w:pPr`) change."""
        if properties is None:
            return self
        changed = self
        outline = number(value(properties, "outlineLvl"))
        if outline is not None:
            changed = replace(changed, level=outline + 1 if 0 <= outline < _BODY_LEVEL else None)
        list_ = properties.find("numPr")
        if list_ is not None:
            id_, depth = value(list_, "numId"), number(value(list_, "ilvl"))
            changed = replace(
                changed,
                numbering=self.numbering if id_ is None else id_,
                depth=self.depth if depth is None else depth,
            )
        indent = properties.find("ind")
        if indent is not None:
            left = number(indent.get("left", indent.get("start")))
            if left is not None:
                changed = replace(changed, indent=left / 20)
        aligned = value(properties, "jc")
        return changed if aligned is None else replace(changed, centred=aligned == "center")


def level_of(name: str) -> int | None:
    """
    The level of a heading that the name of a style states.

    >>> level_of("heading 2"), level_of("Überschrift 1"), level_of("Heading")
    (2, 1, None)
    """
    found = _HEADING.fullmatch(name.strip().lower())
    return int(found[1]) if found else None


class WordStyles:
    """The styles by id; *part* is `styles.xml`."""

    def __init__(self, part: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: str | None = None
        self._formats: dict[str, ParagraphFormat] = {}
        self._basis = RunLook()
        self._language: str | None = None
        if part is None:
            return
        self._basis = RunLook().with_run(part.find("docDefaults/rPrDefault/rPr"))
        self._language = value(part, "docDefaults/rPrDefault/rPr/lang")
        for style in part.findall("style"):
            id_ = style.get("styleId", "")
            self._styles[id_] = style
            is_default = style.get("default", "0") in ("1", "true", "on")
            if style.get("type") == "paragraph" and is_default:
                self._default = id_

    def paragraph(self, id_: str | None) -> ParagraphFormat:
        """The format that a paragraph of a style has, by default the document's own."""
        if id_ is None or id_ not in self._styles:
            id_ = self._default
        if id_ is None:
            return ParagraphFormat(look=self._basis)
        if id_ not in self._formats:
            # Of each style once, so that a long chain of them costs no more than their number.
            chain = {id_: True}
            above = value(self._styles[id_], "basedOn")
            while above in self._styles and above not in self._formats and above not in chain:
                chain[above] = True
                above = value(self._styles[above], "basedOn")
            made = self._formats.get(above or "", ParagraphFormat(look=self._basis))
            for name in reversed(chain):
                style = self._styles[name]
                said = value(style, "name") or name
                level = level_of(said) or level_of(name)
                if level is not None:
                    made = replace(made, level=level)
                made = made.with_paragraph(style.find("pPr"))
                made = replace(
                    made,
                    name=said,
                    style=name,
                    names=(*made.names[1 - _DEEPEST :], said.lower()),
                    look=made.look.with_run(style.find("rPr")),
                )
                self._formats[name] = made
        return self._formats[id_]

    def run(self, look: RunLook, properties: Element | None) -> RunLook:
        """How a run looks in a paragraph of a look, with its own style of characters."""
        if properties is None or not len(properties):
            return look
        id_ = value(properties, "rStyle")
        if id_ is not None and id_ in self._styles:
            for name in reversed(self._chain(id_)):
                look = look.with_run(self._styles[name].find("rPr"))
        return look.with_run(properties)

    @property
    def language(self) -> str | None:
        """The language of the text, as the defaults of the document say."""
        return self._language

    def heads_first_row(self, id_: str | None) -> bool:
        """Whether a style of tables makes the first row bold."""
        for name in self._chain(id_) if id_ in self._styles and id_ else ():
            for part in self._styles[name].findall("tblStylePr"):
                if part.get("type") == "firstRow" and on(part.find("rPr"), "b"):
                    return True
        return False

    def _chain(self, id_: str) -> list[str]:
        """A style and those that it is based on, the nearest first."""
        chain = [id_]
        while len(chain) < _DEEPEST:
            above = value(self._styles[chain[-1]], "basedOn")
            if above is None or above not in self._styles or above in chain:
                break
            chain.append(above)
        return chain
