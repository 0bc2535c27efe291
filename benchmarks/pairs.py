#!/usr/bin/env python3
"""
Pairs of editions of a made-up SKOS vocabulary, of any size, with the true difference.

Usage: pairs.py FOLDER [--triples N | --concepts N] [--languages N] [--blank SHARE]
                [--changed SHARE] [--syntax nt ttl nt.gz ttl.gz …] [--seed N]

Writes `old` and `new` in each syntax, and `truth.json`.
The files are written while the concepts are made up: memory does not grow with the vocabulary.
The same options and seed give the same bytes.

The new edition renames every blank node, shuffles the lines within blocks of 20,000, repeats a few
lines, and changes a share of the concepts: `CHANGES` lists how.

The true difference compares components of blank nodes as wholes.
A component is a largest set of blank nodes that triples connect; its triples are all that name one
of its nodes. If anything in a component differs, all its triples are removed and all of the other
edition's are added. Components that are the same except for the names of their nodes count as often
as they occur: two of them against three is one added.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rdf_writers import Writer, writers_to


__all__ = ["CHANGES", "Options", "Vocabulary", "write_pair"]

CHANGES = (
    "relabelled",  # another preferred label
    "notes",  # another definition
    "moved",  # another broader concept
    "blank",  # another text inside a blank node
    "copies",  # another number of notes that are the same
    "reordered",  # another order of the members of a collection
    "removed",
    "added",
    "deprecated",  # stays, with dcterms:isReplacedBy
    "merged",  # its labels go to another concept, and it is removed
)
GONE = ("removed", "merged")
LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "zh", "ar")
_TEXT = (
    "archive harbour glacier meadow lantern copper textile orchard granite estuary violin cargo "
    "pottery census bridge timber mineral pasture canal market railway weather plateau festival "
    "bakery compass lagoon quarry vineyard cotton tunnel sailing pigment furnace almanac ledger "
    "theatre village island summit reptile mammal beetle orchid lichen fossil magnet turbine"
)
WORDS = _TEXT.split()
ODD = ("café", "naïve “quoted”", 'a \\"straight\\" quote', "back\\\\slash", "two\\nlines", "漢字")

BASE = "http://example.org/vocabulary/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PREFIXES = {
    "": BASE,
    "rdf": RDF,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": SKOS,
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MASK = (1 << 64) - 1
_NODE = "_:~"  # stands before the number of a node in its component, until the edition names it


def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


TYPE, CONCEPT = _full("rdf:type"), _full("skos:Concept")
PREF, ALT, DEFINITION = (_full(f"skos:{name}") for name in ("prefLabel", "altLabel", "definition"))
BROADER, RELATED, NOTE = (_full(f"skos:{name}") for name in ("broader", "related", "note"))
CHANGE_NOTE, NOTATION = _full("skos:changeNote"), _full("skos:notation")
IN_SCHEME, TOP = _full("skos:inScheme"), _full("skos:hasTopConcept")
XL_ALT, XL_LABEL, XL_FORM = (
    _full(f"skosxl:{name}") for name in ("altLabel", "Label", "literalForm")
)
VALUE, FIRST, REST, NIL = (_full(f"rdf:{name}") for name in ("value", "first", "rest", "nil"))
CREATOR, MODIFIED = _full("dcterms:creator"), _full("dcterms:modified")
REPLACED_BY, REPLACES = _full("dcterms:isReplacedBy"), _full("dcterms:replaces")
NAME, DATE, DEPRECATED = _full("foaf:name"), _full("xsd:date"), _full("owl:deprecated")
COLLECTION, MEMBERS = _full("skos:OrderedCollection"), _full("skos:memberList")
INFORMED, USED, COMMENT = _full("prov:wasInformedBy"), _full("prov:used"), _full("rdfs:comment")
TRUE = f'"true"^^{_full("xsd:boolean")}'
SCHEME = f"<{BASE}scheme>"


def mixed(number: int) -> int:
    """64 bits that look drawn by chance, always the same for a number."""
    number = (number + 0x9E3779B97F4A7C15) & _MASK
    number = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & _MASK
    return number ^ (number >> 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """
    What a pair is to be like: `concepts` in the old edition, `languages` of preferred labels, the
    share of concepts that have labels as blank nodes, and the share that changes.
    """

    concepts: int
    languages: int = 3
    blank: float = 0.3
    changed: float = 0.03
    seed: int = 7

    @classmethod
    def for_triples(cls, triples: int, **rest: Any) -> Options:
        """Options for an old edition of about so many triples."""
        sample = cls(concepts=2_000, **rest)
        made = Vocabulary(sample)
        lines = sum(sum(map(len, made.edition_1(number).all())) for number in range(2_000))
        return replace(sample, concepts=max(2, round(triples * 2_000 / lines)))


@dataclass(slots=True, kw_only=True)
class Facts:
    """What an edition states about one concept."""

    number: int
    labels: dict[str, str]
    alternatives: list[str]
    definition: str
    modified: str
    parent: int | None
    related: int | None
    forms: list[str] = field(default_factory=list)  # labels that are blank nodes
    remark: tuple[str, str] | None = None  # a change note with its editor, two deep
    copies: int = 0  # notes that are the same
    loose: int = 0  # labels that no concept has, the same everywhere
    members: list[int] | None = None
    replaced_by: int | None = None
    replaces: list[int] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Piece:
    """The lines about one concept: without blank nodes, and by component of them."""

    ground: list[str]
    components: list[list[str]]
    loose: list[list[str]]

    def all(self) -> Iterator[list[str]]:
        """Every list of lines."""
        yield self.ground
        yield from self.components
        yield from self.loose


class Vocabulary:
    """The facts about each concept in both editions, made up from its number alone."""

    def __init__(self, options: Options) -> None:
        """Draw from the seed that *options* has."""
        self.options = options
        self.salt = mixed(options.seed)
        self.draw = random.Random()

    def outcome(self, number: int) -> str:
        """How a concept of the old edition changes: one of `CHANGES`, or nothing."""
        if number == 0:
            return ""
        if number % 3_000 == 8 and self.options.changed:  # it has labels that no concept has
            return "copies"
        drawn = mixed(self.salt ^ (number * 2 + 1)) / _MASK / max(self.options.changed, 1e-12)
        return CHANGES[int(drawn * len(CHANGES))] if drawn < 1 else ""

    def gone(self, number: int) -> bool:
        """Whether a concept of the old edition is not in the new one."""
        return self.outcome(number) in GONE

    def survivor(self, number: int) -> int:
        """The concept that a removed one is merged into, or that replaces a deprecated one."""
        number -= 1
        while self.outcome(number) in (*GONE, "deprecated"):
            number -= 1
        return number

    def settled(self, number: int) -> int:
        """A concept, or if it is gone the one whose place it had."""
        while (outcome := self.outcome(number)) in GONE:
            number = self.survivor(number) if outcome == "merged" else (number - 1) // 8
        return number

    def facts_1(self, number: int) -> Facts:
        """What the old edition states about a concept."""
        draw, options = self.draw, self.options
        draw.seed(self.salt + number)
        chance = draw.random
        outcome = self.outcome(number)  # what changes is there to change
        name = " ".join(draw.choices(WORDS, k=3))
        found = Facts(
            number=number,
            labels={
                tag: f"{name} {number}" if tag == "en" else f"{name} {number} ({tag})"
                for tag in LANGUAGES[: options.languages]
            },
            alternatives=[
                f"{' '.join(draw.choices(WORDS, k=2))} {letter}{number}"
                for letter in "AB"[: int(chance() * 3)]
            ],
            definition=" ".join(draw.choices(WORDS, k=14)),
            modified=f"20{draw.randrange(10, 25)}-0{draw.randrange(1, 10)}-1{draw.randrange(10)}",
            parent=(number - 1) // 8 if number else None,
            related=int(chance() * options.concepts) if chance() < 0.05 else None,
        )
        if found.related == number:
            found.related = None
        if number % 23 == 4:
            found.definition += f" {ODD[number // 23 % len(ODD)]}"
        if not options.blank:
            return found
        if chance() < options.blank or outcome == "blank":
            found.forms = [
                f"{' '.join(draw.choices(WORDS, k=2))} {number}"
                for _ in range(2 if chance() < 0.1 else 1)
            ]
        if chance() < options.blank / 3:
            found.remark = (" ".join(draw.choices(WORDS, k=6)), f"Editor {draw.randrange(50)}")
        if chance() < options.blank / 60 or outcome == "copies":
            found.copies = draw.randrange(2, 5)
        if number % 3_000 in (7, 8):  # few: rdflib needs minutes to order a hundred of them
            found.loose = draw.randrange(1, 4)
        if options.concepts > 10 and (chance() < options.blank / 10 or outcome == "reordered"):
            found.members = draw.sample(range(options.concepts), draw.randrange(3, 8))
        return found

    def facts_2(self, number: int, before: Facts) -> Facts | None:
        """What the new edition states about a concept of the old one; None if it is gone."""
        outcome = self.outcome(number)
        if outcome in GONE:
            return None
        parent = None if before.parent is None else self.settled(before.parent)
        related = before.related
        if related is not None and self.gone(related):
            related = None
        members = before.members
        if members and any(self.gone(one) for one in members):
            members = [one for one in members if not self.gone(one)]
        taken = self._taken(number)
        if not outcome and not taken:
            if (parent, related, members) == (before.parent, before.related, before.members):
                return before
            return replace(before, parent=parent, related=related, members=members)
        after = replace(before, parent=parent, related=related, members=members)
        if before.loose and outcome:
            after.loose += 2
        if taken:
            after.replaces = taken
            kept = set(after.alternatives)
            for other in taken:
                label = self.facts_1(other).labels["en"]
                after.alternatives = [*after.alternatives, *({label} - kept)]
        match outcome:
            case "notes":
                after.definition = f"{after.definition}, as revised"
            case "moved" if number > 8:
                other = self.settled(mixed(self.salt + number) % number)
                after.parent = other if other != parent else None
            case "blank" if after.remark and number % 2:
                after.remark = (after.remark[0], f"{after.remark[1]} and others")
            case "blank" if after.forms:
                after.forms = [f"{after.forms[0]}, as revised", *after.forms[1:]]
            case "copies" if after.copies:
                after.copies += 1 if number % 2 else -1
            case "reordered" if after.members and len(after.members) > 1:
                after.members = after.members[1:] + after.members[:1]
            case "deprecated":
                after.replaced_by = self.survivor(number)
            case "added":  # the concept that is added is another one
                pass
            case _:
                after.labels = {**after.labels, "en": f"{after.labels['en']}, as revised"}
        return after

    def _taken(self, number: int) -> list[int]:
        """The concepts that are merged into one, which are those right after it."""
        if self.outcome(number) in (*GONE, "deprecated"):
            return []
        found = []
        number += 1
        while number < self.options.concepts and (
            (outcome := self.outcome(number)) in (*GONE, "deprecated")
        ):
            if outcome == "merged":
                found.append(number)
            number += 1
        return found

    def facts_added(self, number: int) -> Facts:
        """What the new edition states about the concept it adds after a concept."""
        added = self.facts_1(number + self.options.concepts)
        added.parent = self.settled(number)
        if added.related is not None and self.gone(added.related):
            added.related = None
        if added.members:
            added.members = [one for one in added.members if not self.gone(one)]
        return added

    def edition_1(self, number: int) -> Piece:
        """The lines of the old edition about a concept."""
        return piece_of(self.facts_1(number))


def _iri(number: int) -> str:
    return f"<{BASE}c{number}>"


def piece_of(facts: Facts) -> Piece:
    """The lines about a concept, with blank nodes numbered in each component."""
    number = facts.number
    me = _iri(number)
    ground = [f"{me} {TYPE} {CONCEPT} .", f"{me} {IN_SCHEME} {SCHEME} ."]
    if number == 0:
        ground += [f"{SCHEME} {TOP} {me} .", f'{SCHEME} {PREF} "A vocabulary"@en .']
    ground += [f'{me} {PREF} "{text}"@{tag} .' for tag, text in facts.labels.items()]
    ground += [f'{me} {ALT} "{text}"@en .' for text in facts.alternatives]
    ground += [
        f'{me} {DEFINITION} "{facts.definition}"@en .',
        f'{me} {NOTATION} "{number:08d}" .',
        f'{me} {MODIFIED} "{facts.modified}"^^{DATE} .',
    ]
    if facts.parent is not None:
        ground.append(f"{me} {BROADER} {_iri(facts.parent)} .")
    if facts.related is not None:
        ground.append(f"{me} {RELATED} {_iri(facts.related)} .")
    if facts.replaced_by is not None:
        ground.append(f"{me} {DEPRECATED} {TRUE} .")
        ground.append(f"{me} {REPLACED_BY} {_iri(facts.replaced_by)} .")
    ground += [f"{me} {REPLACES} {_iri(one)} ." for one in facts.replaces]
    components = [
        [
            f"{me} {XL_ALT} {_NODE}0 .",
            f"{_NODE}0 {TYPE} {XL_LABEL} .",
            f'{_NODE}0 {XL_FORM} "{text}"@en .',
        ]
        for text in facts.forms
    ]
    if facts.remark:
        components.append(
            [
                f"{me} {CHANGE_NOTE} {_NODE}0 .",
                f'{_NODE}0 {VALUE} "{facts.remark[0]}"@en .',
                f"{_NODE}0 {CREATOR} {_NODE}1 .",
                f'{_NODE}1 {NAME} "{facts.remark[1]}" .',
            ]
        )
    components += [
        [f"{me} {NOTE} {_NODE}0 .", f'{_NODE}0 {VALUE} "See the manual"@en .']
        for _ in range(facts.copies)
    ]
    if facts.members:
        whole = f"<{BASE}collection{number}>"
        ground.append(f"{whole} {TYPE} {COLLECTION} .")
        cells = [f"{whole} {MEMBERS} {_NODE}0 ."]
        for at, member in enumerate(facts.members):
            rest = f"{_NODE}{at + 1}" if at + 1 < len(facts.members) else NIL
            cells += [f"{_NODE}{at} {FIRST} {_iri(member)} .", f"{_NODE}{at} {REST} {rest} ."]
        components.append(cells)
    elif facts.members is not None:
        ground.append(f"<{BASE}collection{number}> {TYPE} {COLLECTION} .")
        ground.append(f"<{BASE}collection{number}> {MEMBERS} {NIL} .")
    loose = [
        [f"{_NODE}0 {TYPE} {XL_LABEL} .", f'{_NODE}0 {XL_FORM} "Untitled"@en .']
        for _ in range(facts.loose)
    ]
    return Piece(ground=ground, components=components, loose=loose)


@dataclass(slots=True, kw_only=True)
class History:
    """A component whose lines are spread over the whole file: a chain of revisions."""

    name: int
    length: int
    step: int
    changed: bool

    def lines(self, at: int, *, new: bool) -> list[str]:
        """The lines of one node of the chain; few nodes have a text of their own."""
        me = f"{_NODE}{at}"
        found = [f"{me} {INFORMED} {_NODE}{at - 1} ."] if at else []
        if at % 3 == 0:
            text = f"Revision {at % 21}"
            if new and self.changed and at == self.length // 6 * 3:
                text += ", corrected"
            found.append(f'{me} {COMMENT} "{text}"@en .')
        if at in (0, self.length - 1):
            found.append(f"{me} {USED} <{BASE}history{self.name}> .")
        return found

    def at(self, number: int) -> int | None:
        """Which node is written with a concept, if any."""
        place, left = divmod(number, self.step)
        return place if left == self.name % self.step and place < self.length else None


def histories(options: Options) -> list[History]:
    """A few large components, every second of them changed."""
    if not options.blank or options.concepts < 20:
        return []
    found = []
    for name in range(2 + options.concepts // 50_000):
        length = min(10 * 4 ** (name % 5), options.concepts // 3)
        found.append(
            History(
                name=name,
                length=length,
                step=options.concepts // length,
                changed=bool(name % 2) and options.changed > 0,
            )
        )
    return found


class Truth:
    """Counts the difference while the editions are written."""

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self.triples = Counter({"old": 0, "new": 0})
        self.blank = Counter({"old": 0, "new": 0})
        self.ground = Counter({"removed": 0, "added": 0})
        self.components = Counter({"removed": 0, "added": 0})
        self.loose: Counter[tuple[str, ...]] = Counter()
        self.concepts: dict[str, list[Any]] = {kind: [] for kind in (*CHANGES, "labels", "related")}

    def count(self, old: Piece | None, new: Piece | None) -> None:
        """The difference between the pieces about one concept."""
        for side, piece, sign in (("old", old, -1), ("new", new, 1)):
            if piece is None:
                continue
            rest = sum(map(len, piece.components)) + sum(map(len, piece.loose))
            self.triples[side] += len(piece.ground) + rest
            self.blank[side] += rest
            for one in piece.loose:
                self.loose[tuple(sorted(one))] += sign
        if old is new:
            return
        before, after = (set(piece.ground if piece else ()) for piece in (old, new))
        self.ground["removed"] += len(before - after)
        self.ground["added"] += len(after - before)
        left, right = (
            Counter(tuple(sorted(lines)) for lines in piece.components) if piece else Counter()
            for piece in (old, new)
        )
        self.components["removed"] += sum(len(key) * n for key, n in (left - right).items())
        self.components["added"] += sum(len(key) * n for key, n in (right - left).items())

    def note(self, vocabulary: Vocabulary, old: Facts, new: Facts | None) -> None:
        """What changed about a concept, by kind."""
        number, kinds = old.number, self.concepts
        if new is old:
            return
        if new is None:
            if vocabulary.outcome(number) == "merged":
                kinds["merged"].append([f"c{number}", f"c{vocabulary.survivor(number)}"])
            else:
                kinds["removed"].append(f"c{number}")
            return
        seen = {
            "relabelled": old.labels != new.labels,
            "labels": old.alternatives != new.alternatives or old.forms != new.forms,
            "notes": old.definition != new.definition or old.remark != new.remark,
            "moved": old.parent != new.parent,
            "related": old.related != new.related,
            "copies": (old.copies, old.loose) != (new.copies, new.loose),
            "blank": (old.forms, old.remark) != (new.forms, new.remark),
        }
        for kind, differs in seen.items():
            if differs:
                kinds[kind].append(f"c{number}")
        if new.replaced_by is not None:
            kinds["deprecated"].append([f"c{number}", f"c{new.replaced_by}"])
        if old.members != new.members:
            kinds["reordered"].append(f"collection{number}")

    def whole(self, found: list[History]) -> dict[str, Any]:
        """The truth about the pair."""
        for one in found:
            lines = [len(one.lines(at, new=False)) for at in range(one.length)]
            for side in ("old", "new"):
                self.triples[side] += sum(lines)
                self.blank[side] += sum(lines)
            if one.changed:
                self.components["removed"] += sum(lines)
                self.components["added"] += sum(lines)
        for lines_of, balance in self.loose.items():
            self.components["added" if balance > 0 else "removed"] += len(lines_of) * abs(balance)
        return {
            "triples": dict(self.triples),
            "with_blank_nodes": dict(self.blank),
            "removed": self.ground["removed"] + self.components["removed"],
            "added": self.ground["added"] + self.components["added"],
            "ground": dict(self.ground),
            "concepts": self.concepts,
        }


def _named(lines: list[str], name: str) -> list[str]:
    return [line.replace(_NODE, name) for line in lines]


class _Edition:
    """Names the blank nodes of one edition, and hands the lines to the writers."""

    def __init__(self, writers: list[Writer], *, new: bool) -> None:
        self.writers = writers
        self.new = new

    def name(self, number: int, component: int) -> str:
        if self.new:
            return f"_:g{mixed(number * 64 + component):016x}"
        return f"_:b{number}c{component}n"

    def put(self, number: int, piece: Piece) -> None:
        lines = list(piece.ground)
        for at, component in enumerate([*piece.components, *piece.loose]):
            lines += _named(component, self.name(number, at))
        if self.new and number % 211 == 9:  # a triple that is stated twice is one triple
            lines += [lines[0], lines[-1]]
        self.lines(lines)

    def history(self, one: History, at: int) -> None:
        # A node is numbered backwards in the new edition, so that names have no common order.
        lines = one.lines(at, new=self.new)
        if self.new:
            lines = [_backwards(line, one.length) for line in lines]
        self.lines(_named(lines, f"_:{'zh' if self.new else 'h'}{one.name}x"))

    def lines(self, lines: list[str]) -> None:
        for writer in self.writers:
            writer.put(lines)


def _backwards(line: str, length: int) -> str:
    return " ".join(
        f"{_NODE}{length - 1 - int(word[len(_NODE) :])}" if word.startswith(_NODE) else word
        for word in line.split(" ")
    )


def write_pair(folder: Path, options: Options, syntaxes: tuple[str, ...] = ("nt",)) -> Any:
    """Write both editions in each syntax and `truth.json`, and return the truth."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary, truth, chains = Vocabulary(options), Truth(), histories(options)
    pair = []
    for side in ("old", "new"):
        paths = [folder / f"{side}.{syntax}" for syntax in syntaxes]
        writers = writers_to(paths, PREFIXES, shuffled=side == "new")
        pair.append(_Edition(writers, new=side == "new"))
    old_edition, new_edition = pair
    for number in range(options.concepts):
        before = vocabulary.facts_1(number)
        after = vocabulary.facts_2(number, before)
        old = piece_of(before)
        new = old if after is before else piece_of(after) if after else None
        truth.count(old, new)
        truth.note(vocabulary, before, after)
        old_edition.put(number, old)
        if new:
            new_edition.put(number, new)
        if vocabulary.outcome(number) == "added":
            added = piece_of(vocabulary.facts_added(number))
            truth.count(None, added)
            truth.concepts["added"].append(f"c{number + options.concepts}")
            new_edition.put(number + options.concepts, added)
        for chain in chains:
            at = chain.at(number)
            if at is not None:
                old_edition.history(chain, at)
                new_edition.history(chain, at)
    for edition in pair:
        for writer in edition.writers:
            writer.close()
    made = {
        "options": {name: getattr(options, name) for name in Options.__slots__},
        **truth.whole(chains),
    }
    (folder / "truth.json").write_text(json.dumps(made, indent=1) + "\n")
    return made


def main() -> None:
    """Read the command line, write the pair, print its size and difference."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--triples", type=int, default=10_000)
    size.add_argument("--concepts", type=int)
    parser.add_argument("--languages", type=int, default=3, choices=range(1, len(LANGUAGES) + 1))
    parser.add_argument("--blank", type=float, default=0.3)
    parser.add_argument("--changed", type=float, default=0.03)
    parser.add_argument("--seed", type=int, default=7)
    syntaxes = ("nt", "ttl", "nt.gz", "ttl.gz")
    parser.add_argument("--syntax", nargs="+", default=["nt"], choices=syntaxes)
    given = parser.parse_args()
    rest = {name: getattr(given, name) for name in ("languages", "blank", "changed", "seed")}
    if given.concepts:
        options = Options(concepts=given.concepts, **rest)
    else:
        options = Options.for_triples(given.triples, **rest)
    made = write_pair(given.folder, options, tuple(given.syntax))
    made["concepts"] = {kind: len(found) for kind, found in made["concepts"].items()}
    print(json.dumps(made, indent=1))


if __name__ == "__main__":
    main()
