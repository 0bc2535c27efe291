"""Layout profiles in files, and those that come with guidegraph."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from guidegraph.importers.documents.profiles.guessed import guessed_profile
from guidegraph.importers.documents.profiles.profile import LayoutProfile
from guidegraph.importers.documents.profiles.reading import (
    profile_from_toml,
    profile_text,
    shipped,
    shipped_profile,
)
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError, OccupiedError, UnreadableError
from guidegraph.model.manifest import Manifest
from guidegraph.model.source import source_from_bytes
from guidegraph.store.files import read_bytes, write_atomically


__all__ = ["profile_at", "profile_stated", "refuse_existing", "write_profile"]


def profile_at(name: str) -> tuple[LayoutProfile, bytes | None]:
    """
    A profile that comes with guidegraph, or the one in a file with its bytes.

    Raises:
        UnreadableError: there is none of this name.
    """
    if name in shipped():
        return shipped_profile(name), None
    path = Path(name)
    if not path.is_file():
        raise UnreadableError(
            f"{name}: no such layout profile; name a file, or one of {', '.join(shipped())}"
        )
    body = read_bytes(path)
    return profile_from_toml(source_from_bytes(name, body).text, name), body


def profile_stated(
    manifest: Manifest, toml: str, folder: str, beside: Callable[[str], bytes | None]
) -> LayoutProfile | None:
    """
    The profile that a TOML file names: one in its folder, or one that comes with guidegraph.

    Raises:
        FormatError: there is none of this name.
    """
    name = manifest.profile
    if name is None:
        return None
    if (body := beside(name)) is not None:
        shown = f"{folder}{name}"
        return profile_from_toml(source_from_bytes(shown, body).text, shown)
    if name in shipped():
        return shipped_profile(name)
    raise FormatError(
        toml,
        "$.profile",
        f"no such layout profile: {name!r}",
        f"name a file in the folder, or one of {', '.join(shipped())}",
    )


def refuse_existing(path: Path) -> None:
    """
    Refuse to write a profile over a file.

    Raises:
        OccupiedError: there is such a file.
    """
    if path.exists():
        raise OccupiedError(f"{path}: already exists; choose another name for the profile")


def write_profile(path: Path, edition: Edition) -> None:
    """
    Write the profile that an edition was read with, or that its reading was like.

    Raises:
        OccupiedError: there is such a file.
    """
    refuse_existing(path)
    used = edition.reading.profile if edition.reading is not None else None
    if used in shipped():
        text = profile_text(used or "")
    elif used is not None:
        text = source_from_bytes(used, read_bytes(Path(used))).text
    else:
        text = guessed_profile(edition)
    write_atomically(path, text.encode())
