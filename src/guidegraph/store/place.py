"""Where a library is: found without reading it, since that takes longer than a small comparison."""

from __future__ import annotations

from pathlib import Path


__all__ = ["LIBRARY_FILE", "library_around"]

LIBRARY_FILE = "library.toml"
"""The file that states the data of a library."""


def library_around(place: Path) -> Path | None:
    """The nearest folder with a library, a folder itself or one that it is in."""
    for folder in (place, *place.parents):
        if (folder / LIBRARY_FILE).is_file():
            return folder
    return None
