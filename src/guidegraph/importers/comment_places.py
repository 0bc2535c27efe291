"""Which items a comment is about, by its clause, its paragraph and the words that it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from guidegraph.language.enumeration import is_kind, numbered
from guidegraph.language.proposals import ProposedWords, plain_words, proposed_words, stands_in
from guidegraph.model.clauses import clause_of, label_of
from guidegraph.model.comments import AttachedBy, Comment
from guidegraph.model.edition import Edition, Item
from guidegraph.model.excerpt import beginning


__all__ = ["CommentPlaces", "PlacedComment"]

_WHOLE: Final = frozenset(
    "general|ge|gen|all|whole|whole document|entire document|document|the whole document|title page|"
    "all clauses|throughout|n/a|na|none|allgemein|allgemeines|gesamt|gesamtes dokument|"
    "ganzes dokument|général|générale|tout|tout le document|ensemble|ensemble du document".split(
        "|"
    )
)
_NOT_ATTACHED: Final = "not attached"
_NUMBER: Final = r"\d{1,4}(?:\.\d{1,4}){0,7}|[A-Z](?:\.\d{1,4}){1,7}"
_LEADING = re.compile(rf"({_NUMBER})(?![\w.]?\d)(.*)", re.IGNORECASE)
_KIND = re.compile(
    rf"(§{{1,2}}|[^\W\d_]{{2,20}}(?:-[^\W\d_]{{2,20}})?)\.?\s*(?:no\.?|nr\.?|n°)?\s*"
    rf"({_NUMBER}|[A-Z](?![^\W\d_]))(.*)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(.{{0,40}}?)({_NUMBER})\s*(?:[–—-]|\.\.|…|\bto\b|\bbis\b|\bà\b)\s*({_NUMBER})", re.IGNORECASE
)
_APART = re.compile(r"[,;|\n]|\s/\s|\s&\s|\s(?:and|und|et|or)\s", re.IGNORECASE)
_LONGEST_CLAUSE: Final = 400
_MOST_PARTS: Final = 60
_MOST_IN_RANGE: Final = 200
_MOST_PLACES: Final = 12  # of one clause or quotation
_MOST_QUOTES: Final = 20  # of one comment that are looked for
_ORDINALS: Final = {
    word: number
    for number, said in enumerate(
        (
            "first 1st erster erste ersten erstes premier première",
            "second 2nd zweiter zweite zweiten zweites deuxième second",
            "third 3rd dritter dritte dritten drittes troisième",
            "fourth 4th vierter vierte vierten viertes quatrième",
            "fifth 5th fünfter fünfte fünften fünftes cinquième",
            "sixth 6th sechster sechste sechsten sechstes sixième",
        ),
        start=1,
    )
    for word in said.split()
}
_PARAGRAPH: Final = r"(?:paragraphs?|para|par|absatz|abs|alinéa|al)"
_BULLET: Final = (
    r"(?:bullets?(?: points?)?|dash|indent|list items?|spiegelstrich|aufzählung|tirets?|puces?)"
)
_COUNTED = re.compile(
    rf"({_PARAGRAPH}|{_BULLET})\.?\s*(\d{{1,3}})\b|([^\W_]{{3,10}})\s+({_PARAGRAPH}|{_BULLET})\b",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"(?:(?:items?|points?|list items?|lit|litera|buchstabe)\.?\s+)?\(?\b([a-z]|\d{1,2}|[ivx]{2,5})\)"
    r"|(?:items?|points?|lit|litera|buchstabe)\.?\s+([a-z]|\d{1,2})\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"sentence|line|satz|zeile|phrase|ligne|title|titel|heading", re.IGNORECASE)
_BULLETS: Final = frozenset("•-–—*◦▪·")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedComment:
    """The ids of the items that a comment is about, how that is known, and what is odd."""

    targets: tuple[str, ...]
    attached_by: AttachedBy
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Clauses:
    """What a cell for clauses names: items, numbers that are not there, words that are no clause."""

    items: list[int] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    whole: bool = False


class CommentPlaces:
    """The items of an edition by what people call them and by their words."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.items = edition.items
        self._at = {item.id: at for at, item in enumerate(self.items)}
        self._keys: dict[str, dict[int, list[int]]] = {}
        self._numbers: list[str] = []  # the number of each item, with those above it
        for at, item in enumerate(self.items):
            self._name(at, item)

    def place(self, clause: str, paragraph: str, comment: str, proposed: str) -> PlacedComment:
        """
        The items that a comment is about.

        Words that it quotes from the text win over its clause.
        """
        if (exact := self._exact(clause)) is not None:
            return exact
        found = self._clauses(clause)
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
            kept = [at for at in inside if self._is_in(at, targets)] or inside
            if by is AttachedBy.PARAGRAPH and not set(kept) & set(targets):
                warnings.append(f"the paragraph {_short(paragraph)} and the quoted words disagree")
            if set(kept) != set(targets):
                targets, by = kept, AttachedBy.WORDS
        elif elsewhere:
            words, places = elsewhere
            named = "; ".join(self._clause(at) for at in places)
            if targets:
                warnings.append(
                    f"the clause {_short(clause)} and the quoted words disagree: "
                    f"“{_short(words)}” is in {named}"
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
        named = [self._name_for(self._at[id_]) for id_ in comment.targets if id_ in self._at]
        if comment.clause is None and not named:
            return "general"
        clause = comment.clause or "; ".join(named)
        again = self.place(clause, comment.paragraph or "", comment.body, comment.proposed or "")
        if again.targets == comment.targets:
            return clause
        return f"{clause} {' '.join(f'[{id_}]' for id_ in comment.targets)}"

    def _exact(self, clause: str) -> PlacedComment | None:
        """Where our own words or ids in square brackets put a comment, whatever it quotes."""
        text = clause[:_LONGEST_CLAUSE].strip()
        if text.startswith(_NOT_ATTACHED):
            return PlacedComment(
                targets=(), attached_by=AttachedBy.NOTHING, warnings=(" ".join(text.split()),)
            )
        ids = tuple(re.findall(r"\[([^\[\]]{1,200})\]", text))
        if not ids or any(id_ not in self._at for id_ in ids):
            return None
        return PlacedComment(targets=tuple(dict.fromkeys(ids)), attached_by=AttachedBy.ITEMS)

    # -- names ------------------------------------------------------------------------

    def _name(self, at: int, item: Item) -> None:
        label = label_of(item)
        heading = numbered(" ".join(label.split())[:200]) if label else None
        own = _even(item.notation or item.marker or (heading.notation if heading else ""))
        bare = re.sub(r"^(?:§+|[^\W\d_]{2,20}\.?)\s+", "", own)
        above = self._numbers[self._at[item.parent]] if item.parent in self._at else ""
        if not bare or (bare in _BULLETS):
            bare = path = ""
        elif above and not bare.startswith(f"{above}."):
            path = f"{above}.{bare}"
        else:
            path = bare
        by_id = _number_in(item.id)
        self._numbers.append(path or by_id)
        self._add(item.id.casefold(), 0, at)
        whole = bool(own) and (not item.parent or bool(re.search(r"[\s.]", own)) or bool(label))
        self._add(own, 0 if whole else 3, at)
        self._add(bare, 0 if whole else 3, at)
        self._add(path, 2, at)
        self._add(by_id, 2, at)
        self._add(_even(label), 1, at)
        if heading:
            self._add(_even(heading.label), 1, at)
            self._add(_even(heading.notation), 0, at)
        if own and label:
            self._add(f"{own} {_even(label)}", 0, at)
        self._add(_even(clause_of(self.edition, item)), 2, at)

    def _add(self, key: str, rank: int, at: int) -> None:
        if key:
            places = self._keys.setdefault(key, {}).setdefault(rank, [])
            if at not in places[-1:]:
                places.append(at)

    def _known(self, key: str) -> list[int]:
        """The items of a name: those that have it most clearly."""
        ranks = self._keys.get(_even(key), {})
        return ranks[min(ranks)] if ranks else []

    def _name_for(self, at: int) -> str:
        item = self.items[at]
        for name in (item.notation or "", self._numbers[at], label_of(item)):
            if (
                name
                and not _APART.search(name)
                and self._known(name) == [at]
                and (_even(name) not in _WHOLE)
            ):
                return " ".join(name.split())
        return item.id

    def _clause(self, at: int) -> str:
        return clause_of(self.edition, self.items[at])

    # -- clauses ----------------------------------------------------------------------

    def _clauses(self, cell: str) -> _Clauses:
        found = _Clauses()
        text = " ".join(cell.strip(" \n\t-–—/.").split())
        if not text:
            return found
        if _even(text) in _WHOLE and not self._known(text):
            found.whole = True
            return found
        if known := self._known(text):
            self._add_places(text, known, found)
            return found
        parts = [part.strip() for part in _APART.split(cell[:_LONGEST_CLAUSE])]
        kind = ""
        for part in [each for each in parts if each][:_MOST_PARTS]:
            if self._take(part, f"{kind} {part}".strip(), found):
                named = _KIND.match(part)
                kind = named[1] if named and part[0].isalpha() else kind
            elif _even(part) in _WHOLE:
                found.whole = True
            elif _COUNTED.search(part) or _LETTER.search(part) or _is_detail(part):
                found.hints.append(part)
            else:
                found.missing.append(f"“{_short(part)}”" if part[:1].isalpha() else _short(part))
        return found

    def _take(self, part: str, with_kind: str, found: _Clauses) -> bool:
        """Add the items that a part of a cell names, if it names some."""
        for name in dict.fromkeys((part, with_kind)):
            if (known := self._known(name)) and self._add_places(part, known, found):
                return True
        if self._take_range(part, found):
            return True
        for name in dict.fromkeys((with_kind, part)):
            known, rest = self._of_number(name)
            if known and self._add_places(part, known, found):
                if rest.strip(" .,:;()–—-"):
                    found.hints.append(rest)
                return True
        return False

    def _of_number(self, name: str) -> tuple[list[int], str]:
        """The items with the number in front, or after a word for clauses; what comes after it."""
        if leading := _LEADING.match(name):
            return self._known(leading[1]), leading[2]
        named = _KIND.match(name)
        if named is None:
            return [], ""
        kind, number, rest = named.groups()
        known = self._known(f"{kind} {number}")
        if known:
            return known, rest
        every = sorted(set().union(*self._keys.get(_even(number), {}).values()))
        word = kind.casefold().rstrip(".s") or kind
        of_kind = [
            at
            for at in every
            if word in self.items[at].id.casefold().split("/")
            or word in self.items[at].type.casefold()
        ]
        if of_kind:
            return of_kind, rest
        spoken = kind.rstrip("sSn") if len(kind) > 3 else kind
        if (
            is_kind(kind)
            or is_kind(spoken)
            or word in ("sub-clause", "subclause", "cl", "unterabschnitt")
        ):
            return self._known(number), rest
        return [], ""

    def _add_places(self, part: str, known: Sequence[int], found: _Clauses) -> bool:
        if len(known) > _MOST_PLACES:
            found.odd.append(f"{_short(part)} is at {len(known)} places")
            found.missing.append(f"{_short(part)} at one place")
            return True
        if len(known) > 1:
            named = "; ".join(self.items[at].id for at in known)
            found.odd.append(f"{_short(part)} is at {len(known)} places: {named}")
        found.items += (at for at in known if at not in found.items)
        return True

    def _take_range(self, part: str, found: _Clauses) -> bool:
        named = _RANGE.fullmatch(part)
        if named is None or (named[1].strip() and not is_kind(named[1].strip(" s."))):
            return False
        first, last = named[2], named[3]
        above, _, start = first.rpartition(".")
        over, _, end = last.rpartition(".")
        over = over or above
        if above != over or not start.isdigit() or not end.isdigit():
            return False
        numbers = range(int(start), int(end) + 1)
        if not 1 < len(numbers) <= _MOST_IN_RANGE:
            return False
        names = [f"{above}.{number}" if above else str(number) for number in numbers]
        taken = False
        for name in names:
            if known := self._known(name):
                taken = self._add_places(name, known, found)
            elif name in (names[0], names[-1]):
                found.missing.append(name)
                taken = True
        return taken

    # -- paragraphs -------------------------------------------------------------------

    def _narrowed(self, targets: list[int], hints: Iterable[str]) -> tuple[list[int], list[str]]:
        """The parts of items that words such as "second paragraph" or "b)" name."""
        unknown: list[str] = []
        for hint in filter(None, map(str.strip, hints)):
            if _even(hint).strip("-–— ") in _WHOLE or not plain_words(hint):
                continue
            parts = [part for at in targets for part in self._parts(at, hint[:200])]
            if parts:
                targets = list(dict.fromkeys(parts))
            elif _COUNTED.search(hint) or _LETTER.search(hint) or _is_detail(hint):
                if not _INSIDE.search(hint):
                    places = "; ".join(self._clause(at) for at in targets[:3])
                    unknown.append(f"no “{_short(hint)}” in {places}")
            elif not any(self._has_words(at, hint) for at in targets):
                places = "; ".join(self._clause(at) for at in targets[:3])
                unknown.append(f"“{_short(hint)}” was not looked for in {places}")
        return targets, unknown

    def _has_words(self, at: int, hint: str) -> bool:
        """Whether what comes after a number is the title of its clause, or a part of it."""
        return stands_in(hint, plain_words(label_of(self.items[at])))

    def _parts(self, at: int, hint: str) -> Iterator[int]:
        if counted := _COUNTED.search(hint):
            kind = counted[1] or counted[4]
            number = int(counted[2]) if counted[2] else _ORDINALS.get(counted[3].casefold(), 0)
            is_paragraph = re.fullmatch(_PARAGRAPH, kind, re.IGNORECASE)
            parts = list(self._paragraphs(at) if is_paragraph else self._bullets(at))
            if 0 < number <= len(parts):
                yield parts[number - 1]
            elif not is_paragraph and counted[2]:
                yield from self._lettered(at, counted[2])
        elif lettered := _LETTER.search(hint):
            yield from self._lettered(at, (lettered[1] or lettered[2]).casefold())
        else:
            yield from (
                each for each in self._known(hint) if each != at and self._is_in(each, [at])
            )

    def _children(self, at: int) -> list[int]:
        return [self._at[each.id] for each in self.edition.children.get(self.items[at].id, ())]

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
            if not label_of(item) and item.text and not _even(item.notation or item.marker or ""):
                yield child

    def _bullets(self, at: int) -> Iterator[int]:
        for child in self._below(at):
            item = self.items[child]
            if (
                (item.marker or "").strip() in _BULLETS
                and item.marker
                or re.search(r"bullet|listitem|entry", item.type, re.IGNORECASE)
            ):
                yield child

    def _lettered(self, at: int, letter: str) -> Iterator[int]:
        for depth in (self._children(at), self._below(at)):
            for child in depth:
                item = self.items[child]
                if _even(item.notation or item.marker or "").rpartition(".")[2] == letter:
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

    def with_words(self, quoted: str) -> list[int]:
        """The places of the items whose text has some words, in their order."""
        words = [word for word in plain_words(quoted).split()]
        if not words:
            return []
        rarest = min((self._with_word.get(word, []) for word in words), key=len)
        return [at for at in rarest if stands_in(quoted, self._texts[at])]

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
        for words in (*sure, *quoted.loose)[:_MOST_QUOTES]:
            matches = self.with_words(words)
            within = [at for at in matches if self._is_in(at, clauses)]
            count = len(plain_words(words).split())
            few = len(matches) == 1 if count < 3 else len(matches) <= 3
            if within:
                inside += (at for at in within if at not in inside)
            elif matches and few and count > 1 and words in sure:
                elsewhere = elsewhere or (words, matches)
            elif not matches and words in quoted.old:
                nowhere.append(f"“{_short(words)}” is nowhere in {self.edition.id}")
        return inside, elsewhere, nowhere

    def _is_in(self, at: int, clauses: Sequence[int]) -> bool:
        if at in clauses:
            return True
        above = {each.id for each in self.edition.ancestors(self.items[at])}
        return any(self.items[clause].id in above for clause in clauses)


def _is_detail(text: str) -> bool:
    """Whether words name a part of a clause that is no item of its own, such as a table."""
    return bool(
        re.match(
            r"\W*(?:table|tab|figure|fig|note|example|box|formula|equation|footnote|tabelle|bild|"
            r"abbildung|anmerkung|beispiel|tableau|exemple|sentence|line|satz|zeile|ff|et seq)\b",
            text,
            re.IGNORECASE,
        )
    )


def _even(name: str) -> str:
    """A name without case, outer brackets and full stops."""
    return " ".join(name.split()).casefold().strip(" ().[]:,")


def _number_in(id_: str) -> str:
    """
    The number that an id is made of.

    >>> _number_in("value/7/practice/4"), _number_in("section/scope/2")
    ('7.4', '')
    """
    parts = id_.split("/")
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) % 2 or not all(name.isalpha() and number.isdecimal() for name, number in pairs):
        return ""
    return ".".join(number for _, number in pairs)


def _short(text: str) -> str:
    return beginning(" ".join(text.split()), 60)
