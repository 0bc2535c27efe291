"""
Write every generated file, or check that none is out of date.

```
python tools/gen.py            write what differs
python tools/gen.py --check    exit 1 and name what differs
```

To add a generated file, add `generators/<name>.py` with a function `generate_<name>`
that returns the path below the project's folder, and the text; or several such pairs.
A file whose name begins with an underscore is no generator.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path, PurePosixPath


ROOT = Path(__file__).resolve().parent.parent
GENERATORS = Path(__file__).resolve().parent / "generators"


def generated() -> Iterator[tuple[PurePosixPath, str]]:
    """The path and the text of every generated file, by the names of the generators."""
    for file in sorted(GENERATORS.glob("[!_]*.py")):
        module = import_module(f"{GENERATORS.name}.{file.stem}")
        made = getattr(module, f"generate_{file.stem}")()
        yield from [made] if isinstance(made, tuple) else made


def stale() -> Iterator[tuple[PurePosixPath, str]]:
    """The generated files that differ from what is on disk, or are not there."""
    for path, text in generated():
        file = ROOT / path
        if not file.is_file() or file.read_bytes() != text.encode():
            yield path, text


def main() -> int:
    """Write or check, and say what differs."""
    parser = ArgumentParser(description="Write every generated file.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if a file differs"
    )
    check = parser.parse_args().check
    found = list(stale())
    for path, text in found:
        if check:
            print(f"{path} is out of date; run: python tools/gen.py", file=sys.stderr)
            continue
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_bytes(text.encode())
        print(f"wrote {path}", file=sys.stderr)
    return 1 if check and found else 0


if __name__ == "__main__":
    sys.exit(main())
