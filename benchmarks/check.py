"""
How long a vocabulary of a million statements takes to check, beside pyshacl on a tenth of them.

```
python benchmarks/check.py                  1 000 000 statements against 100 000
python benchmarks/check.py --size 100000
```

Both check the integrity conditions S9, S13, S14, S27, S37 and S46 of SKOS, each in a process of
its own, one after the other, from the file to the findings; then only the four of them that SHACL
can say without SPARQL, which is slow in pyshacl. The vocabularies are made up, the same every time,
with one violation of each condition per thousand concepts or so, which both have to find.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path


BASE = "http://example.org/voc/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
WORDS = (
    "screen",
    "treat",
    "dose",
    "adult",
    "acute",
    "chronic",
    "drug",
    "review",
    "risk",
    "evidence",
    "refer",
    "oral",
    "heart",
    "lung",
)
STATEMENTS_PER_CONCEPT = 11
FOUR = ("skos:S9", "skos:S13", "skos:S14", "skos:S37")
SIX = (*FOUR, "skos:S27", "skos:S46")

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <urn:shapes:> .
:p sh:declare [ sh:prefix "skos" ;
    sh:namespace "http://www.w3.org/2004/02/skos/core#"^^xsd:anyURI ] .
:s9 a sh:NodeShape ; sh:targetClass skos:ConceptScheme ; sh:not [ sh:class skos:Concept ] .
:s37 a sh:NodeShape ; sh:targetClass skos:Collection ;
    sh:not [ sh:or ( [ sh:class skos:Concept ] [ sh:class skos:ConceptScheme ] ) ] .
:s13 a sh:NodeShape ; sh:targetClass skos:Concept ;
    sh:property [ sh:path skos:prefLabel ; sh:disjoint skos:altLabel ] ,
        [ sh:path skos:prefLabel ; sh:disjoint skos:hiddenLabel ] ,
        [ sh:path skos:altLabel ; sh:disjoint skos:hiddenLabel ] .
:s14 a sh:NodeShape ; sh:targetClass skos:Concept ;
    sh:property [ sh:path skos:prefLabel ; sh:uniqueLang true ] .
"""
SHAPES_WITH_PATHS = """
:s27 a sh:NodeShape ; sh:targetSubjectsOf skos:related ; sh:targetObjectsOf skos:related ;
    sh:sparql [ sh:prefixes :p ; sh:select \"\"\"
    SELECT $this ?value WHERE { $this (skos:related|^skos:related) ?value .
        $this (skos:broader|^skos:narrower)+ ?value . }\"\"\" ] .
:s46 a sh:NodeShape ; sh:targetSubjectsOf skos:exactMatch ;
    sh:sparql [ sh:prefixes :p ; sh:select \"\"\"
    SELECT $this ?value WHERE { $this (skos:broadMatch|skos:narrowMatch|skos:relatedMatch) ?value .
        $this (skos:exactMatch|^skos:exactMatch)+ ?value . }\"\"\" ] .
"""


def main() -> None:
    """Make the vocabularies, run each measurement in a process of its own, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000, help="statements for guidegraph")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--measure", nargs=2, metavar=("WHAT", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(_measured(*options.measure)))
        return
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder) / "large.nt", Path(folder) / "small.nt"
        counts = {large: _write(large, options.size), small: _write(small, options.size // 10)}
        print("| what | statements | seconds (best of runs) | memory, MB | found |")
        print("| --- | --- | --- | --- | --- |")
        for what, path in (
            ("guidegraph, six conditions", large),
            ("pyshacl, six conditions", small),
            ("guidegraph, four conditions", large),
            ("pyshacl, four conditions", small),
            ("guidegraph, all rules", large),
        ):
            runs = [_run(what, path) for _ in range(options.runs)]
            best = min(runs, key=lambda run: run["seconds"])
            print(
                f"| {what} | {counts[path]:,} | {best['seconds']:.1f} "
                f"| {best['memory']:.0f} | {best['found']:,} |",
                flush=True,
            )


def _run(what: str, path: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--measure", what, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _measured(what: str, file: str) -> dict[str, float]:
    start = time.perf_counter()
    if what.startswith("pyshacl"):
        found = _by_pyshacl(file, SHAPES + (SHAPES_WITH_PATHS if "six" in what else ""))
    else:
        conditions = {"six": SIX, "fou": FOUR}
        found = _by_guidegraph(file, conditions.get(what.split(", ")[1][:3], ()))
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"seconds": seconds, "memory": memory, "found": found}


def _by_guidegraph(file: str, select: tuple[str, ...]) -> int:
    from datetime import date

    from guidegraph.check.run import Request, VocabularySubject, check

    subject = VocabularySubject(name="large", path=file, body=Path(file).read_bytes())
    request = Request(today=date(2026, 1, 1), select=select)
    return len(check(request, (), (subject,)).findings)


def _by_pyshacl(file: str, text: str) -> int:
    import pyshacl
    import rdflib

    data = rdflib.Graph().parse(file, format="nt")
    shapes = rdflib.Graph().parse(data=text, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True, advanced=False)
    return sum(1 for _ in report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult))


def _write(path: Path, statements: int) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for line in _lines(statements // STATEMENTS_PER_CONCEPT):
            file.write(f"{line} .\n")
            count += 1
    return count


def _lines(concepts: int) -> Iterator[str]:
    chance = random.Random(7)
    scheme = f"<{BASE}scheme>"
    yield f"{scheme} <{TYPE}> <{SKOS}ConceptScheme>"
    yield f"{scheme} <{SKOS}hasTopConcept> <{BASE}c0>"
    for number in range(concepts):
        about = f"<{BASE}c{number}>"
        name = " ".join(chance.choices(WORDS, k=3))
        yield f"{about} <{TYPE}> <{SKOS}Concept>"
        yield f"{about} <{SKOS}inScheme> {scheme}"
        for language in ("en", "fr", "de"):
            yield f'{about} <{SKOS}prefLabel> "{name} {language} {number}"@{language}'
        yield f'{about} <{SKOS}altLabel> "{name} alternative {number}"@en'
        yield f'{about} <{SKOS}definition> "{" ".join(chance.choices(WORDS, k=14))}."@en'
        yield f'{about} <{SKOS}scopeNote> "{" ".join(chance.choices(WORDS, k=8))}."@en'
        yield f'{about} <{SKOS}notation> "N{number:08d}"'
        yield f"{about} <{SKOS}exactMatch> <http://other-vocabulary.org/{number}>"
        if number:
            yield f"{about} <{SKOS}broader> <{BASE}c{(number - 1) // 8}>"
        if number % 10 == 1:
            yield f"{about} <{SKOS}related> <{BASE}c{chance.randrange(concepts)}>"
        yield from _wrong(number, about, name, concepts)


def _wrong(number: int, about: str, name: str, concepts: int) -> Iterator[str]:
    """What violates a condition, now one, now another."""
    if number % 1000 == 500:
        yield f'{about} <{SKOS}altLabel> "{name} en {number}"@en'  # S13
    elif number % 1000 == 501:
        yield f'{about} <{SKOS}prefLabel> "{name} again"@en'  # S14
    elif number % 1000 == 502:
        yield f"{about} <{SKOS}related> <{BASE}c{((number - 1) // 8 - 1) // 8}>"  # S27
    elif number % 1000 == 503:
        yield f"{about} <{SKOS}broadMatch> <http://other-vocabulary.org/{number}>"  # S46
    elif number % 1000 == 504 and number < concepts:
        yield f"{about} <{TYPE}> <{SKOS}Collection>"  # S37
    elif number == 505:
        yield f"{about} <{TYPE}> <{SKOS}ConceptScheme>"  # S9


if __name__ == "__main__":
    main()
