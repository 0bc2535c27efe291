"""The commands with which editors decide and look back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_contract import problems


Run = Callable[..., Any]
TOML = 'title = "Rooms"\nbase = "https://example.org/rooms/"\n'
OLD = "# Rooms\n\n## Rules\n\nStaff must greet all guests.\n\nReaders keep their voices low.\n"
NEW = "# Rooms\n\n## Rules\n\nStaff may greet all guests.\n\nReaders keep their voices low!\n"


@pytest.fixture(autouse=True)
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with two editions, in which a word and a full stop differ."""
    place = tmp_path / "rooms"
    for name, text, more in (("2024", OLD, ""), ("2026", NEW, 'revision_of = ["2024"]\n')):
        (place / name).mkdir(parents=True)
        (place / name / "edition.md").write_text(text, encoding="utf-8")
        (place / name / "edition.toml").write_text(f'issued = "{name}"\n{more}', encoding="utf-8")
    (place / "library.toml").write_text(TOML, encoding="utf-8")
    monkeypatch.setenv("GUIDEGRAPH_LIBRARY", str(place))
    monkeypatch.delenv("GUIDEGRAPH_REVIEWER", raising=False)
    return place


def _changes(run: Run, *arguments: str) -> dict[str, Any]:
    result = run("review", "2024", "2026", "--format", "json", *arguments)
    assert 0 == result.code
    found: dict[str, Any] = json.loads(result.out)
    return found


def _id_of(review: dict[str, Any], wording: str) -> str:
    (found,) = [
        entry["change"]["id"]
        for entry in review["changes"]
        if entry["change"]["wording"] == wording
    ]
    return str(found)


def test_review(run: Run, rooms: Path) -> None:
    """Decisions are kept, shown, replaced, and listed as obsolete when the text is edited."""
    before = _changes(run)
    assert {"undecided": 2, "deferred": 0, "rejected": 0, "accepted": 0} == before["summary"]
    change = _id_of(before, "substantive")

    by = ("--reviewer", "A. Reader", "--date", "2026-07-31")
    result = run(
        "review", "2024", "2026", "--reject", change[:8], "--reason", "=must stay", *by,
        "--accept-kind", "typographic", "--fail-on", "undecided",
    )  # fmt: skip
    ledger = rooms / "2024--2026" / "review.tsv"
    assert 0 == result.code
    assert f"2 decisions saved in {ledger}\n" == result.err
    assert "rejected by A. Reader, 2026-07-31: =must stay" in result.out
    assert "\t'=must stay\t" in ledger.read_text(encoding="utf-8")

    result = run("review", "2024", "2026", "--fail-on", "rejected")
    assert 1 == result.code
    assert "and 1 accepted: see them with --all" in result.out
    new = rooms / "2026" / "edition.md"
    new.write_text(NEW.replace("may", "shall"), encoding="utf-8")
    after = _changes(run)
    assert [change] == [decision["change"] for decision in after["obsolete"]]
    assert 1 == after["summary"]["undecided"]
    assert "OBSOLETE" in run("review", "2024", "2026").out


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ("--accept zz --reviewer A", "unknown change 'zz'"),
        ("--accept-kind nonsense --reviewer A", "unknown kind of change 'nonsense'"),
        ("--accept-kind typographic", "the reviewer is missing"),
        ("--accept-kind typographic --reviewer A --date 31.7.", "'31.7.' is not a date"),
        ("--reject zz --reviewer A", "add --reason TEXT"),
    ],
)
def test_review_refuses(run: Run, rooms: Path, arguments: str, problem: str) -> None:
    """A decision without its who, when, why or what is misuse, and nothing is written."""
    result = run("review", "2024", "2026", *arguments.split())

    assert (2, "") == (result.code, result.out)
    assert problem in result.err
    assert 1 == result.err.count("\n")
    assert not (rooms / "2024--2026").exists()


def test_review_of_files(run: Run, rooms: Path, tmp_path: Path) -> None:
    """Files can be reviewed with a ledger of their own."""
    files = [str(rooms / "2024" / "edition.md"), str(rooms / "2026" / "edition.md")]
    decide = ["--accept-kind", "typographic", "--reviewer", "A"]

    result = run("review", *files, *decide)
    assert 2 == result.code
    assert "--ledger FILE" in result.err
    result = run("review", *files, *decide, "--ledger", "mine.tsv", "--format", "json")
    assert 1 == json.loads(result.out)["summary"]["accepted"]
    assert (tmp_path / "mine.tsv").is_file()
    (tmp_path / "mine.tsv").write_text("nonsense\n", encoding="utf-8")
    result = run("review", *files, "--ledger", "mine.tsv")
    assert 3 == result.code
    assert "mine.tsv:1: not the head of a ledger" in result.err


def test_log(run: Run) -> None:
    """An item's biography, with its words."""
    result = run("log", "2024:section/rules/1")

    assert (0, "") == (result.code, result.err)
    assert "first appears as 2024:section/rules/1" in result.out
    assert "Staff [-must-] {+may+} greet all guests." in result.out
    data = json.loads(run("log", "section/rules/1", "--edition", "2026", "--format", "json").out)
    assert ["first", "same"] == [event["kind"] for event in data["events"]]
    result = run("log", "section/rules/1")
    assert 2 == result.code
    assert "is in 2024, 2026; say which" in result.err


def test_blame(run: Run) -> None:
    """Every word of an edition with the edition it comes from."""
    result = run("blame", "2026")

    assert (0, "") == (result.code, result.err)
    assert "section/rules/1  since 2026  before: 2024:section/rules/1" in result.out
    data = json.loads(run("blame", "2026", "--format", "json").out)
    assert [("2024", "Staff"), ("2026", "may"), ("2024", "greet all guests.")] == [
        (part["edition"], part["text"]) for part in data["items"][0]["runs"]
    ]
    assert 2 == run("blame", "2025").code


def test_lineage(run: Run, rooms: Path) -> None:
    """Confirmed mappings are written, make lineages, stay confirmed, and stand in a diff."""
    result = run(
        "lineage",
        "2024",
        "2026",
        "--write",
        "--confirm",
        "--reviewer",
        "A. Reader",
        "--date",
        "2026-07-31",
    )
    path = rooms / "2024--2026" / "lineage.sssom.tsv"
    assert 0 == result.code
    assert "A. Reader" in path.read_text(encoding="utf-8")
    shown = json.loads(run("show", "2026", "--format", "json").out)
    assert all(item["lineage"] for item in shown["items"])
    assert path.read_text(encoding="utf-8") == run("lineage", "2024", "2026").out

    swapped = path.read_text(encoding="utf-8").replace("ed-2026:section/rules/1", "ed-2026:X")
    swapped = swapped.replace("ed-2026:section/rules/2", "ed-2026:section/rules/1")
    (rooms / "m.tsv").write_text(swapped.replace("ed-2026:X", "ed-2026:section/rules/2"))
    data = json.loads(
        run("diff", "2024", "2026", "--mapping", str(rooms / "m.tsv"), "--format", "json").out
    )
    pairs = {(c["old"][0]["id"], c["new"][0]["id"]) for c in data["changes"]}
    assert ("section/rules/1", "section/rules/2") in pairs


def _kept(rooms: Path, rows: str, curies: str = "") -> Path:
    """A lineage file in the library, with the prefixes of its base unless others are given."""
    path = rooms / "2024--2026" / "lineage.sssom.tsv"
    path.parent.mkdir(exist_ok=True)
    curies = curies or (
        "#  old: https://example.org/rooms/2024/\n#  new: https://example.org/rooms/2026/\n"
    )
    path.write_text(
        f"#curie_map:\n{curies}#mapping_set_id: https://example.org/m\n#license: https://x/l\n"
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\treviewer_label\n" + rows,
        encoding="utf-8",
    )
    return path


CROSSED = "".join(
    f"old:section/rules/{one}\tskos:closeMatch\tnew:section/rules/{two}\t"
    "semapv:ManualMappingCuration\tA. Reader\n"
    for one, two in ((1, 2), (2, 1))
)


def _pairs(data: dict[str, Any]) -> set[tuple[str, str]]:
    return {
        (change["old"][0]["id"], change["new"][0]["id"])
        for change in data["changes"]
        if change["old"] and change["new"]
    }


def test_what_is_confirmed_holds_everywhere(run: Run, rooms: Path) -> None:
    """A diff, its explanation, a review, a log and an export obey the library's lineage."""
    _kept(rooms, CROSSED)
    found = json.loads(run("diff", "2024", "2026", "--format", "json").out)
    afresh = json.loads(run("diff", "2024", "2026", "--format", "json", "--no-lineage").out)
    review = json.loads(run("review", "2024", "2026", "--format", "json").out)
    log = json.loads(run("log", "2024:section/rules/1", "--format", "json").out)
    exported = run("export", "2024..2026", "--to", "delta-json").out

    crossed = {("section/rules/1", "section/rules/2"), ("section/rules/2", "section/rules/1")}
    assert crossed == _pairs(found)
    assert _pairs(afresh) == {(f"section/rules/{n}", f"section/rules/{n}") for n in (1, 2)}
    assert {entry["change"]["id"] for entry in review["changes"]} == {
        change["id"] for change in found["changes"]
    }
    assert [["section/rules/2"]] == [
        [item["id"] for item in event["new"]] for event in log["events"] if event["old"]
    ]
    assert exported == run("diff", "2024", "2026", "--format", "delta-json").out


def test_rows_that_nobody_confirmed_decide_nothing(run: Run, rooms: Path) -> None:
    """A lineage that was proposed and never confirmed is not obeyed."""
    proposed = CROSSED.replace("ManualMappingCuration\tA. Reader", "LexicalMatching\t")
    _kept(rooms, proposed)
    data = json.loads(run("diff", "2024", "2026", "--format", "json").out)

    assert {(f"section/rules/{n}", f"section/rules/{n}") for n in (1, 2)} == _pairs(data)


def test_a_lineage_is_about_ids(run: Run, rooms: Path) -> None:
    """Prefixes of another base mean the editions all the same; what is written has the new base."""
    path = _kept(
        rooms,
        CROSSED,
        "#  old: https://elsewhere.example/g/2024/\n#  new: https://elsewhere.example/g/2026/\n",
    )
    data = json.loads(run("diff", "2024", "2026", "--format", "json").out)
    assert ("section/rules/1", "section/rules/2") in _pairs(data)

    assert 0 == run("lineage", "2024", "2026", "--write").code
    body = path.read_text(encoding="utf-8")
    assert "elsewhere.example" not in body
    assert "https://example.org/rooms/2024/" in body
    assert 2 == body.count("A. Reader")
    again = json.loads(run("diff", "2024", "2026", "--format", "json").out)
    for change in (*data["changes"], *again["changes"]):
        change.pop("confirmed")  # it names lines of the file
    assert data == again


def test_a_predicate_corrected_by_hand_stays(run: Run, rooms: Path) -> None:
    """What a person wrote into a row is kept, and stays confirmed, when it is written again."""
    path = _kept(rooms, CROSSED.replace("skos:closeMatch", "skos:exactMatch"))
    assert 0 == run("lineage", "2024", "2026", "--write").code
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if "rules/" in line]

    assert 2 == len(rows)
    assert all("skos:exactMatch" in row and "A. Reader" in row for row in rows)


def test_a_lineage_that_cannot_be_read(run: Run, rooms: Path) -> None:
    """It stops what rests on it, and nothing else; what goes on without it says so."""
    _kept(rooms, "old:section/rules/1\tskos:closeMatch\n")
    where = "lineage.sssom.tsv:7: 2 cells where there are 5 columns"

    for command in ("show 2026", "search guests", "editions", "check 2026"):
        result = run(*command.split())
        assert 0 == result.code
        assert result.out
        assert "until then no item has a lineage" in result.err
        assert where in result.err
    for command in ("diff 2024 2026", "build", "site build -o site"):
        result = run(*command.split())
        assert 3 == result.code
        assert where in result.err
    assert "or compare without it, with --no-lineage" in run("diff", "2024", "2026").err
    assert 0 == run("diff", "2024", "2026", "--no-lineage").code


@pytest.mark.parametrize("named", ["environment", "option"])
def test_a_reviewer_confirms_nothing_unasked(
    run: Run, rooms: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """Only --confirm confirms what is undecided; what was rejected or deferred never is."""
    change = _id_of(_changes(run), "substantive")
    by = ("--reviewer", "A. Reader", "--date", "2026-07-31")
    who = by if named == "option" else by[2:]
    if named == "environment":
        monkeypatch.setenv("GUIDEGRAPH_REVIEWER", "A. Reader")
    assert "Manual" not in run("lineage", "2024", "2026", *who).out

    run("review", "2024", "2026", "--defer", change, "--reason", "ask", *by)
    deferred = run("lineage", "2024", "2026", "--confirm", *who).out.split("\n")
    row = next(line for line in deferred if "old" in line or "rules/1" in line)
    assert "Manual" not in row
    assert any("Manual" in line for line in deferred)

    run("review", "2024", "2026", "--reject", change, "--reason", "no", *by)
    rejected = run("lineage", "2024", "2026", "--confirm", *who).out
    assert "section/rules/1" not in rejected


def test_lint_mapping_follows_its_schema(run: Run, rooms: Path) -> None:
    """What is said of a mapping is valid JSON by its schema."""
    table = rooms / "map.csv"
    table.write_text("old,new\nx,y\nsection/rules/1,section/rules/2\n", encoding="utf-8")
    command = ("lint-mapping", str(table), "--old", "2024", "--new", "2026", "--format", "json")

    assert [] == problems("lint-mapping", json.loads(run(*command).out))


def test_decisions_follow_their_schema(run: Run) -> None:
    """A review with decisions is valid JSON by its schema."""
    found = _changes(run, "--accept-kind", "typographic", "--reviewer", "A. Reader")

    assert [] == problems("review", found)


def test_review_by_number(run: Run) -> None:
    """A change is named by its number in the diff; which one it is, is said with its words."""
    (must,) = [
        entry["change"]
        for entry in _changes(run)["changes"]
        if entry["change"]["wording"] == "substantive"
    ]
    command = ("review", "2024", "2026", "--reviewer", "A. Reader", "--format", "json")
    result = run(*command, f"--accept=#{must['number']}")
    states = {each["change"]["id"]: each["state"] for each in json.loads(result.out)["changes"]}

    assert f"#{must['number']} is {must['id'][:8]}: 2024:section/rules/1" in result.err
    assert "Staff may greet all guests." in result.err
    assert {must["id"]: "accepted"}.items() <= states.items()
    assert 1 == [*states.values()].count("accepted")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("#3", "no change has the number 3; they go from 1 to 2"),
        ("1", "'1' can be a number or the beginning of an id; write '#1' for the number"),
        ("2", "'2' can be a number or the beginning of an id"),
        ("#", "unknown change '#'"),
    ],
)
def test_numbers_that_name_no_change(name: str, message: str, run: Run) -> None:
    """Nothing is decided where a number names no change, or may be meant as an id."""
    result = run("review", "2024", "2026", "--reviewer", "A", f"--accept={name}")

    assert result.code == 2
    assert message in result.err
    assert 0 == _changes(run)["summary"]["accepted"]


def test_lint_mapping(run: Run, rooms: Path) -> None:
    """A published mapping is held against both texts, and can be a gate."""
    table = rooms / "map.csv"
    table.write_text("old,new\nsection/rules/1,section/rules/9\n", encoding="utf-8")
    command = ("lint-mapping", str(table), "--old", "2024", "--new", "2026")

    result = run(*command)
    assert 0 == result.code
    assert "did you mean 'section/rules/" in " ".join(result.out.split())
    assert 1 == run(*command, "--fail-on", "error").code
    data = json.loads(run(*command, "--format", "json").out)
    assert "orphaned-mapping" == data["findings"][0]["rule"]
    assert {"path": str(table), "line": 2} == data["findings"][0]["source"]
    assert 3 == run("lint-mapping", "none.csv", "--old", "2024", "--new", "2026").code


def test_apply(run: Run, rooms: Path) -> None:
    """A delta leads from one edition to the other and back."""
    assert 0 == run("diff", "2024", "2026", "--format", "delta-json", "-o", "d.json").code
    new = run("apply", "d.json", "2024")
    old = run("apply", "d.json", "2026", "--reverse")

    assert run("export", "2026", "--to", "skos-turtle").out == new.out
    assert run("export", "2024", "--to", "skos-turtle").out == old.out
    result = run("apply", "d.json", "2026")
    assert 3 == result.code
    assert "made for another '2024'" in result.err


def test_decisions_are_obeyed_and_shown(run: Run, rooms: Path) -> None:
    """A class that a person chose stands everywhere; an edited text leaves the decision stale."""
    change = _id_of(_changes(run), "substantive")
    by = ("--reviewer", "A. Reader", "--date", "2026-07-31")
    more = ("--rationale", "The law changed.", "--link", "https://example.org/issue/1")
    result = run("review", "2024", "2026", "--accept", change, "--class", "editorial", *more, *by)
    assert 0 == result.code

    data = json.loads(run("diff", "2024", "2026", "--format", "json").out)
    (decided,) = (each for each in data["changes"] if each["id"] == change)
    assert ("editorial", "substantive") == (decided["wording"], decided["found"])
    assert "accepted" == decided["decision"]["decision"]
    assert "" == run("diff", "2024", "2026", "--fail-on", "substantive").err
    for form in ("text", "markdown", "html", "csv"):
        shown = run("diff", "2024", "2026", "--format", form).out
        assert "A. Reader" in shown, form
        assert "The law changed." in shown, form
    for options, there in (((), False), (("--with-decisions",), True)):
        assert 0 == run("site", "build", "-o", str(rooms.parent / "site"), *options).code
        pages = [path.read_text("utf-8") for path in (rooms.parent / "site").rglob("*.html")]
        assert there == any("A. Reader" in page for page in pages)

    new = rooms / "2026" / "edition.md"
    new.write_text(NEW.replace("may", "shall"), encoding="utf-8")
    assert "stale, as the words were edited since: accepted" in run("diff", "2024", "2026").out
    run("review", "2024", "2026", "--take-back", _id_of(_changes(run), "substantive"), *by)
    assert 1 == len(_changes(run)["obsolete"])


def test_items_are_paired(run: Run, rooms: Path) -> None:
    """A person puts items together or apart: the diff, the lineage and the log follow."""
    by = ("--reviewer", "A. Reader", "--date", "2026-07-31")
    pair = "section/rules/1=section/rules/2"
    assert 0 == run("review", "2024", "2026", "--pair", pair, *by, "--reason", "as agreed").code

    data = json.loads(run("diff", "2024", "2026", "--format", "json").out)
    assert ("section/rules/1", "section/rules/2") in {
        (change["old"][0]["id"], change["new"][0]["id"])
        for change in data["changes"]
        if change["old"] and change["new"]
    }
    assert "2024:section/rules/1 → 2026:section/rules/2" in run("review", "2024", "2026").out
    assert "section/rules/2" in run("log", "2024:section/rules/1").out
    lineage = run("lineage", "2024", "2026").out
    (row,) = (line for line in lineage.splitlines() if "2024:section/rules/1" in line)
    assert "ManualMappingCuration" in row
    assert "2026:section/rules/2" in row
    (paired,) = (
        change for change in data["changes"] if change["old"] and "/1" in change["old"][0]["id"]
    )
    assert 0 == run("review", "2024", "2026", "--apart", paired["id"], *by).code
    data = json.loads(run("diff", "2024", "2026", "--format", "json").out)
    assert "dropped" in {change["relation"] for change in data["changes"]}


def test_ledgers_are_merged(run: Run, tmp_path: Path) -> None:
    """Another person's decisions are added; a contradiction is told, and nothing overwritten."""
    change = _id_of(_changes(run), "substantive")
    no = ("--reject", change, "--reason", "no", "--ledger", str(tmp_path / "theirs.tsv"))
    run("review", "2024", "2026", *no, "--reviewer", "B", "--accept-kind", "typographic")
    run("review", "2024", "2026", "--accept", change, "--reviewer", "A")
    result = run("review", "2024", "2026", "--merge", str(tmp_path / "theirs.tsv"))

    assert 1 == result.code
    lines = Path(tmp_path / "theirs.tsv").read_text(encoding="utf-8").splitlines()
    line = next(number for number, row in enumerate(lines, start=1) if row.startswith(change))
    said = f"theirs.tsv:{line}: {change[:8]}: A: accepted; B: rejected; the first stands"
    assert said in result.err
    assert "not taken: B's reason “no”" in result.err
    assert "theirs.tsv: 1 new, 0 the same, 1 not taken" in result.err
    assert {"undecided": 0, "deferred": 0, "rejected": 0, "accepted": 2} == _changes(run)["summary"]
    assert 3 == run("review", "2024", "2026", "--merge", "nothing.tsv").code


def test_a_ledger_that_people_wrote(run: Run) -> None:
    """
    Beginnings of ids are enough; rows that do not fit are listed with their lines, the others are
    taken; a reason of somebody who decided the same is not lost in silence.
    """
    before = _changes(run)
    change, other = _id_of(before, "substantive"), _id_of(before, "typographic")
    rows = (
        f"{change[:8]}\taccepted\tB\t2026-08-01\t",
        f"{change}\trejected\tB\t2026-08-01\tno",
        f"{other[:7]}\taccepted\tB\t2026-08-01\t",
        "0123456789\taccepted\tB\t2026-08-01\t",
        f"{other}\tmaybe\tB\t2026-08-01\t",
    )
    head = "change\tdecision\treviewer\tdate\trationale\n"
    Path("theirs.tsv").write_text(head + "\n".join(rows), encoding="utf-8")
    result = run("review", "2024", "2026", "--merge", "theirs.tsv")
    listed = [line for line in result.err.splitlines() if line.startswith("guidegraph: theirs.tsv")]

    assert 1 == result.code
    assert "theirs.tsv: 1 new, 0 the same, 4 not taken" in result.err
    assert ["3", "4", "5", "6"] == sorted(line.split(":")[2] for line in listed)
    assert {"undecided": 1, "deferred": 0, "rejected": 0, "accepted": 1} == _changes(run)["summary"]

    Path("theirs.tsv").write_text(
        f"{head}{change[:8]}\taccepted\tC\t2026-08-01\tSo it is.\n", encoding="utf-8"
    )
    result = run("review", "2024", "2026", "--merge", "theirs.tsv")
    assert (1, True) == (result.code, "not taken: C's rationale “So it is.”" in result.err)
