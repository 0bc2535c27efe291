"""
A diff as Markdown: the counts, what to look at first, then part by part, in no more than so many
characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegraph.model.changes import (
    Change,
    Comparison,
    Gravity,
    Ref,
    Relation,
    WordEdit,
    Wording,
    WordOp,
    gravity,
)
from guidegraph.model.errors import MisuseError
from guidegraph.model.markdown import code, escaped
from guidegraph.render.grouping import Part, item_of, parts_of
from guidegraph.render.phrases import (
    ALARMING,
    KIND_NAMES,
    counts_of,
    is_capitals_only,
    link_phrase,
    names_of,
    places_of,
    proof_of,
    weight_of,
    words_of,
)
from guidegraph.render.renderer import Page


__all__ = ["markdown_of_comparison"]


def markdown_of_comparison(comparison: Comparison, page: Page) -> str:
    """
    All changes, or as many as the page has room for, the gravest first; the rest as counts.

    Raises:
        MisuseError: the page has not even room for the counts.
    """
    document = _Document(comparison, page)
    everything = document.text(len(document.ranked))
    room = page.max_chars
    if room is None or _length(everything) <= room:
        return everything
    counts = document.text(0)
    if _length(counts) > room:
        raise MisuseError(
            f"{room} characters are too few for the counts alone; ask for {_length(counts)} or more"
        )
    fits, too_many = 0, len(document.ranked)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if _length(document.text(middle)) <= room:
            fits = middle
        else:
            too_many = middle
    return document.text(fits)


def _length(text: str) -> int:
    """The length as code hosts count it, in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


class _Document:
    """
    Attributes:
        ranked: the changes that are to be shown, the gravest first, then in document order.
    """

    def __init__(self, comparison: Comparison, page: Page) -> None:
        self.comparison = comparison
        self.page = page
        changes = sorted(comparison.changes.changes, key=gravity)
        wanted = Gravity.TYPESET if not page.everything else len(Gravity)
        self.ranked = (
            () if page.summary else tuple(each for each in changes if gravity(each) < wanted)
        )
        self.ranks = {change.id: rank for rank, change in enumerate(self.ranked)}
        self.blocks = ["\n\n".join(self._change(change)) for change in self.ranked]
        self.parts = [
            (
                _heading(part),
                [
                    self.ranks[change.id]
                    for change in part.changes
                    if change.id in self.ranks and gravity(change) not in ALARMING
                ],
            )
            for part in parts_of(comparison, page.by)
        ]

    def text(self, shown: int) -> str:
        """The document with as many of the ranked changes."""
        blocks = [*self._head(), *self._notice(shown)]
        alarming = [
            block
            for change, block in zip(self.ranked[:shown], self.blocks, strict=False)
            if gravity(change) in ALARMING
        ]
        if alarming:
            blocks += ["### Look here first", *alarming]
        for heading, ranks in self.parts:
            found = [self.blocks[rank] for rank in ranks if rank < shown]
            if found:
                blocks += [heading, *found]
        return "\n\n".join([*blocks, *self._owners()]) + "\n"

    def _owners(self) -> Iterator[str]:
        """Whose the quoted texts are."""
        found: dict[str, list[str]] = {}
        for edition in (*self.comparison.old, self.comparison.new):
            owner = ". ".join(
                text.rstrip(".")
                for text in (edition.provenance.publisher, edition.provenance.rights)
                if text
            )
            if owner:
                found.setdefault(owner, []).append(code(edition.id))
        for owner, editions in found.items():
            yield f"Texts of {', '.join(editions)}: {escaped(owner)}."

    def _head(self) -> Iterator[str]:
        changes = self.comparison.changes
        yield f"## {' + '.join(map(code, changes.old))} → {code(changes.new)}"
        rows = [f"| {count} | {KIND_NAMES[kind]} |" for kind, count in counts_of(changes.changes)]
        rows.append(f"| {len(changes.unchanged)} | unchanged |")
        yield "\n".join(["| items | what became of them |", "| ---: | :--- |", *rows])
        yield f"{'✓' if changes.audit.passed else '**✗**'} {escaped(proof_of(changes.audit))}"
        if len(changes.hidden):
            what = "change was" if len(changes.hidden) == 1 else "changes were"
            yield f"{len(changes.hidden)} more {what} not asked for and not counted here."

    def _notice(self, shown: int) -> Iterator[str]:
        """What is not shown, why, and how to see it."""
        if self.page.summary:
            return
        changes = self.comparison.changes
        if shown < len(self.ranked):
            left = counts_of(self.ranked[shown:])
            counts = ", ".join(f"{count} {KIND_NAMES[kind]}" for kind, count in left)
            yield (
                f"**Not all changes are shown.** There is room for {self.page.max_chars} "
                f"characters here, so the least grave were left out: {counts}."
            )
        folded = len(changes.changes) - len(self.ranked)
        if folded:
            what = "change" if folded == 1 else "changes"
            yield f"{folded} {what} in type only (capitals, quotes, commas, numbers) not shown."
        if folded or shown < len(self.ranked):
            names = " ".join((*changes.old, changes.new))
            command = f"guidegraph diff {names} --all --format html -o changes.html"
            yield f"See every change with {code(command)}."

    # -- one change ---------------------------------------------------------------

    def _change(self, change: Change) -> Iterator[str]:
        yield self._title(change)
        body = list(self._body(change))
        if self.page.max_chars is not None and _length("".join(body)) > self.page.max_chars // 4:
            yield "> *(too long to be shown here)*"
            return
        yield from body

    def _title(self, change: Change) -> str:
        title = f"**{', '.join(names_of(change)).capitalize()}**"
        weight = weight_of(change)
        if weight:
            title += f" ({', '.join(weight)})"
        return f"{title} {self._places(change)} · change {code(change.id)}"

    def _places(self, change: Change) -> str:
        if change.duplicate_of is not None:
            return f"{_codes(change.new)} says again what {code(change.duplicate_of.id)} says"
        if [ref.id for ref in change.old] == [ref.id for ref in change.new]:
            return _codes(change.new)
        if change.relation is Relation.DROPPED:
            (ref,) = change.old
            return code(f"{ref.edition}:{ref.id}")
        return " → ".join(_codes(refs) for refs in (change.old, change.new) if refs)

    def _body(self, change: Change) -> Iterator[str]:
        if change.relation is Relation.DROPPED:
            words = words_of(item_of(self.comparison, change.old[0], old=True))
            yield f"> {_marked(words, '~~')}"
        elif change.relation is Relation.ADDED:
            words = words_of(item_of(self.comparison, change.new[0], old=False))
            yield f"> {_marked(words, '**')}"
        elif change.words:
            yield f"> {_redline(change.words)}"
        elif not change.label_words:
            for ref in change.new:
                words = words_of(item_of(self.comparison, ref, old=False))
                yield f"> {escaped(words)}"
        if change.label_words and (
            self.page.everything or not change.words or not is_capitals_only(change.label_words)
        ):
            yield f"> name: {_redline(change.label_words)}"
        points = [f"- {escaped(point)}" for point in _points(change)]
        if points:
            yield "\n".join(points)


def _points(change: Change) -> Iterator[str]:
    if change.verdict is not None and change.verdict.wording is not Wording.TYPOGRAPHIC:
        yield from change.verdict.reasons
    for link in change.links:
        yield link_phrase(link)


def _heading(part: Part) -> str:
    return f"### {escaped(part.name)}{' (gone)' if part.gone else ''}"


def _codes(refs: Sequence[Ref]) -> str:
    return ", ".join(code(place) for place in places_of(refs))


def _redline(edits: Sequence[WordEdit]) -> str:
    marks = {WordOp.EQUAL: "", WordOp.DELETE: "~~", WordOp.INSERT: "**"}
    runs = (_marked(edit.text, marks[edit.op]) for edit in edits)
    return " ".join(run for run in runs if run)


def _marked(text: str, mark: str) -> str:
    words = escaped(text)
    return f"{mark}{words}{mark}" if words else ""
