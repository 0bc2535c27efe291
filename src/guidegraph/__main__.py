"""`python -m guidegraph`."""

from __future__ import annotations

from guidegraph.cli.main import main


if __name__ == "__main__":
    main()
