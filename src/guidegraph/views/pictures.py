"""Results in the formats of the command line, and as pictures for notebooks."""

from __future__ import annotations

from dataclasses import dataclass


__all__ = ["Picture", "picture", "written"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in SVG; a notebook draws it."""

    svg: str

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return f"<a picture of {len(self.svg)} letters of SVG>"


def picture(result: object) -> Picture:
    """
    A result as a picture: a coverage, a map of an edition, what is related to an item.

    Raises:
        MisuseError: there is no picture of such a result.

    >>> import guidegraph as gg
    >>> gg.picture(gg.Library.open().map("supervisor")).svg[:4]
    '<svg'
    """
    return Picture(written(result, "svg").decode())


def written(result: object, form: str) -> bytes:
    """
    A result as a command writes it with `--format`, such as `html`, `csv` or `json`.

    Raises:
        MisuseError: there is no such format, or it is for other results.
    """
    from guidegraph.render.format import written as rendered

    return rendered(form, result)
