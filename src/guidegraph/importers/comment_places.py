"""Which items a comment is about, by its clause, its paragraph and the words that it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

from guidegraph.importers.clause_names import ClauseNames
from guidegraph.importers.place_tables import PlaceTables
from guidegraph.importers.place_words import (
    BULLETS,
    COLUMN,
    COUNTED,
    INSIDE,
    LETTER,
    ORDINALS,
    PARAGRAPH,
    TITLE,
    is_part,
    plain_name,
    short,
)
from guidegraph.language.proposals import (
    ProposedWords,
    all_words,
    plain_words,
    proposed_words,
    stands_in,
)
from guidegraph.model.clauses import clause_of, label_of
from guidegraph.model.comments import AttachedBy, Comment
from guidegraph.model.edition import Edition


__all__ = ["CommentPlaces", "PlacedComment"]

_NOT_ATTACHED: Final = "not attached"
_GENERAL: Final = "general"
_LONGEST_CLAUSE: Final = 20_000
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
        self.tables = PlaceTables(edition)

    def place(
        self, clause: str, paragraph: str, comment: str, proposed: str, items: str = ""
    ) -> PlacedComment:
        """
        The items that a comment is about.

        Words that it quotes from the text win over its clause; ids of items over both.
        """
        if (exact := self._exact(clause, items)) is not None:
            return exact
        found = self.names.clauses(clause)
        warnings = [f"no clause {each}" for each in found.missing] + found.odd
        if items.strip():
            warnings.append(f"not all of {short(items)} are items of {self.edition.id}")
        by = AttachedBy.CLAUSE
        targets = found.items
        if targets:
            narrowed, unknown = self._narrowed(targets, [*found.hints, paragraph])
            if narrowed != targets:
                targets, by = narrowed, AttachedBy.PARAGRAPH
            warnings += unknown
        elif found.hints:
            targets, unknown = self._parts_alone(found.hints)
            by = AttachedBy.PARAGRAPH
            warnings += unknown
        quoted = proposed_words(comment, proposed)
        if found.whole and not found.items and not targets:
            return PlacedComment(targets=(), attached_by=AttachedBy.WHOLE, warnings=tuple(warnings))
        clauses = found.items or targets
        inside, elsewhere, nowhere = self._by_words(quoted, clauses)
        warnings += nowhere
        if inside:
            if set(inside) == set(clauses):
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
        if found.missing or found.hints:
            return PlacedComment(
                targets=(), attached_by=AttachedBy.NOTHING, warnings=tuple(warnings)
            )
        return PlacedComment(targets=(), attached_by=AttachedBy.WHOLE, warnings=tuple(warnings))

    def cells_for(self, comment: Comment) -> tuple[str, str]:
        """
        What to write as the clause of a comment, and the ids of its items, so that it is attached
        to the same again; no ids where the clause is enough.
        """
        clause = self._spoken(comment) if comment.clause is None else comment.clause
        again = self.place(clause, comment.paragraph or "", comment.body, comment.proposed or "")
        attached = again.attached_by is not AttachedBy.NOTHING
        # The paragraph of a comment that was carried is one of the old edition.
        is_clear = not (comment.carried_from and (comment.paragraph or not comment.attached))
        is_clear = is_clear or comment.clause is not None
        if is_clear and (again.targets, attached) == (comment.targets, comment.attached):
            return clause, ""
        if not comment.attached:
            return clause, _NOT_ATTACHED
        return clause, " ".join(f"[{id_}]" for id_ in comment.targets) or _GENERAL

    def _spoken(self, comment: Comment) -> str:
        """What people call the place of a comment that has no clause."""
        if not comment.attached:
            return "; ".join(f"{each.clause} ({comment.carried_from})" for each in comment.places)
        rows: dict[str, list[str]] = {}  # of each clause; none, if it is meant itself
        for at in (self.names.at[id_] for id_ in comment.targets if id_ in self.names.at):
            clause, row = self._name(at)
            rows.setdefault(clause, []).extend(filter(None, [row]))
        return "; ".join(", ".join((name, *among)) for name, among in rows.items()) or _GENERAL

    def _name(self, at: int) -> tuple[str, str]:
        """The number of an item, if nothing else has it, or what people call it; and its row."""
        item = self.items[at]
        number = " ".join((item.notation or "").split())
        if number and self.names.known(number) == [at]:
            return number, ""
        if item.attributes and label_of(item) and item.parent and not number:
            return self._clause(self.names.at[item.parent]), f"row {label_of(item)}"
        return self._clause(at), ""

    def _exact(self, clause: str, items: str) -> PlacedComment | None:
        """Where our own words, or ids in square brackets, put a comment, whatever it quotes."""
        text = (items or clause)[:_LONGEST_CLAUSE].strip()
        if text.startswith(_NOT_ATTACHED):
            why = " ".join(text.removeprefix(_NOT_ATTACHED).strip(" :").split())
            return PlacedComment(
                targets=(), attached_by=AttachedBy.NOTHING, warnings=(why,) if why else ()
            )
        if items.strip() == _GENERAL:
            return PlacedComment(targets=(), attached_by=AttachedBy.WHOLE)
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
            hint = hint[:200]  # noqa: PLW2901
            places = "; ".join(self._clause(at) for at in targets[:3])
            among = frozenset((*targets, *(each for at in targets for each in self._below(at))))
            table = self.tables.named(hint, among, places)
            parts = [*table.items] or [part for at in targets for part in self._parts(at, hint)]
            unknown += filter(None, [table.odd])
            if parts:
                targets = list(dict.fromkeys(parts))
                places = "; ".join(self._clause(at) for at in targets[:3])
            if column := COLUMN.search(hint):
                unknown.append(f"“{short(column[0])}” was not looked for in {places}")
            if INSIDE.search(hint) and not table.items:
                rest = " ".join(COUNTED.sub(" ", hint).split()) if parts else hint
                if not TITLE.search(hint) and INSIDE.search(rest):
                    unknown.append(f"“{short(rest)}” was not looked for in {places}")
            elif is_part(hint) and not parts and not table.odd:
                unknown.append(f"no “{short(hint)}” in {places}")
            elif not (parts or table.odd or column) and not any(
                self._has_words(at, hint) for at in targets
            ):
                unknown.append(f"“{short(hint)}” was not looked for in {places}")
        return targets, unknown

    def _parts_alone(self, hints: Iterable[str]) -> tuple[list[int], list[str]]:
        """The tables and captions that words without a clause name."""
        targets: list[int] = []
        unknown: list[str] = []
        for hint in hints:
            part = self.tables.named(hint[:200], None, self.edition.id)
            targets += (at for at in part.items if at not in targets)
            if part.odd or not part.items:
                unknown.append(part.odd or f"no “{short(hint)}” is known without its clause")
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
        return tuple(map(all_words, self.items))

    @cached_property
    def _title(self) -> str:
        return plain_words(self.edition.title or "")

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
            elif not matches and words in quoted.old and not stands_in(words, self._title):
                nowhere.append(f"“{short(words)}” is nowhere in {self.edition.id}")
        return inside, elsewhere, nowhere

    def _is_in(self, at: int, clauses: Sequence[int]) -> bool:
        if at in clauses:
            return True
        above = {each.id for each in self.edition.ancestors(self.items[at])}
        return any(self.items[clause].id in above for clause in clauses)
