"""Plugins are found one to a file, then among the entry points of other packages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidegraph.model.errors import UnknownNameError
from guidegraph.registry import Registry


PACKAGE = "plugins_for_the_registry_test"


@pytest.fixture
def plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry[str]]:
    """A package with three plugins, of which one cannot be imported and one binds nothing."""
    home = tmp_path / PACKAGE
    home.mkdir()
    (home / "__init__.py").touch()
    (home / "two_words.py").write_text("verb = 'ours'\n", encoding="utf-8")
    (home / "broken.py").write_text("raise RuntimeError('imported')\n", encoding="utf-8")
    (home / "empty.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    yield Registry("plugin", PACKAGE, "verb")
    for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
        del sys.modules[name]


def install(folder: Path, **groups: str) -> None:
    """Install a package with an entry point, of that name, in each of some groups."""
    home = folder / "theirs-1.0.dist-info"
    home.mkdir()
    (home / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1.0\n")
    points = (f"[{group}]\n{name} = string:digits\n" for group, name in groups.items())
    (home / "entry_points.txt").write_text("\n".join(points), encoding="utf-8")


def test_lists_names_without_importing(plugins: Registry[str]) -> None:
    """A plugin that fails on import is listed, and nothing is imported for a list."""

    assert ("broken", "empty", "two-words") == plugins.names
    assert ["broken", "empty", "two-words"] == list(plugins)
    assert "two-words" in plugins
    assert "two_words" not in plugins
    assert [PACKAGE] == [name for name in sys.modules if name.startswith(PACKAGE)]


def test_imports_what_is_looked_up(plugins: Registry[str]) -> None:
    """Looking a plugin up imports that one only, once."""

    assert "ours" == plugins["two-words"]
    assert plugins["two-words"] is plugins["two-words"]
    assert f"{PACKAGE}.broken" not in sys.modules


def test_says_what_there_is(plugins: Registry[str]) -> None:
    """A name that nothing bears is an error that helps."""
    with pytest.raises(UnknownNameError, match="unknown plugin 'two-word': did you mean 'two-w"):
        plugins["two-word"]
    with pytest.raises(UnknownNameError, match="'xyz': there are broken, empty, two-words"):
        plugins["xyz"]


@pytest.mark.parametrize("name", ["", "__init__", "..", "two_words", "two-words.x", "os"])
def test_a_name_is_no_path(plugins: Registry[str], name: str) -> None:
    """What a user types never becomes the name of a module to import."""
    with pytest.raises(UnknownNameError):
        plugins[name]


def test_a_fault_in_a_plugin_is_not_hidden(plugins: Registry[str]) -> None:
    """A plugin that fails on import, or binds nothing, fails loudly where it is used."""
    with pytest.raises(RuntimeError, match="imported"):
        plugins["broken"]
    with pytest.raises(AttributeError, match="verb"):
        plugins["empty"]


def test_finds_plugins_of_others(plugins: Registry[str], tmp_path: Path) -> None:
    """An entry point in the group of the package is a plugin; those of other groups are not."""
    install(tmp_path, **{PACKAGE: "theirs", "other": "other"})

    assert ("broken", "empty", "theirs", "two-words") == plugins.names
    assert "0123456789" == plugins["theirs"]


def test_others_cannot_replace_ours(plugins: Registry[str], tmp_path: Path) -> None:
    """A package installed beside us cannot put its own plugin in the place of one of ours."""
    install(tmp_path, **{PACKAGE: "two-words"})

    assert "ours" == plugins["two-words"]
    assert 1 == plugins.names.count("two-words")
