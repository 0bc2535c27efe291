"""Labels for concepts that have none: their number, and the beginning of what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode

from guidegraph.graph.vocab import DCTERMS, SKOS
from guidegraph.model.excerpt import beginning


__all__ = ["derived_labels"]

Subject = NamedNode | BlankNode
Said = Mapping[str, Iterable[NamedNode | BlankNode | Literal]]

_LENGTHS = (60, 100, 160, 300)
"""How many characters of a text a label may have, tried until no other label is the same."""

_TEXTS = (SKOS.definition, SKOS.scopeNote, SKOS.note)
_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)


def derived_labels(
    concepts: Iterable[Subject], said: Mapping[Subject, Said]
) -> Iterator[tuple[Subject, Literal]]:
    """A label for each concept that has no preferred one; no two labels are the same."""
    every = list(concepts)
    taken = {
        value.value.strip().casefold()
        for subject in every
        for property_ in _LABELS
        for value in said.get(subject, {}).get(property_, ())
    }
    for subject in every:
        about = said.get(subject, {})
        if any(True for _ in about.get(SKOS.prefLabel, ())):
            continue
        for label in _candidates(subject, about):
            key = label.value.strip().casefold()
            if key not in taken:
                taken.add(key)
                yield subject, label
                break


def _candidates(subject: Subject, about: Said) -> Iterator[Literal]:
    """Longer and longer labels, the last of which names the concept."""
    text = next(_literals(about, _TEXTS), None)
    notation = next(_literals(about, (SKOS.notation,)), None)
    names = next(_literals(about, (DCTERMS.identifier,)), None)
    name = names.value if names else subject.value
    start = f"{notation.value} " if notation else ""
    language = text.language if text else None
    if text is not None:
        for length in _LENGTHS:
            yield _literal(f"{start}{beginning(text.value, length)}", language)
        yield _literal(f"{start}{beginning(text.value, _LENGTHS[0])} ({name})", language)
    elif start:
        yield Literal(start.strip())
        yield Literal(f"{start}({name})")
    yield Literal(name)
    yield Literal(subject.value)


def _literals(about: Said, properties: Iterable[str]) -> Iterator[Literal]:
    for property_ in properties:
        for value in about.get(property_, ()):
            if isinstance(value, Literal) and value.value.strip():
                yield value


def _literal(text: str, language: str | None) -> Literal:
    return Literal(text, language=language) if language else Literal(text)
