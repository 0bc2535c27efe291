"""Templates: ours, each of which a publisher may replace by one of the same name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import (
    ChoiceLoader,
    DictLoader,
    Environment,
    PackageLoader,
    StrictUndefined,
    TemplateError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from guidegraph.model.errors import FormatError, UnknownNameError
from guidegraph.model.names import shown
from guidegraph.render.translation import Translation


__all__ = ["Templates"]


class Templates:
    """
    The templates of a site.

    Args:
        own: the publisher's, by name; they can only fill in the values of a page.
        words: the messages.

    Raises:
        UnknownNameError: one that replaces none of ours.
    """

    def __init__(self, own: Mapping[str, str], words: Translation) -> None:
        ours = ChoiceLoader(
            [
                PackageLoader("guidegraph.publish", "templates"),
                PackageLoader("guidegraph.render.html", "templates"),
            ]
        )
        # Ours are trusted; looking at every name they use would double their time.
        kind = ImmutableSandboxedEnvironment if own else Environment
        self._environment = kind(
            loader=ChoiceLoader([DictLoader(dict(own)), ours]),
            autoescape=True,
            finalize=shown,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
        )
        words.install(self._environment)
        self._own = own
        known = ours.list_templates()
        for name in own:
            if name not in known:
                raise UnknownNameError("template", name, known)

    def filled(self, name: str, values: Mapping[str, Any]) -> bytes:
        """
        The template *name*`.html` filled with values.

        Raises:
            FormatError: the publisher's template cannot be filled.
        """
        try:
            return self._environment.get_template(f"{name}.html").render(values).encode()
        except TemplateError as error:
            if not self._own:
                raise
            place = getattr(error, "name", None) or f"{name}.html"
            raise FormatError(
                place,
                getattr(error, "lineno", None),
                f"the template cannot be filled: {error}",
                "correct it, or remove it from the folder to use the built-in one",
            ) from None

    def source(self, name: str) -> str:
        """A style sheet or script as it is."""
        loader = self._environment.loader
        if loader is None:
            raise ValueError("the environment has no loader")
        return loader.get_source(self._environment, name)[0]
