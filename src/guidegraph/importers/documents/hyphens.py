"""
Lines put together again: whether a hyphen at the end of a line belongs to the word is decided by
the words of the document itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from guidegraph.importers.documents.laid import LaidReason
from guidegraph.model.reading import GuessKind


__all__ = ["WordStock"]

_SOFT: Final = "\u00ad"
_HYPHENS: Final = r"\u2010\u00ad-"
_WORD = re.compile(r"[^\W_]+(?:[-'\u2010\u2019][^\W_]+)*")
_END = re.compile(rf"([^\W_][\w\u2010'\u2019-]*)[{_HYPHENS}]$")
_BEGIN = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
_APART: Final = frozenset({"self", "ex", "well", "quasi"})
_SHORTEST: Final = 3
_LONGEST: Final = 120  # characters of a word
_CHINESE = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
_PATH = re.compile(r"(?:https?:|www\.|/)\S*/$")


class WordStock:
    """The words of a document, to join those that were cut at the end of a line."""

    def __init__(self) -> None:
        self._words: Counter[str] = Counter()

    def add(self, line: str) -> None:
        """Take the words of a line, but not one that the end of the line cuts."""
        line = line.rstrip()
        last = _END.search(line[-_LONGEST:])
        end = len(line) - len(last[0]) if last else len(line)
        self._words.update(
            word[0].casefold().replace("\u2010", "-") for word in _WORD.finditer(line, 0, end)
        )

    def joined(self, lines: Iterable[str]) -> tuple[str, tuple[LaidReason, ...]]:
        """
        The text of lines, with single spaces, and the reasons of each hyphen that was decided.

        >>> words = WordStock()
        >>> words.add("A lifelong habit")
        >>> words.joined(["a life-", "long and multi-", "phase plan"])[0]
        'a lifelong and multiphase plan'
        """
        text = ""
        parts: list[str] = []
        reasons: list[LaidReason] = []
        for each in lines:
            line = " ".join(each.split())
            if not line:
                continue
            glue = " "
            cut = _END.search(text[-_LONGEST:])
            if not text:
                glue = ""
            elif cut and (begin := _BEGIN.match(line)):
                glue = ""
                solid, reason = self._decide(cut[1], begin[0])
                if text[-1] != _SOFT:
                    reasons.append(reason)
                if text[-1] == _SOFT or solid:
                    text = text[:-1]
            elif _PATH.search(text[-200:]) or (_CHINESE.match(text[-1]) and _CHINESE.match(line)):
                glue = ""
            # The last word of a line may go on over several lines: it stays with the next one.
            done, space, last = (text + glue + line).rpartition(" ")
            if space:
                parts.append(done + space)
            elif len(last) > 8 * _LONGEST:
                parts.append(last[: -2 * _LONGEST])
                last = last[-2 * _LONGEST :]
            text = last
        return "".join([*parts, text]).replace(_SOFT, ""), tuple(reasons)

    def _is_word(self, word: str) -> bool:
        """Whether a word is one of the document, or its plural or singular is."""
        return bool(self._words[word] or self._words[f"{word}s"] or self._words[word + "es"])

    def _decide(self, before: str, after: str) -> tuple[bool, LaidReason]:
        """Whether the two are one word without a hyphen, and why."""
        first, second = before.casefold().replace("\u2010", "-"), after.casefold()
        solid, kept = self._words[first + second], self._words[f"{first}-{second}"]
        one, other = before + after, f"{before}-{after}"
        lead = first.rpartition("-")[2]
        if kept and kept >= solid:
            return False, _reason(other, one, "written with a hyphen elsewhere", 0.95)
        if solid:
            return True, _reason(one, other, "one word elsewhere", 0.97)
        if not after[0].isalpha() or before[-1].isdigit():
            return False, _reason(other, one, "a hyphen beside a digit", 0.9)
        if not after[0].islower():
            sure = 0.9 if after[0].isupper() else 0.7
            return False, _reason(other, one, "a capital after the hyphen", sure)
        if lead in _APART:
            return False, _reason(other, one, "such words have a hyphen", 0.85)
        both = min(len(lead), len(second)) >= _SHORTEST
        if both and self._is_word(lead) and self._is_word(second):
            return False, _reason(other, one, "both halves are words of the document", 0.7)
        if "-" in first:
            return False, _reason(other, one, "the word has a hyphen before", 0.6)
        return True, _reason(one, other, "no other use of the word", 0.75)


def _reason(read: str, other: str, why: str, confidence: float) -> LaidReason:
    return LaidReason(
        decision=GuessKind.JOIN,
        why=f"joined at a line end: {why}",
        confidence=confidence,
        other=other,
        text=read,
    )
