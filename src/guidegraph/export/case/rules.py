"""What CASE 1.1 requires of a package: its fields, and what is wrong with one that breaks them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any


__all__ = ["ASSOCIATION_TYPES", "FIELDS", "LENGTHS", "STATUSES", "problems_of_package"]

_IDENTITY = {"*identifier": "uuid", "*uri": "uri", "*lastChangeDateTime": "moment"}
_NAMED = {**_IDENTITY, "*title": "text", "description": "text"}
_CODED = {**_NAMED, "*hierarchyCode": "text"}

FIELDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "CFPackage": {
            "*CFDocument": "CFDocument",
            "CFItems": "[CFItem]",
            "CFAssociations": "[CFAssociation]",
            "CFDefinitions": "CFDefinition",
            "CFRubrics": "[any]",
            "extensions": "object",
        },
        "CFDocument": {
            **_IDENTITY,
            "*creator": "text",
            "*title": "text",
            "frameworkType": "text",
            "caseVersion": "version",
            "officialSourceURL": "uri",
            "publisher": "text",
            "description": "text",
            "subject": "[text]",
            "subjectURI": "[LinkURI]",
            "language": "text",
            "version": "text",
            "adoptionStatus": "status",
            "statusStartDate": "day",
            "statusEndDate": "day",
            "licenseURI": "LinkURI",
            "notes": "text",
            "extensions": "object",
        },
        "CFItem": {
            **_IDENTITY,
            "*fullStatement": "text",
            "alternativeLabel": "text",
            "CFItemType": "text",
            "humanCodingScheme": "text",
            "listEnumeration": "text",
            "abbreviatedStatement": "text",
            "conceptKeywords": "[text]",
            "conceptKeywordsURI": "LinkURI",
            "notes": "text",
            "subject": "[text]",
            "subjectURI": "[LinkURI]",
            "language": "text",
            "educationLevel": "[text]",
            "CFItemTypeURI": "LinkURI",
            "licenseURI": "LinkURI",
            "statusStartDate": "day",
            "statusEndDate": "day",
            "extensions": "object",
        },
        "CFAssociation": {
            **_IDENTITY,
            "*associationType": "association",
            "*originNodeURI": "LinkGenURI",
            "*destinationNodeURI": "LinkGenURI",
            "sequenceNumber": "number",
            "CFAssociationGroupingURI": "LinkURI",
            "notes": "text",
            "extensions": "object",
        },
        "CFDefinition": {
            "CFConcepts": "[CFConcept]",
            "CFSubjects": "[CFSubject]",
            "CFLicenses": "[CFLicense]",
            "CFItemTypes": "[CFItemType]",
            "CFAssociationGroupings": "[CFAssociationGrouping]",
            "extensions": "object",
        },
        "CFConcept": {**_CODED, "keywords": "text", "extensions": "object"},
        "CFSubject": {**_CODED, "extensions": "object"},
        "CFLicense": {**_NAMED, "*licenseText": "text", "extensions": "object"},
        "CFItemType": {
            **_IDENTITY,
            "*title": "text",
            "*description": "text",
            "*hierarchyCode": "text",
            "typeCode": "text",
            "extensions": "object",
        },
        "CFAssociationGrouping": {**_NAMED, "extensions": "object"},
        "LinkURI": {"*title": "text", "*identifier": "uuid", "*uri": "uri"},
        "LinkGenURI": {
            "*title": "text",
            "*identifier": "text",
            "*uri": "uri",
            "targetType": "target",
        },
    }
)
"""The fields of each object and their kinds."""

LENGTHS: Mapping[str, int] = MappingProxyType(
    {
        "fullStatement": 4096,
        "humanCodingScheme": 100,
        "listEnumeration": 10,
        "abbreviatedStatement": 60,
        "CFItemType": 60,
        "alternativeLabel": 60,
        "language": 10,
    }
)
"""The maximum number of characters of a field, by the guide to best practice."""

ASSOCIATION_TYPES = frozenset(
    {
        "exactMatchOf",
        "exemplar",
        "hasSkillLevel",
        "isChildOf",
        "isPartOf",
        "isPeerOf",
        "isRelatedTo",
        "isTranslationOf",
        "precedes",
        "replacedBy",
    }
)
"""The types of associations; in addition, there are `ext:` ones."""

STATUSES = frozenset(
    {"Draft", "Pending Implementation", "Implemented", "Retired", "Adopted", "Deprecated"}
)
"""The adoption statuses, of both versions."""


_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[\x21-\x7e]+")
_EXT = re.compile(r"ext:[A-Za-z0-9._-]+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_TAG = re.compile(r"</?[A-Za-z][^<>]*+>")


def problems_of_package(package: object) -> tuple[str, ...]:
    """
    What is wrong with a package, each with its place in it; nothing, if it follows the standard.
    """
    found = list(_object(package, "CFPackage", "$"))
    if not found and isinstance(package, dict):
        found += _Whole(package).problems()
    return tuple(found)


def _object(value: object, kind: str, place: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{place}: not an object"
        return
    fields = FIELDS[kind]
    required = {name.removeprefix("*") for name in fields if name.startswith("*")}
    kinds = {name.removeprefix("*"): kind_ for name, kind_ in fields.items()}
    for name in sorted(required - set(value)):
        yield f"{place}.{name}: missing"
    for name, inner in value.items():
        if name not in kinds:
            yield f"{place}.{name}: a field that {kind} does not have"
        else:
            yield from _value(inner, kinds[name], f"{place}.{name}")
            most = LENGTHS.get(name)
            if most and isinstance(inner, str) and len(inner) > most:
                yield f"{place}.{name}: {len(inner)} characters, more than {most}"


def _value(value: object, kind: str, place: str) -> Iterator[str]:
    if kind.startswith("["):
        if not isinstance(value, list):
            yield f"{place}: not a list"
            return
        for number, entry in enumerate(value):
            yield from _value(entry, kind[1:-1], f"{place}[{number}]")
    elif kind in FIELDS:
        yield from _object(value, kind, place)
    elif not _KINDS[kind](value):
        yield f"{place}: not a {kind}: {value!r:.60}"


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _moment(value: object) -> bool:
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _association(value: object) -> bool:
    return isinstance(value, str) and (
        value in ASSOCIATION_TYPES or _EXT.fullmatch(value) is not None
    )


_KINDS: Mapping[str, Callable[[object], bool]] = {
    "any": lambda value: isinstance(value, dict),
    "association": _association,
    "day": _day,
    "moment": _moment,
    "number": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "status": lambda value: value in STATUSES,
    "target": lambda value: (
        value == "CASE" or (isinstance(value, str) and _EXT.fullmatch(value) is not None)
    ),
    "text": _text,
    "uri": lambda value: isinstance(value, str) and _URI.fullmatch(value) is not None,
    "uuid": lambda value: isinstance(value, str) and _UUID.fullmatch(value) is not None,
    "version": lambda value: value == "1.1",
}


class _Whole:
    """What a package must be as a whole, its fields being right."""

    def __init__(self, package: Mapping[str, Any]) -> None:
        self.document = package["CFDocument"]
        self.items = package.get("CFItems", [])
        self.associations = package.get("CFAssociations", [])
        self.definitions = package.get("CFDefinitions", {})
        self.places = {
            item["identifier"]: f"$.CFItems[{number}]" for number, item in enumerate(self.items)
        }

    def problems(self) -> Iterator[str]:
        """All that is wrong."""
        yield from self._identifiers()
        yield from self._definitions()
        yield from self._statements()
        yield from self._dates()
        yield from self._hierarchy()

    def _identifiers(self) -> Iterator[str]:
        seen: dict[str, str] = {self.document["identifier"]: "$.CFDocument"}
        lists = {"CFItems": self.items, "CFAssociations": self.associations}
        lists |= {
            f"CFDefinitions.{name}": these
            for name, these in self.definitions.items()
            if isinstance(these, list)
        }
        for name, entries in lists.items():
            for number, entry in enumerate(entries):
                place, id_ = f"$.{name}[{number}]", entry["identifier"]
                if id_ in seen:
                    yield f"{place}.identifier: {id_} is already at {seen[id_]}"
                seen[id_] = place

    def _definitions(self) -> Iterator[str]:
        for field, name in (("CFItemTypeURI", "CFItemTypes"), ("licenseURI", "CFLicenses")):
            known = {entry["identifier"] for entry in self.definitions.get(name, ())}
            for entry in (self.document, *self.items):
                if field in entry and entry[field]["identifier"] not in known:
                    place = self.places.get(entry["identifier"], "$.CFDocument")
                    yield f"{place}.{field}: not among the {name}"

    def _statements(self) -> Iterator[str]:
        for item in self.items:
            if _TAG.search(item["fullStatement"]):
                yield f"{self.places[item['identifier']]}.fullStatement: HTML in it"

    def _dates(self) -> Iterator[str]:
        for entry in (self.document, *self.items):
            start, end = entry.get("statusStartDate"), entry.get("statusEndDate")
            if start and end and end < start:
                place = self.places.get(entry["identifier"], "$.CFDocument")
                yield f"{place}.statusEndDate: {end} is before {start}"

    def _hierarchy(self) -> Iterator[str]:
        parents: dict[str, list[str]] = {}
        places: dict[tuple[str, int], str] = {}
        for number, one in enumerate(self.associations):
            if one["associationType"] != "isChildOf":
                continue
            place = f"$.CFAssociations[{number}]"
            child = one["originNodeURI"]["identifier"]
            parent = one["destinationNodeURI"]["identifier"]
            if child not in self.places:
                yield f"{place}.originNodeURI: not an item of the package"
            if parent not in self.places and parent != self.document["identifier"]:
                yield f"{place}.destinationNodeURI: neither an item nor the document"
            if "sequenceNumber" not in one:
                yield f"{place}.sequenceNumber: missing, and siblings have no other order"
            else:
                key = (parent, one["sequenceNumber"])
                if key in places:
                    yield f"{place}.sequenceNumber: {key[1]} is already at {places[key]}"
                places.setdefault(key, place)
            parents.setdefault(child, []).append(parent)
        yield from self._unreached(parents)

    def _unreached(self, parents: Mapping[str, list[str]]) -> Iterator[str]:
        """Items without a path up to the document: they have no parent, or are in a circle."""
        children: dict[str, list[str]] = {}
        for child, these in parents.items():
            for parent in these:
                children.setdefault(parent, []).append(child)
        reached = {self.document["identifier"]}
        waiting = [self.document["identifier"]]
        while waiting:
            for child in children.get(waiting.pop(), ()):
                if child not in reached:
                    reached.add(child)
                    waiting.append(child)
        for id_, place in self.places.items():
            if id_ not in reached:
                why = "in a circle, or below one" if id_ in parents else "without a parent"
                yield f"{place}: {why}: isChildOf never leads to the document"
