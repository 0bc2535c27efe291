"""Plugins, found one to a file, then among the entry points of other packages."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from importlib import import_module
from pkgutil import get_data, iter_modules
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from guidegraph.model.errors import UnknownNameError


if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


__all__ = ["Registry"]

T = TypeVar("T")


class Registry(Generic[T]):
    """
    The plugins of a package: in each of its modules, what *attribute* is bound to.

    A plugin is named after its file, with hyphens for underscores.
    Listing names imports no plugin; looking one up imports that one only.

    Args:
        kind: what a plugin is, as a noun for messages ("export format").
        package: the package whose modules are plugins; also the name of the entry point group.
        attribute: the name that every plugin binds.
    """

    def __init__(self, kind: str, package: str, attribute: str) -> None:
        self.kind = kind
        self.package = package
        self.attribute = attribute
        self._loaded: dict[str, T] = {}

    @cached_property
    def _modules(self) -> Mapping[str, str]:
        home = import_module(self.package)
        return {
            module.name.replace("_", "-"): f"{self.package}.{module.name}"
            for module in iter_modules(home.__path__)
        }

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all plugins, sorted."""
        return tuple(sorted({*self._modules, *(point.name for point in self._theirs)}))

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self._modules or name in self.names

    def __getitem__(self, name: str) -> T:
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

    def source(self, name: str) -> str | None:
        """The file of one of our own plugins, which is not imported; nothing for another's."""
        if name not in self._modules:
            return None
        body = get_data(self.package, f"{self._modules[name].rpartition('.')[2]}.py")
        return None if body is None else body.decode()

    @cached_property
    def _theirs(self) -> tuple[EntryPoint, ...]:
        # Loading what reads entry points takes as long as starting up, so it is only loaded where
        # an installed package has any for us.
        if not _is_named_in_entry_points(self.package):
            return ()
        from importlib.metadata import entry_points

        return tuple(entry_points(group=self.package))

    def _load(self, name: str) -> T:
        # Ours go first: a package installed beside us cannot replace what we ship.
        if name in self._modules:
            return cast("T", getattr(import_module(self._modules[name]), self.attribute))
        for point in self._theirs:
            if point.name == name:
                return cast("T", point.load())
        raise UnknownNameError(self.kind, name, self.names)


def _is_named_in_entry_points(group: str) -> bool:
    """Whether an installed package has a file of entry points with this group in it."""
    wanted = f"[{group}]".encode()
    for place in sys.path:
        with suppress(OSError), os.scandir(place or ".") as entries:
            for entry in entries:
                if entry.name.endswith((".dist-info", ".egg-info")):
                    path = f"{entry.path}/entry_points.txt"
                    with suppress(OSError), open(path, "rb") as file:  # noqa: PTH123 - no pathlib yet
                        if wanted in file.read():
                            return True
    return False
