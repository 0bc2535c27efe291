# What there is to do here: `just` lists it.

default:
    @just --list

# The fast tests.
test *arguments:
    pytest {{arguments}}

# The slow tests.
slow:
    pytest -m slow

# The tests in Chromium.
browser *arguments:
    pytest -m browser {{arguments}}

# Damaged files, kills, full disks and two writers, for some seconds; what breaks a promise is kept.
fuzz seconds="600":
    python tools/fuzz.py {{seconds}}

# Many readers and hostile clients at a server on this machine; the figures, and what breaks a promise.
load *arguments:
    python tools/load.py {{arguments}}

# Pictures of every kind of page, to look at.
pictures folder:
    GUIDEGRAPH_PICTURES={{folder}} pytest -m browser tests/browser/test_pictures.py

# Lint, types, import contracts, generated files.
check: lint types contracts gen-check

lint:
    ruff check .
    ruff format --check .

format:
    ruff check --fix .
    ruff format .

types:
    mypy

contracts:
    lint-imports

# Write the generated files and the graphs of the editions.
gen:
    python tools/gen.py
    guidegraph build

gen-check:
    python tools/gen.py --check
    guidegraph build --check

# Write the golden files anew; read the difference before you commit it.
golden:
    GUIDEGRAPH_GOLDEN=write pytest -m "not browser" -k golden || true
    git diff --stat tests

# The fast tests with the lowest versions that are allowed, and with later Pythons.
versions:
    bash .ci/versions

# All that CI does.
ci:
    bash .ci/run
