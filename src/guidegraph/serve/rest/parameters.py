"""Parameters of requests: what they may be, in the words of JSON Schema, and how they are read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from guidegraph.model.errors import MisuseError, UnknownNameError


__all__ = ["RequestParameter", "values_of"]

_WHOLE = re.compile(r"-?[0-9]{1,9}")
_REAL = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,400})?(?:[eE][+-]?[0-9]{1,3})?")
_TRUTH: Final = {"true": True, "false": False}
_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestParameter:
    """
    A parameter of an address, in its path or its query.

    *schema* is a JSON Schema of one type: string, integer, number, boolean, or array of strings,
    which are written with commas between. A parameter that is left out has the schema's default.
    """

    name: str
    summary: str
    schema: Mapping[str, Any]
    example: Any
    in_path: bool = False
    required: bool = False

    def read(self, text: str) -> Any:
        """
        The value that a text stands for.

        Raises:
            MisuseError: it stands for none that is allowed.
        """
        schema = self.schema
        match schema["type"]:
            case "integer":
                value: Any = int(text) if _WHOLE.fullmatch(text) else None
            case "number":
                value = float(text) if _REAL.fullmatch(text) else None
            case "boolean":
                if text not in _TRUTH:
                    raise self._fault(text, "neither true nor false")
                return _TRUTH[text]
            case "array":
                return tuple(
                    self._among(word, schema["items"]["enum"])
                    for word in (text.split(",") if text else ())
                )
            case _:
                return self._text(text)
        if value is None:
            raise self._fault(text, f"not a valid {schema['type']}")
        if not schema["minimum"] <= value <= schema["maximum"]:
            raise self._fault(text, f"not from {schema['minimum']} to {schema['maximum']}")
        return value

    def _text(self, text: str) -> str:
        longest = self.schema["maxLength"]
        if len(text) > longest:
            raise self._fault(text, f"longer than {longest} characters")
        if not re.search(self.schema["pattern"], text):
            raise self._fault(text, "not a valid text")
        return text

    def _among(self, word: str, known: Sequence[str]) -> str:
        if word not in known:
            raise MisuseError(str(UnknownNameError(f"word for {self.name}", word[:_SHOWN], known)))
        return word

    def _fault(self, text: str, problem: str) -> MisuseError:
        shown = repr(text[:_SHOWN]) + ("…" if len(text) > _SHOWN else "")
        return MisuseError(f"{self.name} {shown} is {problem}; give {self.summary}")


def values_of(
    parameters: Sequence[RequestParameter],
    path: Mapping[str, str],
    query: Sequence[tuple[str, str]],
) -> Mapping[str, Any]:
    """
    The values of the parameters of a request, by name.

    Args:
        path: the texts found in the path.
        query: the names and texts of the query, in order.

    Raises:
        MisuseError: a parameter is missing, unknown, there twice, or not as it must be.
    """
    known = {each.name: each for each in parameters if not each.in_path}
    texts = dict(path)
    for name, text in query:
        if name not in known:
            raise MisuseError(str(UnknownNameError("parameter", name[:_SHOWN], known)))
        if name in texts:
            raise MisuseError(f"{name!r} is given twice; give it once")
        texts[name] = text
    values = {}
    for each in parameters:
        if each.name in texts:
            values[each.name] = each.read(texts[each.name])
        elif each.required:
            raise MisuseError(f"{each.name!r} is missing; give {each.summary}")
        else:
            values[each.name] = each.schema.get("default")
    return values
