"""
A text as the words for a reader, each with the marks before it.

Typography is folded: kinds of quotes, dashes, spaces and ligatures are not in the words.
Superscripts and fractions are, because 10² is not 102.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache

from guidegraph.language.inflect import key_of
from guidegraph.language.unseen import as_seen


__all__ = ["JOINT", "ComparedWord", "TextReading", "fold", "read"]

# Between the halves of one written word: can|not, do|n't.
JOINT = "\u2060"

# The maximum number of words in a quotation without an omission.
LONGEST_QUOTE = 14

# Entries of a list are numbered with so many letters at most.
ALPHABET = 26

# Compatibility characters that only look different; super- and subscripts, fractions and circled
# numbers have their own meaning.
SAME_LOOK = (
    "<compat>",
    "<noBreak>",
    "<wide>",
    "<narrow>",
    "<font>",
    "<initial>",
    "<medial>",
    "<final>",
)

APOSTROPHES = "'’‘ʼ‛′`´＇"
QUOTES = '"“”„‟«»‹›″〝〞‚'
HYPHENS = "-‐‑⁃﹣－"
DASHES = "‒–—―⸺⸻﹘"
MINUS = "−"

# Symbols without meaning, in addition to the private-use characters that PDFs print as bullets.
DECORATION = frozenset("•●○■□▪▫◦➢✓✔❖►▶★☆™®©^|¨¯†‡*_#\\·‣∙")

# Characters of category P that are read aloud like a word.
SPOKEN = frozenset("%&@§‰")

PIECE = re.compile(
    r"(?P<initials>(?<![wd'])w(?:\.w)+(?![wd])\.?)"
    r"|(?P<number>(?:(?<![wd.,)'\-])[-m+])?(?<![wd])d+(?:[.,]d+)*(?![w']))"
    r"|(?P<word>[wd]+(?:'[wd]+)*)"
    r"|(?P<other>[osm+])"
)

CONTRACTED = re.compile(r"(?P<verb>.+?)(?P<rest>n't|'re|'ve|'ll|'m)\Z")
CONTRACTED_VERBS = {"ca": "can", "wo": "will", "sha": "shall"}

GROUPED = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedWord:
    """
    One word of a text.

    Attributes:
        text: as printed, typography folded.
        form: without case; two words of one form are the same word in the same form.
        key: without inflection and spelling variants; two words of one key mean the same.
        lead: the marks between it and the word before, without spaces.
        before: the same with the spaces, one at most in a row.
    """

    text: str
    form: str
    key: str
    lead: str
    before: str

    @property
    def is_number(self) -> bool:
        """Whether a figure is part of it."""
        return any(char.isnumeric() for char in self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReading:
    """The words of a text, the marks after the last one, and where the clause of each begins."""

    words: tuple[ComparedWord, ...]
    tail: str
    clauses: tuple[int, ...]

    def gap(self, index: int) -> str:
        """The marks before word *index*, or after the last word."""
        return self.words[index].lead if index < len(self.words) else self.tail

    def quote(self, start: int, end: int) -> str:
        """Some words for people, shortened in the middle."""
        words = self.words[start:end]
        if len(words) > LONGEST_QUOTE:
            head, tail = self.quote(start, start + 7), self.quote(end - 6, end)
            return f"{head} … {tail}"
        return "".join(word.before * bool(at) + word.text for at, word in enumerate(words))


def fold(text: str) -> str:
    r"""
    *text* without entities and typographic variants; letters, digits and white space stay.

    >>> fold("the &ldquo;solid&rdquo; draft—we’re")
    'the "solid" draft—we\'re'
    """
    if "&" in text:
        text = html.unescape(text)
    return unicodedata.normalize("NFC", "".join(map(_folded, as_seen(text))))


def read(text: str) -> TextReading:
    """The words of *text*."""
    words: list[ComparedWord] = []
    clauses: list[int] = []
    before = ""
    for chunk in fold(text).split():
        done = 0
        for start, end, piece in _pieces(chunk):
            before += chunk[done:start]
            for part, form in _parts(piece):
                lead = _lead(before)
                opens = not words or any(mark in ".?!;:" for mark in lead)
                clauses.append(len(words) if opens else clauses[-1])
                words.append(
                    ComparedWord(text=part, form=form, key=key_of(form), lead=lead, before=before)
                )
                before = JOINT
            before = ""
            done = end
        before += chunk[done:] + " "
    reading = TextReading(words=tuple(words), tail=_lead(before), clauses=tuple(clauses))
    numbers = _enumerators(reading.words)
    return _as_marks(reading, numbers) if numbers else reading


def _enumerators(words: tuple[ComparedWord, ...]) -> frozenset[int]:
    """
    The words that only number the entries of a list: "1) …, 2) …", "(a) … (b) …".

    They are in order and begin with the first: "five (5) days" has none.
    """
    found: list[int] = []
    for at, word in enumerate(words[:-1]):
        closed = words[at + 1].lead.startswith(")")
        due = (str(len(found) + 1), chr(ord("a") + len(found)) if len(found) < ALPHABET else "")
        if closed and word.form in due:
            found.append(at)
    return frozenset(found) if len(found) > 1 else frozenset()


def _as_marks(reading: TextReading, numbers: frozenset[int]) -> TextReading:
    """A reading whose enumerators are marks before the words that they number."""
    words: list[ComparedWord] = []
    clauses: list[int] = []
    held: ComparedWord | None = None
    for at, word in enumerate(reading.words):
        if at in numbers:
            held = word
            continue
        lead, before = word.lead, word.before
        if held is not None:
            lead = f"{held.lead}{held.text}{lead}"
            before = f"{held.before}{held.text}{before}"
            held = None
        opens = not words or any(mark in ".?!;:" for mark in lead)
        clauses.append(len(words) if opens else clauses[-1])
        words.append(replace(word, lead=lead, before=before))
    return TextReading(words=tuple(words), tail=reading.tail, clauses=tuple(clauses))


@cache
def _folded(char: str) -> str:
    """What a character is read as."""
    if char in APOSTROPHES:
        return "'"
    if char in QUOTES:
        return '"'
    if char in HYPHENS:
        return "-"
    if char in DASHES:
        return "—"
    if unicodedata.decomposition(char).startswith(SAME_LOOK):
        plain = unicodedata.normalize("NFKC", char)
        return plain if not plain.startswith(" ") or not plain.strip() else char
    return char


@cache
def _kind(char: str) -> str:
    """
    A letter for what a character is, for the pattern of pieces.

    d digit, w part of a word, o other number, s symbol, p punctuation, m minus; apostrophe, point,
    comma, hyphen and plus are themselves.
    """
    if char in "'.,-+":
        return char
    if char == MINUS:
        return "m"
    category = unicodedata.category(char)
    if category == "Nd":
        return "d"
    if category[0] in "LM" or category == "Nl":
        return "w"
    if category == "No":
        return "o"
    if char in DECORATION or category == "Co":
        return "p"
    return "p" if category[0] == "P" and char not in SPOKEN else "s"


def _pieces(chunk: str) -> list[tuple[int, int, str]]:
    """The words in a run without white space: from, to, and the text of each."""
    address = _address(chunk)
    if address is not None:
        return [address]
    found: list[tuple[int, int, str]] = []
    for match in PIECE.finditer("".join(map(_kind, chunk))):
        start, end = match.span()
        piece = chunk[start:end]
        # "and/or" is one conjunction.
        if piece.casefold() == "or" and found and chunk[found[-1][1] : start] == "/":
            first = found[-1]
            if first[2].casefold() == "and":
                found[-1] = (first[0], end, chunk[first[0] : end])
                continue
        found.append((start, end, piece))
    return found


def _address(chunk: str) -> tuple[int, int, str] | None:
    """The web or mail address in a run without white space: it has no punctuation."""
    core = chunk.strip(".,;:!?\"'()[]<>")
    webby = "://" in core or core.casefold().startswith("www.")
    if not core or not (webby or ("@" in core[1:-1] and "." in core)):
        return None
    start = chunk.index(core)
    return (start, start + len(core), core)


def _parts(piece: str) -> list[tuple[str, str]]:
    """The words in a piece, as printed and without case: contractions hold two."""
    form = unicodedata.normalize("NFC", piece.casefold())
    if GROUPED.match(form):
        return [(piece, form.replace(",", ""))]
    if form == "cannot":
        return [(piece[:3], "can"), (piece[3:], "not")]
    match = CONTRACTED.match(form)
    if match is None or len(form) != len(piece):
        return [(piece, form)]
    cut = match.start("rest")
    verb = CONTRACTED_VERBS.get(match["verb"], match["verb"])
    return [(piece[:cut], verb), (piece[cut:], match["rest"])]


def _lead(before: str) -> str:
    """The marks between two words: "-" joins words, "—" separates them."""
    marks = "".join(before.split())
    if not marks or marks.strip("-—"):
        return marks.replace("--", "—")
    # "re-use", or "re-" at the end of a line.
    return "-" if marks == "-" and not before.startswith(" ") else "—"
