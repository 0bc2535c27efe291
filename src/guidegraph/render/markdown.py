"""Markdown: diffs, findings and comments for pull requests and mail, an edition as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from guidegraph.model.changes import (
    Change,
    Comparison,
    Priority,
    Ref,
    Relation,
    WordEdit,
    Wording,
    WordOp,
    priority_of,
)
from guidegraph.model.comments import CommentRegister
from guidegraph.model.edition import Edition, Item, Link
from guidegraph.model.errors import MisuseError
from guidegraph.model.findings import Finding, Severity
from guidegraph.model.markdown import code, escaped
from guidegraph.model.names import iri_path
from guidegraph.model.report import Report
from guidegraph.model.titles import titles_of
from guidegraph.render.alarms import alarms_of
from guidegraph.render.clause_index import clause_index, ranges
from guidegraph.render.commenting import title_of
from guidegraph.render.details import Details, PropertyLine
from guidegraph.render.format import RenderOptions, SortOrder
from guidegraph.render.grouping import Part, by_weight, item_of, parts_of
from guidegraph.render.phrases import (
    KIND_NAMES,
    clauses,
    counts_of,
    decision,
    is_capitals_only,
    places_of,
    proof_of,
    replaced_of,
    scope_of,
    words_of,
)
from guidegraph.render.whereabouts import at_place, whereabouts


__all__ = [
    "markdown_of_comments",
    "markdown_of_comparison",
    "markdown_of_edition",
    "markdown_of_report",
    "missing_anchor",
]


def markdown_of_comparison(comparison: Comparison, page: RenderOptions) -> str:
    """
    All changes, or as many as fit, the most important first; the rest as counts. An index of
    clauses is at the end, if there is space for it.

    Raises:
        MisuseError: not even the counts fit.
    """
    document = _Document(comparison, page)
    everything = document.text(len(document.ranked), whole=True)
    index = "".join(document.index())
    room = page.max_chars
    if room is None or _length(everything + index) <= room:
        return everything + index
    if _length(everything) <= room:
        return everything
    counts = document.text(0)
    if _length(counts) > room:
        raise MisuseError(
            f"{room} characters are too few even for the counts; allow {_length(counts)} or more"
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
        ranked: the changes that are to be shown, most important first, then in document order.
    """

    def __init__(self, comparison: Comparison, page: RenderOptions) -> None:
        self.comparison = comparison
        self.page = page
        self.details = details = Details(comparison, everything=page.everything)
        alarms = alarms_of(comparison, everything=page.everything)
        self.first = {alarm.change.id: alarm for alarm in alarms.shown}
        self.rest = alarms.rest()
        changes = self._sorted(comparison.changes.changes)
        wanted = Priority.TYPESET if not page.everything else len(Priority)
        self.ranked = (
            ()
            if page.summary
            else tuple(
                each
                for each in changes
                if (priority_of(each) < wanted and not details.is_folded(each))
                and not details.is_beside(each)
            )
        )
        self.ranks = {change.id: rank for rank, change in enumerate(self.ranked)}
        self.blocks = ["\n\n".join(self._change(change)) for change in self.ranked]
        self.parts = [
            (
                _heading(part),
                [
                    self.ranks[change.id]
                    for change in part.changes
                    if change.id in self.ranks and change.id not in self.first
                ],
            )
            for part in parts_of(comparison, page.by, page.sort)
        ]

    def _sorted(self, changes: Sequence[Change]) -> list[Change]:
        """What is to be looked at first, then the rest by importance or by weight."""
        places = {id_: place for place, id_ in enumerate(self.first)}
        if self.page.sort is SortOrder.WEIGHT:
            rest = list(by_weight(changes))
        else:
            rest = sorted(changes, key=priority_of)
        return sorted(rest, key=lambda change: places.get(change.id, len(places)))

    def text(self, shown: int, *, whole: bool = False) -> str:
        """The document with as many of the ranked changes; the *whole* also has all the rest."""
        blocks = [*self._head(), *self._notice(shown, whole=whole)]
        alarming = [
            block
            for change, block in zip(self.ranked[:shown], self.blocks, strict=False)
            if change.id in self.first
        ]
        if alarming:
            blocks += ["### Look here first", *alarming]
            blocks += [escaped(self.rest)] if self.rest else []
        if whole and not self.page.summary:
            blocks += self._details()
        for heading, ranks in self.parts:
            found = [self.blocks[rank] for rank in ranks if rank < shown]
            if found:
                blocks += [heading, *found]
        return "\n\n".join([*blocks, *self._owners()]) + "\n"

    def index(self) -> Iterator[str]:
        """Each clause that changed, with the numbers of its changes."""
        clauses = () if self.page.summary else clause_index(self.details)
        if clauses:
            yield "\n### Index of clauses\n\n"
        for clause in clauses:
            numbers = ranges([number for number, _ in clause.changes])
            yield f"- {escaped(clause.name)}: {numbers}\n"

    def _owners(self) -> Iterator[str]:
        """Publisher and rights of the quoted texts."""
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

    def _details(self) -> Iterator[str]:
        """What is said of no single item."""
        details = self.details
        for heading, phrases in (
            ("Identifiers and words that disagree", details.disagreements),
            ("Successors that did not change themselves", details.mergers),
        ):
            if phrases:
                yield f"### {heading}"
                yield "\n".join(f"- {escaped(phrase)}" for phrase in phrases)
        if lines := details.editions():
            yield "### The editions themselves"
            yield "\n".join(map(_property, lines))

    def _head(self) -> Iterator[str]:
        changes = self.comparison.changes
        *old, new = map(code, titles_of(self.comparison))
        yield f"## {' + '.join(old)} → {new}"
        rows = [
            f"| {count} | {KIND_NAMES[kind]}"
            f"{replaced_of(changes.changes) if kind is Priority.LOST else ''} |"
            for kind, count in counts_of(changes.changes)
        ]
        rows.append(f"| {len(changes.unchanged)} | unchanged |")
        yield "\n".join(["| items | kind of change |", "| ---: | :--- |", *rows])
        if self.details.common:
            yield "\n".join(f"- {escaped(phrase)}" for phrase in self.details.common)
        yield f"{'✓' if changes.audit.passed else '**✗**'} {escaped(proof_of(changes.audit))}"
        yield from map(escaped, self.details.identifiers)
        if len(changes.hidden):
            what = "change was" if len(changes.hidden) == 1 else "changes were"
            yield f"{len(changes.hidden)} more {what} not asked for and not counted here."

    def _notice(self, shown: int, *, whole: bool) -> Iterator[str]:
        """What is not shown, why, and how to see it."""
        if self.page.summary:
            return
        changes = self.comparison.changes
        if shown < len(self.ranked):
            left = counts_of(self.ranked[shown:])
            counts = ", ".join(f"{count} {KIND_NAMES[kind]}" for kind, count in left)
            yield (
                f"**Not all changes are shown.** There is room for {self.page.max_chars} "
                f"characters here, so the least important were left out: {counts}."
            )
        if not whole and any(True for _ in self._details()):
            yield "What differs in the editions themselves and in identifiers is left out, too."
        alike = sum(map(self.details.is_folded, changes.changes))
        if alike:
            what = "change" if alike == 1 else "changes"
            yield f"{alike:,} more {what} with only what is counted above not shown."
        beside = sum(map(self.details.is_beside, changes.changes))
        folded = len(changes.changes) - len(self.ranked) - alike - beside
        if folded:
            what = "change" if folded == 1 else "changes"
            yield (
                f"{folded} purely typographic {what} (capitals, quotes, commas, numbers) not shown."
            )
        if folded or alike or shown < len(self.ranked):
            names = " ".join((*changes.old, changes.new))
            command = f"guidegraph diff {names} --all --format html -o changes.html"
            yield f"See every change with {code(command)}."

    # -- one change ---------------------------------------------------------------

    def _change(self, change: Change) -> Iterator[str]:
        yield self._title(change)
        body = list(self._body(change))
        if self.page.max_chars is not None and _length("".join(body)) > self.page.max_chars // 4:
            yield "> *(too long to show here)*"
            return
        yield from body

    def _title(self, change: Change) -> str:
        names, weight = self.details.title(change)
        together = self.details.together(change)
        numbers = ", ".join(str(self.details.running[each.id]) for each in together)
        title = f"**{numbers}. {', '.join(names).capitalize()}**"
        if weight:
            title += f" ({', '.join(weight)})"
        if renumbered := self.details.numbers(change):
            title += f" {escaped(renumbered)}"
        if name := self.details.names(change):
            title += f" {escaped(name)}"
        ids = ", ".join(code(each.id) for each in together)
        return f"{title} {self._places(change)} · change {ids}"

    def _places(self, change: Change) -> str:
        if change.duplicate_of is not None and not self.details.names(change):
            return f"{_codes(change.new)} of {code(change.duplicate_of.id)}"
        if [ref.id for ref in change.old] == [ref.id for ref in change.new]:
            return _codes(change.new)
        if beside := self._beside(change):
            full = [code(f"{ref.edition}:{ref.id}") for ref in (*change.old, *beside)]
            return f"{full[0]} → {', '.join(full[1:])}"
        if change.relation is Relation.DROPPED:
            (ref,) = change.old
            return code(f"{ref.edition}:{ref.id}")
        return " → ".join(_codes(refs) for refs in (change.old, change.new) if refs)

    def _beside(self, change: Change) -> tuple[Ref, ...]:
        """The added items at the place of a dropped one, which are shown with it."""
        return self.details.stand_ins(change) if change.old else ()

    def _body(self, change: Change) -> Iterator[str]:
        if change.relation in (Relation.DROPPED, Relation.ADDED):
            old = change.relation is Relation.DROPPED
            item = item_of(self.comparison, (change.old or change.new)[0], old=old)
            if item.text or not self.details.names(change):
                yield f"> {_marked(words_of(item), '~~' if old else '**')}"
            for ref in self._beside(change):
                words = words_of(item_of(self.comparison, ref, old=False))
                yield f"> {_marked(words, '**')}"
        elif change.words:
            yield f"> {_redline(change.words)}"
        elif not change.label_words:
            for ref in change.new:
                words = words_of(item_of(self.comparison, ref, old=False))
                if words and not self.details.name(ref, old=False):
                    yield f"> {escaped(words)}"
        if change.label_words and (
            self.page.everything or not change.words or not is_capitals_only(change.label_words)
        ):
            yield f"> name: {_redline(change.label_words)}"
        points = [f"- {escaped(point)}" for point in self._points(change)]
        points[:0] = map(_property, self.details.lines(change))
        if points:
            yield "\n".join(points)

    def _points(self, change: Change) -> Iterator[str]:
        if change.verdict is not None and change.verdict.wording is not Wording.TYPOGRAPHIC:
            yield from change.verdict.reasons
        if change.relation is Relation.ADDED:
            yield from at_place(self.details, change)
        yield from whereabouts(self.details, change)
        yield from self.details.points(change)


def _property(line: PropertyLine) -> str:
    """A property by name and language, as an entry of a list."""
    about = f"{escaped(line.about)}: " if line.about else ""
    return f"- {about}{code(line.name)}: {_redline(line.edits)}"


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


_TITLES = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "To check"}


def markdown_of_report(report: Report) -> str:
    """The work list of a report."""
    return "\n".join(_work_list(report)) + "\n"


def _work_list(report: Report) -> Iterator[str]:
    yield "# What to fix"
    yield ""
    counts = ", ".join(f"{count} {severity}" for severity, count in report.counts.items())
    yield f"{counts}; {len(report.suppressed)} suppressed, {len(report.known)} known before."
    if scope := scope_of(report):
        yield scope
    for severity in Severity:
        these = [finding for finding in report.findings if finding.severity is severity]
        if not these:
            continue
        yield ""
        yield f"## {_TITLES[severity]}"
        for edition, findings in groupby(these, key=lambda finding: finding.edition):
            yield ""
            yield f"### {escaped(edition)}"
            yield ""
            for finding in findings:
                yield from _entry(finding)


def _entry(finding: Finding) -> Iterator[str]:
    items = ", ".join(code(item) for item in finding.items[:5])
    more = f" and {len(finding.items) - 5} more" if len(finding.items) > 5 else ""
    yield f"- [ ] {items}{more}{': ' if items else ''}{escaped(finding.message)}"
    place = f"{finding.source.path}:{finding.source.line}" if finding.source else ""
    parts = [code(finding.rule), *([code(place)] if place else []), f"id {code(finding.id)}"]
    yield f"  {' · '.join(parts)}"
    if finding.quote:
        yield f"  > {escaped(finding.quote)}"


def markdown_of_comments(register: CommentRegister) -> str:
    """A table with a row for each comment."""
    return "\n".join(_disposition_report(register)) + "\n"


def _disposition_report(register: CommentRegister) -> Iterator[str]:
    yield f"# {escaped(title_of(register, register.edition.title))}"
    yield ""
    yield "| No. | clause | comment | proposed change | status | decision |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for comment in register.comments:
        cells = (
            comment.id,
            clauses(register.edition, comment),
            comment.body,
            comment.proposed or "",
            comment.status.value,
            decision(comment),
        )
        yield f"| {' | '.join(escaped(cell) for cell in cells)} |"


_DEEPEST = 6
_SCHEMES = ("https://", "http://", "mailto:")


def missing_anchor(edition: Edition, body: bytes) -> str | None:
    """The item whose anchor is not there exactly once; readers need them."""
    lines = set(body.decode().split("\n"))
    missing = [item.id for item in edition.items if _anchor(item) not in lines]
    return f"item {missing[0]!r} has no anchor" if missing else None


def markdown_of_edition(edition: Edition) -> str:
    """The title with its publisher and rights, a table of contents, then the items in order."""
    blocks = [*_title_page(edition), *_contents(edition)]
    depths: dict[str, int] = {}
    for item in edition.items:
        depths[item.id] = 0 if item.parent is None else depths.get(item.parent, 0) + 1
        blocks += _item_blocks(edition, item, min(depths[item.id] + 2, _DEEPEST))
    return "\n\n".join(blocks) + "\n"


def _title_page(edition: Edition) -> Iterator[str]:
    provenance = edition.provenance
    yield f"# {escaped(edition.title)}"
    said = [
        ("Publisher", provenance.publisher),
        ("Issued", edition.issued),
        ("Rights", provenance.rights),
    ]
    lines = [f"- {name}: {escaped(text)}" for name, text in said if text]
    yield "\n".join([*lines, f"- Address: <{escape(edition.iri)}>"])


def _contents(edition: Edition) -> Iterator[str]:
    top = edition.children.get(None, ())
    if len(top) > 1:
        yield "\n".join(f"- [{escaped(_heading_of(item))}](#{_target(item)})" for item in top)


def _item_blocks(edition: Edition, item: Item, level: int) -> Iterator[str]:
    label = item.pref_label or item.label
    yield _anchor(item)
    if label:
        yield f"{'#' * level} {escaped(_heading_of(item))}"
    if item.alt_labels:
        yield f"Also: {', '.join(escaped(name) for name in item.alt_labels)}"
    if item.text:
        number = f"**{escaped(item.notation)}** " if item.notation and not label else ""
        yield f"{number}{escaped(item.text)}"
    for note in item.notes:
        yield f"> {escaped(note.mark)}: {escaped(note.text)}"
    if item.links:
        yield "\n".join(f"- {_link(edition, link)}" for link in item.links)
    terms = [
        edition.by_id[term]
        for term in edition.terms.get(item.id, ())
        if term in edition.by_id and term != item.id
    ]
    if terms:
        named = (f"[{escaped(term.name)}](#{_target(term)})" for term in terms)
        yield f"Terms: {', '.join(named)}"


def _link(edition: Edition, link: Link) -> str:
    words, target = escaped(link.words), link.target
    if target in edition.by_id:
        return f"[{words}](#{_target(edition.by_id[target])})"
    if target.startswith(_SCHEMES) and not set(target) & set(" <>\n\r\t\\"):
        return f"{words}: <{escape(target)}>"
    return f"{words}: {code(target)}"


def _heading_of(item: Item) -> str:
    label = item.pref_label or item.label or item.name
    return f"{item.notation} {label}" if item.notation else label


def _anchor(item: Item) -> str:
    return f'<a id="{escape(_target(item))}"></a>'


def _target(item: Item) -> str:
    """The fragment of an item: its id, with what would end a link in Markdown escaped."""
    path = iri_path(item.id)
    return "".join(f"%{ord(sign):02X}" if sign in "()'&*_~`" else sign for sign in path)
