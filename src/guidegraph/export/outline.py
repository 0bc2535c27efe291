"""
An edition as an outline in Markdown, which editors can go on with.

The outline is read again before it is handed out. What its words alone would not give, such as an
id of the source's own, is stated in a line below them; what no outline holds is named as lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from guidegraph.importers.importer import FORMATS, Document
from guidegraph.importers.outline.attributes import written_out
from guidegraph.language.enumeration import marker_at
from guidegraph.model.edition import Edition, Item, Link
from guidegraph.model.manifest import Manifest
from guidegraph.model.statement import Role, Statement


__all__ = ["Written", "outline_of"]

_MOST_ROUNDS = 8
_DEEPEST = 38  # entries inside one another
_SPECIAL = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|[*`\[<|]|&(?=#?\w)|~(?=~)|(?<!\w)_|_(?!\w)|(?<=http):(?=//)"
    r"|(?<=https):(?=//)"
)
_LINE = re.compile(r"[-+#>=:~|{]|(?=[–—•‣◦▪▫●○·])")
_SUBJECT = re.compile(r"((?:Value|Module) \d{1,4}|Practice|Term)([.),:])")
_MARK = re.compile(r"[^\[\]\s]+")
_TARGET = re.compile(r"[^\s()<>\\]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """
    An outline, and what of the edition it does not hold, a phrase for each.

    *lines* has the first line of each item, from 1.
    """

    text: str
    lost: tuple[str, ...]
    lines: Mapping[str, int]


def outline_of(edition: Edition, remarks: Mapping[str, Sequence[str]] | None = None) -> Written:
    """
    The outline of an edition.

    Args:
        edition: what to write.
        remarks: what to say in a comment above an item, by its id.
    """
    plan = _Plan(edition, remarks or {})
    for _ in range(_MOST_ROUNDS):
        page = _Page(plan)
        page.write()
        read = _read(page.text)
        if not _improved(plan, page.order, read):
            break
    return Written(
        text=page.text, lost=tuple(_lost(edition, page.order, read)), lines=dict(page.lines)
    )


@dataclass(slots=True)
class _Plan:
    """
    How the items are written.

    Attributes:
        edition: what is written.
        remarks: the comments above items.
        plain: the ids of items whose children are written without tables and numbers of their own.
        ids, fields, statements: what is stated of items, by their ids.
    """

    edition: Edition
    remarks: Mapping[str, Sequence[str]]
    plain: set[str | None] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    statements: dict[str, tuple[Statement, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class _Task:
    """Some siblings to write: rows of a table, or one item; below a heading, or inside an entry."""

    items: tuple[Item, ...]
    level: int
    indent: int
    entries: int
    table: bool = False


class _Page:
    """The lines of an outline while it is written."""

    def __init__(self, plan: _Plan) -> None:
        self.plan = plan
        self.edition = plan.edition
        self.order: list[Item] = []
        self.lines: dict[str, int] = {}
        self._out: list[str] = []
        self._notes: dict[str, tuple[str, list[Link]]] = {}
        self._tight = False  # whether the last line is of an entry

    @property
    def text(self) -> str:
        return "\n".join(self._out) + "\n"

    def write(self) -> None:
        title = _escaped(self.edition.title) or _escaped(self.edition.id)
        self._out.append(f"# {_heading(title)}" if self.edition.title_printed else f"# [{title}]")
        waiting = list(self._tasks(None, 2, 0, 0))[::-1]
        unmarked: list[Item] = []
        while waiting:  # without recursion: other people's hierarchies may be thousands deep
            task = waiting.pop()
            first = task.items[0]
            if task.table:
                self._table(task)
                continue
            if _is_note(first) and not self.edition.children.get(first.id):
                unmarked.append(first)
                continue
            waiting += list(self._one(first, task))[::-1]
        for mark, (text, links) in self._notes.items():
            self._block(f"[^{mark}]: {self._marked(text, links, ())}")
        for item in unmarked:
            self.order.append(item)
            self._block(f"{(item.marker or '')}: {self._marked(item.text or '', item.links, ())}")

    def _tasks(self, parent: str | None, level: int, indent: int, entries: int) -> Iterator[_Task]:
        rows: list[Item] = []
        for item in (*self.edition.children.get(parent, ()), None):
            is_row = (
                item is not None
                and parent not in self.plan.plain
                and _is_row(item)
                and not self.edition.children.get(item.id)
            )
            if rows and (not is_row or (item and not _go_together(rows, item))):
                yield _Task(tuple(rows), level, indent, entries, table=True)
                rows = []
            if is_row and item is not None:
                rows.append(item)
            elif item is not None:
                yield _Task((item,), level, indent, entries)

    # -- blocks ---------------------------------------------------------------

    def _block(self, *lines: str, indent: int = 0, tight: bool = False) -> int:
        """Add the lines of a block; the number of the first."""
        if not (tight and self._tight):
            self._out.append("")
        self._tight = tight
        self._out += (f"{' ' * indent}{line}" for line in lines)
        return len(self._out) - len(lines) + 1

    def _one(self, item: Item, task: _Task) -> Iterator[_Task]:
        """Write an item; what is to be written below it."""
        self.order.append(item)
        for remark in self.plan.remarks.get(item.id, ()):
            said = remark.replace("--", "- -").replace(">", "›")
            self._block(f"<!-- {said} -->", indent=task.indent)
        label, text = item.label or item.pref_label or "", item.text or ""
        children = self.edition.children.get(item.id, ())
        if label and not task.entries and (not text or item.type != "Paragraph" or children):
            self._headed(item, task)
            yield from self._tasks(item.id, task.level + 1, 0, 0)
            return
        number = self._number(item)
        if not (children or task.entries or number):
            self._paragraph(item, task.indent)
            return
        if task.entries >= _DEEPEST:
            for child in children:
                yield _Task((child,), task.level, task.indent, task.entries)
        mark = number or "-"
        shown = text or label
        words = self._words(item, "text" if text else "label", shown)
        stated = self._said(item, of="label" if not text and label else "")
        below = " " * (len(mark) + 1)
        lines = [f"{mark} {_begun(words)}", *(f"{below}{line}" for line in stated)]
        self.lines[item.id] = self._block(*lines, indent=task.indent, tight=True)
        if task.entries < _DEEPEST:
            deeper = task.indent + len(below)
            yield from self._tasks(item.id, task.level, deeper, task.entries + 1)

    def _number(self, item: Item) -> str:
        """The number in front of an entry, where it is read as one."""
        if item.marker is None or item.parent in self.plan.plain:
            return ""
        marker = marker_at(f"{item.marker} x")
        known = marker is not None and marker.printed == item.marker and bool(marker.readings)
        return item.marker if known else ""

    def _headed(self, item: Item, task: _Task) -> None:
        label = item.label or item.pref_label or ""
        words = self._words(item, "label", label)
        if item.marker and item.parent not in self.plan.plain:
            words = f"{_escaped(item.marker)} {words}"
        shown = _heading(words) if item.label else f"[{words}]"
        lines = [f"{'#' * task.level} {shown}"]
        if item.text:
            self.lines[item.id] = self._block(*lines)
            said = _begun(self._words(item, "text", item.text))
            self._block(said, *self._said(item, of="text"))
        else:
            self.lines[item.id] = self._block(*lines, *self._said(item))

    def _paragraph(self, item: Item, indent: int) -> None:
        text, label = item.text or "", item.label or item.pref_label or ""
        if text and label and item.parent not in self.plan.plain:
            term = _begun(self._words(item, "label", label))
            lines = [term, f": {self._words(item, 'text', text)}", *self._said(item)]
        else:
            words = self._words(item, "text" if text else "label", text or label)
            lines = [_begun(words), *self._said(item, of="" if text else "label")]
        self.lines[item.id] = self._block(*lines, indent=indent)

    def _said(self, item: Item, of: str = "") -> list[str]:
        """The line of what the words do not say."""
        plan = self.plan
        stated = (plan.fields.get(item.id), plan.statements.get(item.id), item.id in plan.ids)
        if not (of or any(stated)):
            return []
        fields = list(plan.fields.get(item.id, {}).items())
        if "also" in plan.fields.get(item.id, {}):
            fields = [pair for pair in fields if pair[0] != "also"]
            fields += (("also", name) for name in item.alt_labels)
        line = written_out(
            id_=item.id if item.id in plan.ids else None,
            of=of,
            fields=fields,
            statements=plan.statements.get(item.id, ()),
        )
        return [line]

    def _table(self, task: _Task) -> None:
        names = _columns(task.items)
        rows: list[str] = []
        for item in task.items:
            cells = {said.property: said for said in item.statements}
            shown = []
            for name in names:
                said = cells.get(name)
                if said is None:
                    shown.append("")
                elif said.role is Role.TEXT:
                    shown.append(self._words(item, "text", item.text or ""))
                elif said.role is Role.LABEL:
                    shown.append(self._words(item, "label", item.label or ""))
                else:
                    shown.append(_escaped(said.value))
            rows.append(f"| {' | '.join(shown)} |")
            self.order.append(item)
        heads = ["" if re.fullmatch(r"column \d+", name) else _escaped(name) for name in names]
        lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(names)}", *rows]
        start = self._block(*lines, indent=task.indent)
        for number, item in enumerate(task.items):
            self.lines[item.id] = start + 2 + number

    # -- words ----------------------------------------------------------------

    def _words(self, item: Item, anchor: str, text: str) -> str:
        notes = [
            note for note in item.notes if note.anchor == anchor and _MARK.fullmatch(note.mark)
        ]
        links = list(item.links)
        said = f"{item.label or ''} {item.text or ''}"
        own = [link for link in links if link.words in said]
        for note in notes:
            inside = [link for link in links if link not in own and link.words in note.text]
            self._notes.setdefault(note.mark, (note.text, inside))
        if anchor == "text" and item.label:
            own = [link for link in own if link.words not in item.label]
        return self._marked(text, own, [(note.mark, note.offset) for note in notes])

    def _marked(self, text: str, links: Sequence[Link], notes: Sequence[tuple[str, int]]) -> str:
        """A text with the marks of its links and footnotes, and nothing else in it a mark."""
        inserted: list[tuple[int, int, str]] = [(offset, 1, f"[^{mark}]") for mark, offset in notes]
        at = 0
        for link in links:
            start = text.find(link.words, at)
            if start < 0 or not link.words or not _TARGET.fullmatch(link.target):
                continue
            at = start + len(link.words)
            inserted += ((start, 2, "["), (at, 0, f"]({link.target})"))
        parts: list[str] = []
        done = 0
        for offset, _, mark in sorted(inserted, key=lambda each: each[:2]):
            parts += (_escaped(text[done:offset]), mark)
            done = offset
        parts.append(_escaped(text[done:]))
        return "".join(parts)


def _escaped(text: str) -> str:
    # "<!--" begins a comment even after a backslash, where words are counted
    escaped = _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
    return escaped.replace("\\<!--", "&lt;!--")


def _begun(words: str) -> str:
    """Words at the beginning of a line, where they would begin another block."""
    marker = marker_at(words) or marker_at(words, nested=True)
    if marker is not None and marker.readings:
        sign = re.search(r"[^\w\s]", words[: marker.length])
        if sign is not None:
            return f"{words[: sign.start()]}\\{words[sign.start() :]}"
    if _LINE.match(words):
        return f"\\{words}" if words[0].isascii() else f"&#{ord(words[0])};{words[1:]}"
    if words.startswith("o "):
        return f"&#111;{words[1:]}"
    return words


def _heading(words: str) -> str:
    """The words of a heading, which ends with no id and no `#`, and announces nothing."""
    if words.endswith("}"):
        words = f"{words[:-1]}&#125;"
    if words.endswith("#"):
        words = f"{words[:-1]}\\#"
    return _SUBJECT.sub(r"\1\\\2", words, count=1) if _SUBJECT.match(words) else words


def _is_note(item: Item) -> bool:
    marker = item.marker or ""
    return item.parent is None and marker.startswith("[^") and marker.endswith("]")


def _is_row(item: Item) -> bool:
    """Whether an item can be the row of a table: all that is said of it is in cells."""
    roles = [said.role for said in item.statements]
    return (
        len(roles) > 1
        and Role.TEXT in roles
        and set(roles) <= {Role.TEXT, Role.LABEL, Role.NOTATION, Role.ATTRIBUTE}
        and len({said.property for said in item.statements}) == len(roles)
        and not any(said.about for said in item.statements)
        and all("\n" not in said.value for said in item.statements)
    )


def _go_together(rows: Sequence[Item], item: Item) -> bool:
    """Whether an item is a row of the same table: no column has another role or order there."""
    names = [said.property for said in rows[0].statements]
    roles = {said.property: said.role for row in rows for said in row.statements}
    here = [said.property for said in item.statements]
    return all(
        roles.get(said.property, said.role) is said.role for said in item.statements
    ) and bool(set(names) & set(here))


def _columns(rows: Sequence[Item]) -> list[str]:
    """The names of the columns of a table in order, from rows that lack some."""
    names: list[str] = []
    for row in rows:
        at = 0
        for said in row.statements:
            if said.property in names:
                at = names.index(said.property) + 1
            else:
                names.insert(at, said.property)
                at += 1
    return names


# -- what is read again ---------------------------------------------------------


def _read(text: str) -> Edition:
    import warnings

    document = Document(
        path="edition.md",
        body=text.encode(),
        edition="edition",
        iri="urn:guidegraph:edition",
        manifest=Manifest(),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return FORMATS["outline"].read(document)


_FIELDS = {
    "type": "type",
    "notation": "notation",
    "marker": "marker",
    "label": "label",
    "name": "pref_label",
    "also": "alt_labels",
    "parent": "parent",
}


def _improved(plan: _Plan, order: Sequence[Item], read: Edition) -> bool:
    """Whether a change of plan brings what is read nearer to what was written."""
    if len(order) != len(read.items):
        pairs = zip(order, read.items, strict=False)
        group = next((w.parent for w, f in pairs if w.text != f.text), order[-1].parent)
        news = {group} - plan.plain or ({None, *plan.edition.by_id} - plan.plain)
        plan.plain |= news
        return bool(news)
    renamed: dict[str | None, str | None] = {None: None}
    renamed |= {found.id: item.id for item, found in zip(order, read.items, strict=True)}
    changed = False
    renamed = {None: None, **{f.id: w.id for w, f in zip(order, read.items, strict=True)}}
    for wanted, found in zip(order, read.items, strict=True):
        changed |= _state(plan, wanted, found, renamed)
    return changed


def _state(
    plan: _Plan, wanted: Item, found: Item, renamed: Mapping[str | None, str | None]
) -> bool:
    """State what was read otherwise; whether anything new is stated."""
    is_plain = wanted.parent in plan.plain
    if not is_plain and wanted.text != found.text:
        plan.plain.add(wanted.parent)
        return True
    news: dict[str, str] = {}
    for name, attribute in _FIELDS.items():
        want, have = getattr(wanted, attribute), getattr(found, attribute)
        if attribute == "parent":
            have = renamed.get(have, have)
        if want != have and name not in plan.fields.get(wanted.id, {}):
            news[name] = want if isinstance(want, str) else ""
    missing = _missing_statements(plan, wanted, found)
    tail = found.id.removeprefix(f"{found.parent}/")
    named = wanted.id == found.id or (
        found.parent is not None
        and found.id != tail
        and renamed.get(found.parent) != found.parent
        and wanted.id == f"{renamed.get(found.parent)}/{tail}"
    )
    if not (news or missing or not named):
        return False
    if not is_plain and _is_row(wanted) and not plan.edition.children.get(wanted.id):
        plan.plain.add(wanted.parent)
        return True
    before = (wanted.id in plan.ids, plan.statements.get(wanted.id, ()))
    if not named:
        plan.ids.add(wanted.id)
    if missing:
        plan.statements[wanted.id] = missing
    plan.fields.setdefault(wanted.id, {}).update(news)
    return bool(news) or before != (wanted.id in plan.ids, plan.statements.get(wanted.id, ()))


def _missing_statements(plan: _Plan, wanted: Item, found: Item) -> tuple[Statement, ...]:
    """What is to be stated of an item besides its words."""
    if wanted.statements == found.statements:
        return ()
    read = len(found.statements) - len(plan.statements.get(wanted.id, ()))
    own = {Role.TEXT: wanted.text, Role.LABEL: wanted.label, Role.NOTATION: wanted.notation}
    return tuple(
        Statement(property=said.property, role=said.role)
        if said.value and own.get(said.role) == said.value and not said.about
        else said
        for said in wanted.statements[max(0, read) :]
    )


def _lost(edition: Edition, order: Sequence[Item], read: Edition) -> Iterator[str]:
    """What of an edition is not read again, a phrase for each kind."""
    if len(order) != len(read.items):
        yield f"the division into {len(order)} items ({len(read.items)} are read again)"
        return
    pairs = list(zip(order, read.items, strict=True))
    for attribute, noun in (
        ("id", "the ids"),
        ("parent", "the place"),
        ("text", "the text"),
        ("label", "the label"),
        ("notation", "the number"),
        ("marker", "the number as printed"),
        ("pref_label", "the name"),
        ("type", "the type"),
        ("alt_labels", "other names"),
        ("notes", "footnotes"),
        ("links", "links"),
        ("statements", "attributes"),
        ("status", "the status"),
        ("replaced_by", "what it is replaced by"),
        ("iri", "the IRI"),
    ):
        differing = [w.id for w, f in pairs if getattr(w, attribute) != getattr(f, attribute)]
        if differing:
            yield f"{noun} of {_counted(differing)}"
    if edition.title_printed and edition.title != read.title:
        yield "the title as it is"
    if edition.statements or edition.residue:
        yield "what is said of the edition itself"
    links = {(each.origin, each.type, each.destination) for each in edition.associations}
    links -= {(each.origin, each.type, each.destination) for each in read.associations}
    if links:
        yield f"{len(links)} links between items"


def _counted(ids: Iterable[str]) -> str:
    first, *more = ids
    return f"{first} and {len(more)} more" if more else first
