"""The words that a comment quotes: those of the text, and those that it proposes instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from guidegraph.model.clauses import label_of
from guidegraph.model.edition import Item
from guidegraph.model.statement import StatementKind


__all__ = ["ProposedWords", "all_words", "plain_words", "proposed_words", "stands_in"]

_TOKEN = re.compile(r"[^\W_]+|[%€$£°]")
_QUOTED = re.compile(
    '“([^“”]{1,2000})”|"([^"]{1,2000})"|«([^«»]{1,2000})»|»([^«»]{1,2000})«'
    "|„([^„“”]{1,2000})[“”]|(?<![^\\W_])‘([^‘’]{2,500})’"
)
_REACH = 48  # characters in front of a quotation, or after it, that say what it is
_REPLACING = re.compile(
    r"\b(?:replac\w*|chang\w*|substitut\w*|ersetz\w*|änder\w*|remplac\w*)\b", re.IGNORECASE
)
_INSTEAD = re.compile(r"\b(?:by|with|to|into|as|durch|in|zu|par|en)\b[^.;]{0,30}$", re.IGNORECASE)
_ADDING = re.compile(
    r"\b(?:add|insert|append|include|reads?|write|say|new (?:text|wording|title)|propos\w+|"
    r"ergänz\w+|einfüg\w+|hinzufüg\w+|ajout\w+|insér\w+|neu(?:er)? (?:text|titel)|lire)\b"
    r"[^.;]{0,30}$",
    re.IGNORECASE,
)
_ANCHOR = re.compile(
    r"\b(?:after|before|behind|following|nach|vor|hinter|après|avant)\b[^.;]{0,30}$", re.IGNORECASE
)
_REMOVING = re.compile(
    r"\b(?:delet\w*|remov\w*|strik\w*|omit\w*|streich\w*|lösch\w*|supprim\w*)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_ADDED_AFTER = re.compile(
    r"^[^.;“\"„«]{0,20}\b(?:ergänz\w+|einfüg\w+|hinzufüg\w+|einzufüg\w+)\b", re.IGNORECASE
)
_REMOVED_AFTER = re.compile(
    r"^[^.;“\"„«]{0,20}\b(?:streich\w+|lösch\w+|ersetz\w+)\b", re.IGNORECASE
)
_REPLACED = re.compile(r"^\s*(?:durch|by|with|par)\b", re.IGNORECASE)
_WORDS = r"(?:the\s++)?(?:(?:words?|terms?|phrase)\s++)?"
_BARE_REPLACE = re.compile(
    rf"(?:please\s++)?(?:replace|change|substitute)\s++{_WORDS}"
    r"(.{1,300}?)(?<!\s)\s++(?:by|with|to)\s++\S",
    re.IGNORECASE,
)
_BARE_DELETE = re.compile(
    rf"(?:please\s++)?(?:delete|remove|strike)\s++{_WORDS}([^.;]{{1,300}})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedWords:
    """
    The words that a comment quotes.

    Attributes:
        old: words of the text that it wants replaced or removed, or put something beside.
        new: words that it wants in the text, in quotation marks.
        mentioned: other words in quotation marks.
        loose: words of the text that seem to be named without quotation marks.
    """

    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


def plain_words(text: str) -> str:
    """
    The words of a text alone, to look for some in it.

    >>> plain_words("Staff must, always, greet!")
    'staff must always greet'
    """
    return " ".join(_TOKEN.findall(text.casefold()))


def all_words(item: Item) -> str:
    """
    All words of an item as `plain_words`: its label and text, its cells and its notes, each of
    which a sign divides from the next.
    """
    said = f"{label_of(item)} {item.text or ''}"
    cells = (each.value for each in item.statements if each.kind is StatementKind.LITERAL)
    others = (*cells, *(each.text for each in item.notes))
    return " | ".join(filter(None, dict.fromkeys(map(plain_words, (said, *others)))))


def stands_in(quoted: str, text: str) -> bool:
    """
    Whether a text has the words that are quoted, in their order; an ellipsis leaves some out.

    >>> stands_in("must … greet", plain_words("Staff must always greet readers."))
    True
    """
    at, whole = 0, f" {text} "
    parts = _parts(quoted)
    for words in parts:
        at = whole.find(words, at)
        if at < 0:
            return False
        at += len(words) - 1
    return bool(parts)


@lru_cache(maxsize=1_024)
def _parts(quoted: str) -> tuple[str, ...]:
    """What is between the ellipses of a quotation, with a space at both ends."""
    parts = map(plain_words, re.split(r"\[?(?:…|\.\.\.)\]?", quoted))
    return tuple(f" {words} " for words in parts if words)


def proposed_words(comment: str, proposed: str) -> ProposedWords:
    """
    What a comment and the change it proposes quote.

    >>> proposed_words("", "Replace “may” by “must”, and delete “free”.")
    ProposedWords(old=('may', 'free'), new=('must',), mentioned=(), loose=())
    """
    old: list[str] = []
    new: list[str] = []
    mentioned: list[str] = []
    loose: list[str] = []
    for text, is_proposal in ((comment, False), (proposed, True)):
        for line in text.split("\n"):
            _read_line(line, is_proposal, (old, new, mentioned, loose))
    once = (tuple(dict.fromkeys(each)) for each in (old, new, mentioned, loose))
    return ProposedWords(**dict(zip(("old", "new", "mentioned", "loose"), once, strict=True)))


def _read_line(line: str, is_proposal: bool, into: tuple[list[str], ...]) -> None:
    old, new, mentioned, loose = into
    quotes = list(_QUOTED.finditer(line))
    if not quotes:
        bare = _BARE_REPLACE.match(line.strip()) or _BARE_DELETE.match(line.strip())
        loose += [bare[1].strip()] if bare else []
        return
    if is_proposal and len(quotes) == 1 and not plain_words(line.replace(quotes[0][0], "")):
        new.append(_inside(quotes[0]))
        return
    end = 0
    replacing = False
    for quote in quotes:
        before = line[max(end, quote.start() - _REACH) : quote.start()]
        after = line[quote.end() : quote.end() + _REACH]
        verb = _REPLACING.search(line[end : quote.start()][-200:])
        replacing = replacing or bool(verb) or bool(_REPLACED.search(after))
        known = bool(end) and (replacing or bool(_REMOVED_AFTER.search(after)))
        if _ANCHOR.search(before) or _REMOVING.search(before):
            old.append(_inside(quote))
        elif (known and _INSTEAD.search(before)) or _ADDING.search(before):
            new.append(_inside(quote))
            replacing = False
        elif _ADDED_AFTER.search(after):
            new.append(_inside(quote))
        elif replacing or _REMOVED_AFTER.search(after):
            old.append(_inside(quote))
        else:
            mentioned.append(_inside(quote))
        end = quote.end()


def _inside(quote: re.Match[str]) -> str:
    return " ".join(next(filter(None, quote.groups())).split())
