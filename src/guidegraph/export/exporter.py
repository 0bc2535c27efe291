"""
What an exporter is: a function from an edition to the bytes of a file in some format.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from guidegraph.model.edition import Edition
from guidegraph.registry import Registry


__all__ = ["FORMATS", "Exporter", "exporter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """
    An export format.

    *lossless* formats hold all of an edition: reading one back gives the same edition.
    """

    media_type: str
    suffix: str
    lossless: bool
    export: Callable[[Edition], bytes]


FORMATS: Registry[Exporter] = Registry("export format", "guidegraph.export.formats", "export")


def exporter(
    *, media_type: str, suffix: str, lossless: bool
) -> Callable[[Callable[[Edition], bytes]], Exporter]:
    """
    Make a function the `export` of its module.
    """

    def make(function: Callable[[Edition], bytes]) -> Exporter:
        return Exporter(media_type=media_type, suffix=suffix, lossless=lossless, export=function)

    return make
