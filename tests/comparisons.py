"""
Comparisons for tests of the output formats: a small one with a change of every kind, and hostile
ones.

They are put together by hand, so that a better alignment changes no golden file.
"""

from __future__ import annotations

from collections.abc import Iterable

from guidegraph.diff.run import audit
from guidegraph.model.changes import (
    Aspect,
    Change,
    ChangeSet,
    Closest,
    Comparison,
    Direction,
    Facet,
    LinkEdit,
    MovedSentence,
    Pair,
    Ref,
    Relation,
    WordCoverage,
    WordEdit,
    Wording,
    WordingVerdict,
    WordOp,
)
from guidegraph.model.edition import Association, Edition, Item, Provenance


__all__ = [
    "HOSTILE",
    "NEW",
    "OLD",
    "comparison_of",
    "edits",
    "hostile",
    "lending_rules",
    "reading_rooms",
    "ref",
]

BASE = "https://example.org/reading-rooms/"


def ref(name: str) -> Ref:
    """An item as `edition:id`."""
    edition, _, id_ = name.partition(":")
    return Ref(edition=edition, id=id_)


def edits(text: str) -> tuple[WordEdit, ...]:
    """Runs of words as `-removed`, `+added` or `=kept`, separated by `|`."""
    ops = {"=": WordOp.EQUAL, "-": WordOp.DELETE, "+": WordOp.INSERT}
    return tuple(WordEdit(op=ops[run[0]], text=run[1:]) for run in text.split("|"))


def comparison_of(
    old: Iterable[Edition], new: Edition, changes: Iterable[Change], unchanged: Iterable[str] = ()
) -> Comparison:
    """
    A comparison, audited; *unchanged* are ids that the first old edition and the new one share.
    """
    before, found = tuple(old), tuple(changes)
    pairs = tuple(
        Pair(old=Ref(edition=before[0].id, id=id_), new=Ref(edition=new.id, id=id_))
        for id_ in unchanged
    )
    return Comparison(
        changes=ChangeSet(
            old=tuple(edition.id for edition in before),
            new=new.id,
            changes=found,
            unchanged=pairs,
            audit=audit(before, new, found, pairs),
        ),
        old=before,
        new=new,
    )


def _edition(name: str, items: Iterable[Item], links: Iterable[Association] = ()) -> Edition:
    return Edition(
        id=name,
        iri=f"{BASE}{name}",
        title="Guideline for reading rooms",
        issued=name,
        provenance=Provenance(publisher="The reading room society", rights="All rights reserved."),
        items=tuple(items),
        associations=tuple(links),
    )


def _value(number: int, label: str, text: str | None, practice: str) -> tuple[Item, ...]:
    id_ = f"value/{number}"
    return (
        Item(
            id=id_, type="CoreValue", notation=str(number), label=label, pref_label=label, text=text
        ),
        Item(id=f"{id_}/practice", type="Practice", label=practice, parent=id_),
    )


def _statements(value: int, *texts: str) -> Iterable[Item]:
    for number, text in enumerate(texts, start=1):
        yield Item(
            id=f"value/{value}/practice/{number}",
            type="PracticeStatement",
            notation=f"{value}.{number}",
            text=text,
            parent=f"value/{value}/practice",
            position=number,
        )


_GLOSSARY = (
    Item(id="section/glossary", type="Section", label="Glossary", pref_label="Glossary"),
    Item(
        id="term/reader",
        type="GlossaryTerm",
        label="Reader",
        pref_label="Reader",
        text="A reader is a person who uses the room.",
        parent="section/glossary",
    ),
)

OLD = _edition(
    "2024",
    (
        *_value(1, "Reading rooms are open to all", "Nobody has to say why they come.", "Welcome"),
        *_statements(
            1,
            "Staff must greet everyone who comes in.",
            "Staff do not ask for a reason.",
            "Staff keep records private and keep the keys in a safe.",
            "Lamps are dimmed at nine.",
        ),
        *_value(2, "Quiet is kept", None, "Keep quiet"),
        *_statements(
            2,
            "Readers speak softly.",
            "Telephones are switched off.",
            "Telephones are not used in the room.",
        ),
        *_GLOSSARY,
    ),
)
NEW = _edition(
    "2026",
    (
        *_value(1, "Reading rooms are open to all", "No one has to say why they come.", "WELCOME"),
        *_statements(
            1,
            "Staff may greet everyone who comes in.",
            "Staff keep records private.",
            "Staff keep the keys in a safe.",
            "Staff may greet everyone who comes in.",
        ),
        *_value(2, "Quiet is kept", None, "Keep quiet"),
        *_statements(
            2,
            "Readers speak softly.",
            "Telephones are switched off and not used.",
            "Lamps are dimmed at nine.",
            "Readers may bring water.",
        ),
        *_GLOSSARY,
    ),
    (Association(origin="value/2/practice/3", type="usesTerm", destination="term/reader"),),
)


def reading_rooms() -> Comparison:
    """Two editions of a guideline for reading rooms, with a change of every gravity."""
    return comparison_of([OLD], NEW, _changes(), _UNCHANGED)


_UNCHANGED = (
    "value/2",
    "value/2/practice",
    "value/2/practice/1",
    "section/glossary",
    "term/reader",
)


def _changes() -> Iterable[Change]:
    yield Change(
        relation=Relation.SAME,
        old=(ref("2024:value/1"),),
        new=(ref("2026:value/1"),),
        facets=(Facet.REWORDED,),
        verdict=WordingVerdict(
            wording=Wording.EDITORIAL, reasons=("'Nobody' became 'No one': the same meaning",)
        ),
        words=edits("-Nobody|+No one|=has to say why they come."),
        confidence=0.98,
        evidence={"words": 0.9},
    )
    yield Change(
        relation=Relation.SAME,
        old=(ref("2024:value/1/practice"),),
        new=(ref("2026:value/1/practice"),),
        facets=(Facet.RELABELLED,),
        verdict=WordingVerdict(wording=Wording.TYPOGRAPHIC, reasons=("capitals",)),
        label_words=edits("-Welcome|+WELCOME"),
    )
    yield Change(
        relation=Relation.SAME,
        old=(ref("2024:value/1/practice/1"),),
        new=(ref("2026:value/1/practice/1"),),
        facets=(Facet.REWORDED,),
        verdict=WordingVerdict(
            wording=Wording.SUBSTANTIVE,
            aspects=(Aspect.FORCE,),
            directions=(Direction.WEAKENED,),
            reasons=("'must' became 'may'",),
        ),
        words=edits("=Staff|-must|+may|=greet everyone who comes in."),
        confidence=0.9375,
    )
    yield Change(
        relation=Relation.DROPPED,
        old=(ref("2024:value/1/practice/2"),),
        words=edits("-Staff do not ask for a reason."),
    )
    yield Change(
        relation=Relation.SPLIT,
        old=(ref("2024:value/1/practice/3"),),
        new=(ref("2026:value/1/practice/2"), ref("2026:value/1/practice/3")),
        facets=(Facet.REWORDED,),
        verdict=WordingVerdict(wording=Wording.EDITORIAL, reasons=("'and' became a full stop",)),
        words=edits("=Staff keep records|-private and|+private. Staff|=keep the keys in a safe."),
        confidence=0.8,
    )
    yield Change(
        relation=Relation.ADDED,
        new=(ref("2026:value/1/practice/4"),),
        facets=(Facet.DUPLICATE,),
        duplicate_of=ref("2026:value/1/practice/1"),
        words=edits("+Staff may greet everyone who comes in."),
    )
    yield Change(
        relation=Relation.MERGED,
        old=(ref("2024:value/2/practice/2"), ref("2024:value/2/practice/3")),
        new=(ref("2026:value/2/practice/2"),),
        facets=(Facet.REWORDED,),
        verdict=WordingVerdict(
            wording=Wording.SUBSTANTIVE,
            aspects=(Aspect.SCOPE,),
            reasons=("'in the room' was removed",),
        ),
        words=edits(
            "=Telephones are switched|-off. Telephones are|+off and|=not|-used in the room.|+used."
        ),
        confidence=0.75,
    )
    yield Change(
        relation=Relation.SAME,
        old=(ref("2024:value/1/practice/4"),),
        new=(ref("2026:value/2/practice/3"),),
        facets=(Facet.RENUMBERED, Facet.MOVED, Facet.RELINKED),
        links=(LinkEdit(op=WordOp.INSERT, type="usesTerm", target="term/reader"),),
        confidence=0.99,
    )
    yield Change(
        relation=Relation.ADDED,
        new=(ref("2026:value/2/practice/4"),),
        words=edits("+Readers may bring water."),
    )


def _rules(name: str, *texts: str, preamble: bool = False) -> Edition:
    heading = Item(id="loans", type="Section", label="Loans", pref_label="Loans")
    # A heading of the file, which the document does not print.
    above = [Item(id="preamble", type="Section", pref_label="Preamble")] if preamble else []
    rules = (
        Item(id=f"loans/{n}", notation=str(n), text=text, parent="loans", position=n)
        for n, text in enumerate(texts, start=1)
    )
    return _edition(name, (*above, heading, *rules))


def lending_rules() -> Comparison:
    """
    Two editions of rules for loans, in which items were replaced at their place, sentences moved,
    an item was split, and several things are unsure.
    """
    old = _rules(
        "2024",
        "Readers must return books within four weeks.",
        "Staff write the name of each reader in the book of loans.",
        "Staff do not lend atlases. Maps stay in the room.",
        "Lost books are paid for. Damaged books are repaired at the bindery.",
        "Readers carry bags.",
        "Dogs stay outside.",
        preamble=True,
    )
    new = _rules(
        "2026",
        "Readers may return books late and must pay.",
        "Cards are scanned at the desk.",
        "Staff lend atlases.",
        "Lost books are paid for.",
        "Bags stay in lockers. Maps stay in the room.",
        "Damaged books are repaired.",
        "Readers may bring water to the desk.",
    )
    return comparison_of([old], new, _lending_changes(), ["loans"])


def _lending_changes() -> Iterable[Change]:
    moved = MovedSentence(
        text="Maps stay in the room.", old=ref("2024:loans/3"), new=ref("2026:loans/5")
    )
    yield Change(relation=Relation.DROPPED, old=(ref("2024:preamble"),))
    yield Change(
        relation=Relation.SAME,
        old=(ref("2024:loans/1"),),
        new=(ref("2026:loans/1"),),
        facets=(Facet.REWORDED,),
        verdict=WordingVerdict(
            wording=Wording.SUBSTANTIVE,
            aspects=(Aspect.FORCE,),
            directions=(Direction.STRENGTHENED, Direction.WEAKENED),
            reasons=("'must return' became 'may return'", "'must pay' was added"),
            weight=0.8,
            unsure=True,
        ),
        words=edits("=Readers|-must|+may|=return books|-within four weeks.|+late and must pay."),
    )
    yield Change(
        relation=Relation.DROPPED,
        old=(ref("2024:loans/2"),),
        facets=(Facet.REPLACED,),
        replaced_by=("loans/2",),
        closest=Closest(ref=ref("2026:loans/2"), likeness=0.3149),
        words=edits("-Staff write the name of each reader in the book of loans."),
        confidence=0.7,
    )
    yield Change(
        relation=Relation.ADDED,
        new=(ref("2026:loans/2"),),
        facets=(Facet.REPLACED,),
        replaces=(ref("2024:loans/2"),),
        closest=Closest(ref=ref("2024:loans/2"), likeness=0.3149),
        words=edits("+Cards are scanned at the desk."),
        confidence=0.7,
    )
    yield Change(
        relation=Relation.SAME,
        old=(ref("2024:loans/3"),),
        new=(ref("2026:loans/3"),),
        facets=(Facet.REWORDED,),
        verdict=WordingVerdict(
            wording=Wording.SUBSTANTIVE,
            aspects=(Aspect.NEGATION,),
            reasons=("'do not' was removed",),
            weight=0.9,
        ),
        words=edits("=Staff|-do not|=lend atlases."),
        sentences=(moved,),
    )
    yield Change(
        relation=Relation.SPLIT,
        old=(ref("2024:loans/4"),),
        new=(ref("2026:loans/4"), ref("2026:loans/6")),
        facets=(Facet.REWORDED,),
        verdict=WordingVerdict(wording=Wording.EDITORIAL, weight=0.3),
        words=edits("=Lost books are paid for. Damaged books are repaired|-at the bindery."),
        coverage=WordCoverage(whole=0.7273, parts=(0.4545, 0.2727)),
        confidence=0.9,
    )
    yield Change(
        relation=Relation.SAME,
        old=(ref("2024:loans/5"),),
        new=(ref("2026:loans/5"),),
        facets=(Facet.REWORDED,),
        verdict=WordingVerdict(
            wording=Wording.SUBSTANTIVE,
            aspects=(Aspect.OTHER,),
            reasons=("other words",),
            weight=0.6,
        ),
        words=edits("-Readers carry bags.|+Bags stay in lockers."),
        sentences=(moved,),
        confidence=0.45,
    )
    yield Change(
        relation=Relation.DROPPED,
        old=(ref("2024:loans/6"),),
        closest=Closest(ref=ref("2026:loans/5"), likeness=0.12),
        words=edits("-Dogs stay outside."),
        confidence=0.5,
    )
    yield Change(
        relation=Relation.ADDED,
        new=(ref("2026:loans/7"),),
        closest=Closest(ref=ref("2024:loans/1"), likeness=0.2),
        words=edits("+Readers may bring water to the desk."),
    )


def hostile(text: str) -> Comparison:
    """
    A comparison in which every text, name and id of a document is *text*, with a number where it
    must be unique.
    """
    old = Edition(
        id=f"old{text}",
        iri="https://example.org/old",
        title=text,
        language=text,
        provenance=Provenance(publisher=text, rights=text),
        items=(
            Item(id=f"1{text}", label=text, text=f"{text} before"),
            Item(id=f"2{text}", notation=text, pref_label=text, text=text),
        ),
    )
    new = Edition(
        id=f"new{text}",
        iri="https://example.org/new",
        title=text,
        language=text,
        items=(
            Item(id=f"1{text}", label=text, text=f"{text} after"),
            Item(id=f"3{text}", label=text, text=text, notation=text),
        ),
    )
    changes = (
        Change(
            relation=Relation.SAME,
            old=(Ref(edition=old.id, id=f"1{text}"),),
            new=(Ref(edition=new.id, id=f"1{text}"),),
            facets=(Facet.REWORDED, Facet.RELABELLED, Facet.RELINKED),
            verdict=WordingVerdict(
                wording=Wording.SUBSTANTIVE, aspects=(Aspect.OTHER,), reasons=(text,)
            ),
            words=(
                WordEdit(op=WordOp.EQUAL, text=text),
                WordEdit(op=WordOp.DELETE, text=f"{text} before"),
                WordEdit(op=WordOp.INSERT, text=f"{text} after"),
            ),
            label_words=(
                WordEdit(op=WordOp.DELETE, text=text),
                WordEdit(op=WordOp.INSERT, text=f"x{text}"),
            ),
            links=(LinkEdit(op=WordOp.INSERT, type="hyperlink", target=text),),
            sentences=(
                MovedSentence(
                    text=text,
                    old=Ref(edition=old.id, id=f"1{text}"),
                    new=Ref(edition=new.id, id=f"3{text}"),
                ),
            ),
        ),
        Change(
            relation=Relation.DROPPED,
            old=(Ref(edition=old.id, id=f"2{text}"),),
            closest=Closest(ref=Ref(edition=new.id, id=f"1{text}"), likeness=0.25),
        ),
        Change(
            relation=Relation.ADDED,
            new=(Ref(edition=new.id, id=f"3{text}"),),
            facets=(Facet.DUPLICATE,),
            duplicate_of=Ref(edition=new.id, id=f"1{text}"),
        ),
    )
    return comparison_of([old], new, changes)


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></script></title><b>",
    "{{ 7 * 7 }} {% raw %} ${x}",
    "[link](https://example.org/) ![picture](https://example.org/x.png)",
    "[a]: https://example.org/ [a] [^1] <https://example.org/>",
    "https://example.org/ www.example.org somebody@example.org",
    "@somebody #12 GH-12 org/name#12 :smile: 0123456789abcdef0123456789abcdef01234567",
    "**bold** __bold__ ~~gone~~ `code` ``` $x$ | a | b |",
    "# Heading",
    "1. one",
    "- one",
    "> quoted",
    "---",
    "]]> --> <!-- &amp; &lt;",
    "\u202eesrever\u202c \u2066apart\u2069",
    "one\0two\x1b[31m\x07",
    "line\nend\r\n\r\nparagraph\u2028separator",
    "x" * 5000,
    "=HYPERLINK(1) +1 -1 @SUM(1)",
    "\t=1",
    "'=1",
    "\\",
    "`",
)
"""Texts that some format could take for something else than text."""
