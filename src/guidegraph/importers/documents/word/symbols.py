"""Signs of fonts of symbols, which a Word document names by their place in the font."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["UNKNOWN", "in_font", "symbol"]

UNKNOWN: Final = "\ufffd"
"""What stands for a sign that is not known."""

_PRIVATE: Final = 0xF000  # where fonts of symbols have their 256 places
_GREEK: Final = (
    (0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"),
    (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"),
)
_MATHEMATICAL: Final = (
    (0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅"),
    (0x5B, "[∴]⊥_"),
    (0x7B, "{|}∼"),
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"),
    (0xBF, "↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"),
    (0xF1, "〉∫"),
)
_SYMBOL: Final = {
    first + at: sign for first, signs in (*_GREEK, *_MATHEMATICAL) for at, sign in enumerate(signs)
}
_PLACES: Final = {_PRIVATE + place: sign for place, sign in _SYMBOL.items()}
_PICTURES: Final = {
    0x4A: "☺",
    0x4C: "☹",
    0x6F: "□",
    0xA7: "▪",
    0xA8: "□",
    0xB7: "•",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xF3: "⇔",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}


def in_font(text: str, font: str) -> str:
    """
    Words with the signs that a font of symbols shows for their places in it.

    >>> in_font("\uf0a3 5 \uf06d", "Symbol")
    '≤ 5 μ'
    """
    if text.isascii() or not font.lower().startswith("symbol"):
        return text
    return text.translate(_PLACES)


def symbol(element: Element) -> str:
    """The sign that an element (`w:sym`) shows, or the one for signs that are not known."""
    try:
        code = int(element.get("char", "")[:8], 16)
    except ValueError:
        return ""
    font = element.get("font", "").strip().lower()
    place = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else code
    if font.startswith("symbol") and place <= 0xFF:
        return _SYMBOL.get(place, UNKNOWN)
    if place != code or (font.startswith(("wingdings", "webdings")) and place <= 0xFF):
        return _PICTURES.get(place, UNKNOWN)
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
