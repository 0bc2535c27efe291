"""
A published mapping compared with the texts of both editions: what is wrong, stale or missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from guidegraph.diff.curation.confirmed import ref_of
from guidegraph.diff.wording.classify import classify
from guidegraph.model.changes import Comparison, Ref, Wording
from guidegraph.model.correspondence import EXACT_WORDINGS, correspondences
from guidegraph.model.crosswalk import Crosswalk, CrosswalkReport, CrosswalkRow
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import UnknownNameError
from guidegraph.model.excerpt import first_words
from guidegraph.model.findings import Finding, Place, Severity
from guidegraph.model.mapping import Match


__all__ = ["RULES", "WordSimilarity", "examine", "said_by"]

RULES = (
    "orphaned-mapping",
    "contradicting-mapping",
    "impossible-mapping",
    "stale-mapping",
    "grouped-exact-match",
    "lost-item",
    "uncovered-item",
)
"""What can be wrong with a mapping."""

# Below the first, two texts are unrelated. A better target reaches the second, and is better than
# the mapped one by the third.
_UNRELATED = 0.3
_RELATED = 0.65
_AHEAD = 0.3
_QUOTED = 12
# A suggestion compares all ids; a file with more orphans than this is for other editions.
_SUGGESTIONS = 50


def examine(
    crosswalk: Crosswalk,
    old: Sequence[Edition],
    new: Edition,
    compare: Callable[[], Comparison] | None = None,
) -> CrosswalkReport:
    """
    The findings about a crosswalk, in the order of its rows; then the items without a row.

    A row that a comparison of the editions confirms is not reported.

    Args:
        compare: compares the editions; only called if a row is in doubt.
    """
    return CrosswalkReport(
        path=crosswalk.path,
        old=tuple(edition.id for edition in old),
        new=new.id,
        rows=len(crosswalk.rows),
        findings=tuple(_Examiner(crosswalk, old, new, compare).findings()),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with its items."""

    row: CrosswalkRow
    old: Ref | None
    new: Ref | None


class _Examiner:
    def __init__(
        self,
        crosswalk: Crosswalk,
        old: Sequence[Edition],
        new: Edition,
        compare: Callable[[], Comparison] | None,
    ) -> None:
        self.crosswalk = crosswalk
        self.compare = compare
        self.old = old
        self.new = new
        self.items = {
            (True, Ref(edition=edition.id, id=item.id)): item
            for edition in old
            for item in edition.items
        } | {(False, Ref(edition=new.id, id=item.id)): item for item in new.items}
        self.names = {True: _names(old), False: _names((new,))}
        # Where the sources give IRIs, those of another vocabulary do not name their items.
        self.identified = {
            is_old
            for is_old, editions in ((True, old), (False, (new,)))
            if all(item.iri for edition in editions for item in edition.items)
        }
        self.nearness = WordSimilarity(old, new)
        self.orphans = 0

    @cached_property
    def found(self) -> Mapping[tuple[Ref, Ref], Match]:
        """The mapping property of each pair that a comparison finds."""
        if self.compare is None:
            return {}
        return {(each.old, each.new): each.property for each in correspondences(self.compare())}

    def findings(self) -> Iterator[Finding]:
        rows = []
        for row in self.crosswalk.rows:
            found = _Row(row, self._named(row.old, is_old=True), self._named(row.new, is_old=False))
            orphans = list(self._orphans(row, found))
            yield from orphans
            if not orphans:
                rows.append(found)
        yield from self._contradictions(rows)
        for found in rows:
            if found.old and found.new:
                yield from self._pair(found.row, found.old, found.new)
        yield from self._exact_groups(rows)
        yield from self._silent(rows)

    # -- rules --------------------------------------------------------------------------

    def _orphans(self, row: CrosswalkRow, found: _Row) -> Iterator[Finding]:
        for name, ref, is_old in ((row.old, found.old, True), (row.new, found.new, False)):
            if name is not None and ref is None:
                editions = self.old if is_old else (self.new,)
                side = " or ".join(edition.id for edition in editions)
                short = next((found.id for found in [ref_of(name, editions)] if found), name)
                known = [item.id for edition in editions for item in edition.items]
                self.orphans += 1
                problem = (
                    str(UnknownNameError(f"item of {side}", short, known))
                    if self.orphans <= _SUGGESTIONS
                    else f"unknown item of {side} {short!r}"
                )
                yield self._finding(
                    "orphaned-mapping", Severity.ERROR, (short,), problem, row, name
                )

    def _contradictions(self, rows: Sequence[_Row]) -> Iterator[Finding]:
        seen: dict[tuple[Ref | None, Ref | None], CrosswalkRow] = {}
        mapped: dict[tuple[bool, Ref], CrosswalkRow] = {}
        for found in rows:
            if found.old and found.new:
                for key in ((True, found.old), (False, found.new)):
                    mapped.setdefault(key, found.row)
        for found in rows:
            both = (found.old, found.new)
            if both in seen:
                first = seen[both]
                how = "says the same as" if first.match == found.row.match else "contradicts"
                yield self._finding(
                    "contradicting-mapping",
                    Severity.WARNING if first.match == found.row.match else Severity.ERROR,
                    tuple(ref.id for ref in both if ref),
                    f"{how} line {first.line}; remove one of the two",
                    found.row,
                )
            seen.setdefault(both, found.row)
            for is_old, ref in ((True, found.old), (False, found.new)):
                if ref is None or None not in both or (is_old, ref) not in mapped:
                    continue
                first = mapped[is_old, ref]
                yield self._finding(
                    "contradicting-mapping",
                    Severity.ERROR,
                    (ref.id,),
                    f"{_shown(ref)} has no counterpart here, and has one in line "
                    f"{first.line}; remove one of the two",
                    found.row,
                )

    def _pair(self, row: CrosswalkRow, old: Ref, new: Ref) -> Iterator[Finding]:
        before, after = self.items[True, old], self.items[False, new]
        likeness = self.nearness.between(old, new)
        better, reached = self.nearness.best(old, new) if likeness < _RELATED else (None, 0.0)
        if reached < max(_RELATED, likeness + _AHEAD):
            better = None
        # Headings may differ completely and still head the same text.
        worded = before.text is not None and after.text is not None
        doubtful = better is not None or (worded and likeness < _UNRELATED)
        if doubtful and (old, new) not in self.found:
            message = f"{_shown(old)} and {_shown(new)} have hardly a word in common; "
            message += (
                f"{_shown(better)} says what {_shown(old)} says ({reached:.0%} of the words)"
                if better
                else "read both"
            )
            grave = better is not None or row.match is Match.EXACT
            yield self._finding(
                "impossible-mapping",
                Severity.ERROR if grave else Severity.WARNING,
                (new.id, *((better.id,) if better else ())),
                message,
                row,
                first_words(said_by(after), _QUOTED),
            )
            return
        if row.match is not Match.EXACT:
            return
        if " ".join(said_by(before).split()) == " ".join(said_by(after).split()):
            return
        verdict = classify(said_by(before), said_by(after))
        if verdict.wording not in EXACT_WORDINGS and self.found.get((old, new)) is not Match.EXACT:
            grave = verdict.wording is Wording.SUBSTANTIVE
            reasons = "; ".join(verdict.reasons[:3])
            yield self._finding(
                "stale-mapping",
                Severity.ERROR if grave else Severity.WARNING,
                (new.id,),
                f"{_shown(new)} is no longer an exact match of {_shown(old)} "
                f"({verdict.wording}: {reasons}); make it a closeMatch",
                row,
                first_words(said_by(after), _QUOTED),
            )

    def _exact_groups(self, rows: Sequence[_Row]) -> Iterator[Finding]:
        exact = [
            found for found in rows if found.row.match is Match.EXACT and found.old and found.new
        ]
        for is_old in (True, False):
            partners: dict[Ref, dict[Ref, CrosswalkRow]] = {}
            for found in exact:
                one, two = (found.old, found.new) if is_old else (found.new, found.old)
                if one and two:
                    partners.setdefault(one, {}).setdefault(two, found.row)
            for ref, others in partners.items():
                # Old editions may each have had the whole item; parts of one edition cannot.
                homes = [other.edition for other in others]
                if len(set(homes)) < len(homes):
                    names = ", ".join(other.id for other in others)
                    yield self._finding(
                        "grouped-exact-match",
                        Severity.ERROR,
                        (ref.id, *(other.id for other in others)),
                        f"{_shown(ref)} is an exact match of each of {names}, which makes these "
                        "equal; make them narrowMatch (split), broadMatch (merged) or closeMatch",
                        list(others.values())[1],
                    )

    def _silent(self, rows: Sequence[_Row]) -> Iterator[Finding]:
        named = {(True, found.old) for found in rows} | {(False, found.new) for found in rows}
        for (is_old, ref), item in self.items.items():
            if (is_old, ref) in named:
                continue
            yield Finding(
                rule="lost-item" if is_old else "uncovered-item",
                severity=Severity.WARNING,
                edition=ref.edition,
                items=(ref.id,),
                message=(
                    f"no row says what happened to {_shown(ref)}; map it, or say that it was "
                    "dropped (sssom:NoTermFound, or an empty cell)"
                    if is_old
                    else f"no row says where {_shown(ref)} comes from; map it, or say it is new"
                ),
                quote=first_words(said_by(item), _QUOTED),
            )

    # -- looking up ----------------------------------------------------------------------

    def _named(self, name: str | None, *, is_old: bool) -> Ref | None:
        """The item with this IRI, id, or id behind a prefix."""
        if name is None:
            return None
        known = self.names[is_old]
        candidates = [name]
        if is_old not in self.identified or "://" not in name:
            candidates += [name.rpartition("/")[2], name.rpartition("#")[2]]
        return next((known[candidate] for candidate in candidates if candidate in known), None)

    def _finding(
        self,
        rule: str,
        severity: Severity,
        items: tuple[str, ...],
        message: str,
        row: CrosswalkRow,
        quote: str = "",
    ) -> Finding:
        return Finding(
            rule=rule,
            severity=severity,
            edition=self.new.id,
            items=items,
            message=message,
            quote=quote,
            source=Place(path=self.crosswalk.path, line=row.line),
        )


def _names(editions: Iterable[Edition]) -> dict[str, Ref]:
    """Names of items: IRI, address, edition and id, id. The id is that of the first edition."""
    found: dict[str, Ref] = {}
    for edition in editions:
        for item in edition.items:
            ref = Ref(edition=edition.id, id=item.id)
            iris = edition.iri_of(item.id), edition.address_of(item.id)
            for name in (*iris, f"{edition.id}:{item.id}", item.id):
                found.setdefault(name, ref)
    return found


def _shown(ref: Ref) -> str:
    return f"{ref.edition}:{ref.id}"


_RAREST = 12
_CANDIDATES = 20


class WordSimilarity:
    """The words of old and new items."""

    def __init__(self, old: Iterable[Edition], new: Edition) -> None:
        # Words are numbers: faster to compare, and the same in every run.
        words: dict[str, int] = {}
        old = tuple(old)
        self._old = _numbered(old, words, said_by)
        self._new = _numbered((new,), words, said_by)
        # One edition may have the text of a value and another only its name: names count, too.
        self._old_names = _numbered(old, words, _name_of)
        self._new_names = _numbered((new,), words, _name_of)
        self._having: dict[int, list[Ref]] = {}
        for ref, theirs in self._new.items():
            for word in dict.fromkeys(theirs):
                self._having.setdefault(word, []).append(ref)

    def between(self, old: Ref, new: Ref) -> float:
        """From 0, no common word, to 1, the same words; of texts or names, whichever is more."""
        return max(
            _likeness(self._old[old], self._new[new]),
            _likeness(self._old_names[old], self._new_names[new]),
        )

    def best(self, old: Ref, but: Ref) -> tuple[Ref | None, float]:
        """
        The new item, other than *but*, most similar to an old one; and how similar.

        Only items that share most of the old one's rarest words are compared.
        """
        words = self._old[old]
        rarest = sorted(
            {*words} & self._having.keys(), key=lambda word: (len(self._having[word]), word)
        )
        shared = Counter(ref for word in rarest[:_RAREST] for ref in self._having[word])
        del shared[but]
        found = [
            (_likeness(words, self._new[ref]), ref) for ref, _ in shared.most_common(_CANDIDATES)
        ]
        near, ref = max(found, key=lambda entry: entry[0], default=(0.0, None))
        return ref, near


def said_by(item: Item) -> str:
    """An item's text, or its name if it has none."""
    return item.text or item.label or item.pref_label or ""


def _name_of(item: Item) -> str:
    return item.pref_label or item.label or ""


def _numbered(
    editions: Iterable[Edition], words: dict[str, int], said: Callable[[Item], str]
) -> Mapping[Ref, tuple[int, ...]]:
    return {
        Ref(edition=edition.id, id=item.id): tuple(
            words.setdefault(word, len(words)) for word in re.findall(r"\w+", said(item).casefold())
        )
        for edition in editions
        for item in edition.items
    }


def _likeness(one: tuple[int, ...], two: tuple[int, ...]) -> float:
    """
    The mean of two shares: of the words in common in the shorter text, and in both together.

    A short text is contained in many. Therefore its share alone is not enough.
    """
    if not one or not two:
        return 0.0
    common = (len(one) + len(two) - Indel.distance(one, two)) // 2
    return (common / min(len(one), len(two)) + 2 * common / (len(one) + len(two))) / 2
