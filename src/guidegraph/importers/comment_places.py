"""Which items a comment is about, by its clause, its paragraph and the words that it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

from guidegraph.importers.clause_names import ClauseNames
from guidegraph.importers.place_words import (
    BULLETS,
    COUNTED,
    INSIDE,
    LETTER,
    ORDINALS,
    PARAGRAPH,
    is_part,
    plain_name,
    short,
)
from guidegraph.language.proposals import ProposedWords, plain_words, proposed_words, stands_in
from guidegraph.model.clauses import clause_of, label_of
from guidegraph.model.comments import AttachedBy, Comment
from guidegraph.model.edition import Edition


__all__ = ["CommentPlaces", "PlacedComment"]

_NOT_ATTACHED: Final = "not attached"
_LONGEST_CLAUSE: Final = 400
_FEW: Final = 3
_MOST_QUOTES: Final = 20  # of one comment that are looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedComment:
    """The ids of the items that a comment is about, how that is known, and what is odd."""

    targets: tuple[str, ...]
    attached_by: AttachedBy
    warnings: tuple[str, ...] = ()


class CommentPlaces:
    """The items of an edition by what people call them and by their words."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.items = edition.items
        self.names = ClauseNames(edition)

    def place(self, clause: str, paragraph: str, comment: str, proposed: str) -> PlacedComment:
        """
        The items that a comment is about.

        Words that it quotes from the text win over its clause.
        """
        if (exact := self._exact(clause)) is not None:
            return exact
        found = self.names.clauses(clause)
        warnings = [f"no clause {each}" for each in found.missing] + found.odd
        by = AttachedBy.CLAUSE
        targets = found.items
        if targets:
            narrowed, unknown = self._narrowed(targets, [*found.hints, paragraph])
            if narrowed != targets:
                targets, by = narrowed, AttachedBy.PARAGRAPH
            warnings += unknown
        quoted = proposed_words(comment, proposed)
        if found.whole and not found.items:
            return PlacedComment(targets=(), attached_by=AttachedBy.WHOLE, warnings=tuple(warnings))
        inside, elsewhere, nowhere = self._by_words(quoted, found.items)
        warnings += nowhere
        if inside:
            if set(inside) == set(found.items):
                inside = list(targets)
            kept = [at for at in inside if self._is_in(at, targets)] or inside
            if by is AttachedBy.PARAGRAPH and not set(kept) & set(targets):
                warnings.append(f"the paragraph {short(paragraph)} and the quoted words disagree")
            if set(kept) != set(targets):
                targets, by = kept, AttachedBy.WORDS
        elif elsewhere:
            words, places = elsewhere
            named = "; ".join(self._clause(at) for at in places)
            if targets:
                warnings.append(
                    f"the clause {short(clause)} and the quoted words disagree: "
                    f"“{short(words)}” is in {named}"
                )
            targets, by = places, AttachedBy.WORDS
        if targets:
            ids = tuple(self.items[at].id for at in targets)
            return PlacedComment(targets=ids, attached_by=by, warnings=tuple(warnings))
        if found.missing:
            return PlacedComment(
                targets=(), attached_by=AttachedBy.NOTHING, warnings=tuple(warnings)
            )
        return PlacedComment(targets=(), attached_by=AttachedBy.WHOLE, warnings=tuple(warnings))

    def clause_for(self, comment: Comment) -> str:
        """What to write as the clause of a comment, so that it is attached to the same again."""
        if not comment.attached and comment.clause is None:
            gone = "; ".join(f"{each.clause} ({each.outcome})" for each in comment.places)
            return f"{_NOT_ATTACHED}: {gone}" if gone else _NOT_ATTACHED
        named = [
            self.names.name_for(self.names.at[id_])
            for id_ in comment.targets
            if id_ in self.names.at
        ]
        if comment.clause is None and not named:
            return "general"
        clause = comment.clause or "; ".join(named)
        again = self.place(clause, comment.paragraph or "", comment.body, comment.proposed or "")
        if again.targets == comment.targets and again.attached_by is not AttachedBy.NOTHING:
            return clause
        if not comment.attached:
            return clause if not again.targets else f"{_NOT_ATTACHED}: {clause}"
        if not comment.targets:
            return "general"
        return f"{clause} {' '.join(f'[{id_}]' for id_ in comment.targets)}"

    def _exact(self, clause: str) -> PlacedComment | None:
        """Where our own words or ids in square brackets put a comment, whatever it quotes."""
        text = clause[:_LONGEST_CLAUSE].strip()
        if text.startswith(_NOT_ATTACHED):
            return PlacedComment(
                targets=(), attached_by=AttachedBy.NOTHING, warnings=(" ".join(text.split()),)
            )
        ids = tuple(re.findall(r"\[([^\[\]]{1,200})\]", text))
        if not ids or any(id_ not in self.names.at for id_ in ids):
            return None
        return PlacedComment(targets=tuple(dict.fromkeys(ids)), attached_by=AttachedBy.ITEMS)

    def _clause(self, at: int) -> str:
        return clause_of(self.edition, self.items[at])

    # -- paragraphs -------------------------------------------------------------------

    def _narrowed(self, targets: list[int], hints: Iterable[str]) -> tuple[list[int], list[str]]:
        """The parts of items that words such as "second paragraph" or "b)" name."""
        unknown: list[str] = []
        for hint in filter(None, map(str.strip, hints)):
            if self.names.is_whole(hint) or not plain_words(hint):
                continue
            inner = INSIDE.search(hint) is not None
            parts = [part for at in targets for part in self._parts(at, hint[:200])]
            if parts:
                targets = list(dict.fromkeys(parts))
            elif is_part(hint):
                if not inner:
                    places = "; ".join(self._clause(at) for at in targets[:3])
                    unknown.append(f"no “{short(hint)}” in {places}")
            elif not inner and not any(self._has_words(at, hint) for at in targets):
                places = "; ".join(self._clause(at) for at in targets[:3])
                unknown.append(f"“{short(hint)}” was not looked for in {places}")
        return targets, unknown

    def _has_words(self, at: int, hint: str) -> bool:
        """Whether what comes after a number is the title of its clause, or a part of it."""
        return stands_in(hint, plain_words(label_of(self.items[at])))

    def _parts(self, at: int, hint: str) -> Iterator[int]:
        if counted := COUNTED.search(hint):
            kind = counted[1] or counted[4]
            number = int(counted[2]) if counted[2] else ORDINALS.get(counted[3].casefold(), 0)
            is_paragraph = re.fullmatch(PARAGRAPH, kind, re.IGNORECASE)
            parts = list(self._paragraphs(at) if is_paragraph else self._bullets(at))
            if 0 < number <= len(parts):
                yield parts[number - 1]
            elif not is_paragraph and counted[2]:
                yield from self._lettered(at, counted[2])
        elif lettered := LETTER.search(hint):
            yield from self._lettered(at, (lettered[1] or lettered[2]).casefold())
        else:
            yield from (
                each for each in self.names.known(hint) if each != at and self._is_in(each, [at])
            )

    def _children(self, at: int) -> list[int]:
        return [self.names.at[each.id] for each in self.edition.children.get(self.items[at].id, ())]

    def _below(self, at: int) -> Iterator[int]:
        waiting = list(reversed(self._children(at)))
        while waiting:
            one = waiting.pop()
            yield one
            waiting += reversed(self._children(one))

    def _paragraphs(self, at: int) -> Iterator[int]:
        if self.items[at].text:
            yield at
        for child in self._children(at):
            item = self.items[child]
            if (
                not label_of(item)
                and item.text
                and not plain_name(item.notation or item.marker or "")
            ):
                yield child

    def _bullets(self, at: int) -> Iterator[int]:
        for child in self._below(at):
            item = self.items[child]
            typed = re.search(r"bullet|listitem|entry", item.type, re.IGNORECASE)
            if typed or (item.marker and item.marker.strip() in BULLETS):
                yield child

    def _lettered(self, at: int, letter: str) -> Iterator[int]:
        for depth in (self._children(at), self._below(at)):
            for child in depth:
                item = self.items[child]
                if plain_name(item.notation or item.marker or "").rpartition(".")[2] == letter:
                    yield child
                    return

    # -- words ------------------------------------------------------------------------

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(
            plain_words(f"{label_of(item)} {item.text or ''}".strip()) for item in self.items
        )

    @cached_property
    def _with_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, text in enumerate(self._texts):
            for word in dict.fromkeys(text.split()):
                found.setdefault(word, []).append(at)
        return found

    def with_words(self, quoted: str, among: frozenset[int] | None = None) -> Iterator[int]:
        """The places of the items, of all or *among* some, whose text has words, in their order."""
        words = plain_words(quoted).split()
        if not words:
            return
        rarest = min((self._with_word.get(word, []) for word in words), key=len)
        places = rarest if among is None else sorted(among.intersection(rarest))
        yield from (at for at in places if stands_in(quoted, self._texts[at]))

    def _by_words(
        self, quoted: ProposedWords, clauses: Sequence[int]
    ) -> tuple[list[int], tuple[str, list[int]] | None, list[str]]:
        """
        The items in some clauses that have quoted words; else those elsewhere that have words that
        no others have, with the words; and warnings about words that are nowhere.
        """
        inside: list[int] = []
        elsewhere: tuple[str, list[int]] | None = None
        nowhere: list[str] = []
        sure = (*quoted.old, *quoted.mentioned)
        among = frozenset((*clauses, *(each for at in clauses for each in self._below(at))))
        for words in (*sure, *quoted.loose)[:_MOST_QUOTES]:
            within = list(self.with_words(words, among))
            if within:
                # Words that the clause itself has, or many parts of it, do not lead to one part.
                is_clear = len(within) <= _FEW and not set(within) & set(clauses)
                inside += (at for at in (within if is_clear else clauses) if at not in inside)
                continue
            matches = list(islice(self.with_words(words), _FEW + 1))
            count = len(plain_words(words).split())
            few = len(matches) == 1 if count < _FEW else len(matches) <= _FEW
            if matches and few and count > 1 and words in sure:
                elsewhere = elsewhere or (words, matches)
            elif not matches and words in quoted.old:
                nowhere.append(f"“{short(words)}” is nowhere in {self.edition.id}")
        return inside, elsewhere, nowhere

    def _is_in(self, at: int, clauses: Sequence[int]) -> bool:
        if at in clauses:
            return True
        above = {each.id for each in self.edition.ancestors(self.items[at])}
        return any(self.items[clause].id in above for clause in clauses)
