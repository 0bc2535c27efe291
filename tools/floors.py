"""
The lowest versions that pyproject.toml allows, as constraints for pip.

```
python tools/floors.py > floors.txt
```
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path


PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
EXTRAS = ("serve", "test")


def floors(project: str) -> Iterator[str]:
    """
    Each package that is needed, at its lowest version.

    >>> list(floors('project = {dependencies = ["rdflib>=7.1.1,<8"]}'))
    ['rdflib==7.1.1']
    """
    stated = tomllib.loads(project)["project"]
    extras = stated.get("optional-dependencies", {})
    lists = (stated["dependencies"], *(extras.get(name, ()) for name in EXTRAS))
    for needed in (each for listed in lists for each in listed):
        if found := re.match(r"([\w.-]+)>=([\d.]+)", needed):
            yield f"{found[1]}=={found[2]}"


if __name__ == "__main__":
    print("\n".join(floors(PROJECT.read_text(encoding="utf-8"))))
