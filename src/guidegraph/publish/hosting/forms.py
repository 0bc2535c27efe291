"""
What rules of a server have to know of a site: in which forms things come, and which of them have
their documents elsewhere.

A server finds the documents of a thing at the thing's own path, with a suffix for each form. Only
what is elsewhere is named in its rules, so that these stay short whatever the size of the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guidegraph.publish.routes import Form
from guidegraph.publish.site import Alternate


__all__ = ["AddressException", "Things", "address_exceptions", "data_suffixes", "forms_of"]

Things = Mapping[str, tuple[Alternate, ...]]
"""The forms of each thing by its path, HTML first, as a `Site` has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressException:
    """A thing whose documents are not at its own path: its path, and theirs without the suffix."""

    path: str
    stem: str


def forms_of(things: Things) -> tuple[Form, ...]:
    """
    The forms that things come in, in the order in which a server prefers them.

    What is not named after the thing, with a suffix, is a download and not negotiated.
    """
    found: dict[str, Form] = {}
    for alternates in things.values():
        stem = _stem(alternates)
        for one in alternates:
            suffix = one.path.removeprefix(stem)
            if suffix not in found and suffix.startswith(".") and one.path.startswith(stem):
                found[suffix] = Form(name=one.name, media_type=one.media_type, suffix=suffix)
    return tuple(found.values())


def address_exceptions(things: Things) -> Iterator[AddressException]:
    """
    The things that have their documents elsewhere, by their paths; the library is not one of them.
    """
    for path in sorted(things):
        stem = _stem(things[path])
        if path and stem != path:
            yield AddressException(path=path, stem=stem)


def data_suffixes(forms: Iterable[Form]) -> tuple[str, ...]:
    """The suffixes of the forms that are data and not pages, sorted."""
    return tuple(sorted({form.suffix for form in forms if form.media_type != "text/html"}))


def _stem(alternates: tuple[Alternate, ...]) -> str:
    """What the paths of a thing's documents begin with."""
    first = alternates[0].path
    folder, slash, name = first.rpartition("/")
    return folder + slash + (name.rpartition(".")[0] or name)
