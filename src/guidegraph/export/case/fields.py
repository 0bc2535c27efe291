"""
The published field lists of CASE 1.1: what each object must and may hold, of what kind, how long.

A value's kind is the name of a check in `rules.py`; a name with `*` before it is a required field.
Nothing but these fields is allowed.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


__all__ = ["ASSOCIATION_TYPES", "FIELDS", "LENGTHS", "STATUSES"]

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
"""The most characters of a field, by the guide to best practice."""

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
"""The types of associations; besides these there are `ext:` ones."""

STATUSES = frozenset(
    {"Draft", "Pending Implementation", "Implemented", "Retired", "Adopted", "Deprecated"}
)
"""The adoption statuses, of both versions."""
