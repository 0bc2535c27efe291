"""Word comments that people made in a document with tracked changes, and sent back."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from guidegraph.course.carried import carried_comments
from guidegraph.diff.run import diff
from guidegraph.importers.comments import comments_from_file
from guidegraph.model.comments import AttachedBy, CommentRegister, CommentStatus
from guidegraph.model.edition import Edition, Item
from guidegraph.render.format import written
from tests.importers.test_docx import docx, p


def _edition(id_: str, *texts: str) -> Edition:
    items = [Item(id="loans", notation="1", label="Loans")]
    items += [
        Item(id=f"loans/{number}", parent="loans", notation=f"1.{number}", text=text)
        for number, text in enumerate(texts, start=1)
    ]
    return Edition(id=id_, iri=f"https://example.org/{id_}", title="Rules", items=tuple(items))


OLD = _edition("2019", "Members may borrow maps.", "Globes stay here.", "Pens are not allowed.")
NEW = _edition("2026", "Members must borrow maps.", "Globes stay here.", "Water is not allowed.")
PEOPLE = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def _returned(
    places: dict[str, int], comments: str, changes: dict[str, str], extended: str
) -> bytes:
    """
    The document with tracked changes, with comments around the paragraphs that begin so.

    *changes* puts XML at the end of the paragraphs that begin so.
    """
    with zipfile.ZipFile(BytesIO(written("docx-tracked", diff([OLD], NEW)))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    paragraphs = parts["word/document.xml"].split("</w:p>")
    reference = '<w:r><w:commentReference w:id="{}"/></w:r>'
    for number, paragraph in enumerate(paragraphs):
        for words, id_ in places.items():
            if f">{words}" in paragraph:
                head, sign, rest = paragraphs[number].partition("</w:pPr>")
                paragraphs[number] = (
                    f'{head}{sign}<w:commentRangeStart w:id="{id_}"/>{rest}'
                    f'<w:commentRangeEnd w:id="{id_}"/>{reference.format(id_)}'
                )
        for words, xml in changes.items():
            if f">{words}" in paragraph:
                paragraphs[number] += xml
    parts["word/document.xml"] = "</w:p>".join(paragraphs)
    parts["word/comments.xml"] = parts["word/comments.xml"].replace(
        "</w:comments>", comments + "</w:comments>"
    )
    parts["word/commentsExtended.xml"] = f'<e:commentsEx xmlns:e="e">{extended}</e:commentsEx>'
    relations = "word/_rels/document.xml.rels"
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    parts[relations] = parts[relations].replace(
        "</Relationships>",
        f'<Relationship Id="x" Type="{kind}" Target="commentsExtended.xml"/></Relationships>',
    )
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def _said(id_: int, author: str, words: str, paragraph: str) -> str:
    return (
        f'<w:comment {PEOPLE} w:id="{id_}" w:author="{author}" w:date="2026-03-01T09:00:00Z">'
        f'<w:p w14:paraId="{paragraph}"><w:r><w:t>{words}</w:t></w:r></w:p></w:comment>'
    )


COMMENTS = (
    _said(90, "A. Reviewer", "Which maps?", "AA01")
    + _said(91, "B. Editor", "All of them.", "AA02")
    + _said(92, "A. Reviewer", "Keep this.", "AA03")
    + _said(93, "A. Reviewer", "Fine.", "AA04")
)
EXTENDED = (
    '<e:commentEx e:paraId="AA02" e:paraIdParent="AA01" e:done="0"/>'
    '<e:commentEx e:paraId="AA04" e:done="1"/>'
)
INSERTED = (
    '<w:ins w:id="99" w:author="A. Reviewer"><w:r><w:t xml:space="preserve"> Always.</w:t></w:r>'
    "</w:ins>"
)


def test_comments_are_on_the_items_of_their_paragraphs() -> None:
    """People's comments are read, with answers; ours are not; their changes are named."""
    places = {"1.1 Members": 90, "1.3 Pens": 92, "1.2 Globes": 93}
    body = _returned(places, COMMENTS, {"1.2 Globes": INSERTED}, EXTENDED)
    comments, left_out = comments_from_file("r.docx", body, NEW)
    assert [
        ("AR-1", "A. Reviewer", "Which maps?", ("loans/1",), None, CommentStatus.OPEN),
        ("BE-1", "B. Editor", "All of them.", ("loans/1",), "AR-1", CommentStatus.OPEN),
        ("AR-2", "A. Reviewer", "Fine.", ("loans/2",), None, CommentStatus.CLOSED),
        ("AR-3", "A. Reviewer", "Keep this.", (), None, CommentStatus.OPEN),
    ] == [(c.id, c.member, c.body, c.targets, c.reply_to, c.status) for c in comments]
    assert "1.1 Members must borrow maps." == comments[0].quote
    assert "2026-03-01" == comments[0].date
    assert AttachedBy.NOTHING is comments[3].attached_by
    assert ("on words that are not in 2026: “1.3 Pens are not allowed.”",) == comments[3].warnings
    whys = [row.why for row in left_out]
    assert 3 == whys.count("our own notes on the changes")
    assert ("a tracked change of A. Reviewer, not a comment", "1.2: inserted “Always.”") == (
        left_out[-1].why,
        left_out[-1].words,
    )
    assert 4 == len(whys)


def test_comments_are_numbered_in_the_order_of_the_document() -> None:
    """A program that gives other numbers and another order inside the file changes no name."""
    places = {"1.1 Members": 90, "1.3 Pens": 92, "1.2 Globes": 93}
    turned = (
        _said(90, "A. Reviewer", "Fine.", "AA04")
        + _said(92, "A. Reviewer", "Keep this.", "AA03")
        + _said(97, "B. Editor", "All of them.", "AA02")
        + _said(93, "A. Reviewer", "Which maps?", "AA01")
    )
    before, _ = comments_from_file("r", _returned(places, COMMENTS, {}, EXTENDED), NEW)
    again = {"1.1 Members": 93, "1.3 Pens": 92, "1.2 Globes": 90}
    after, _ = comments_from_file("r", _returned(again, turned, {}, EXTENDED), NEW)
    assert before == after
    assert ["AR-1", "BE-1", "AR-2", "AR-3"] == [each.id for each in after]


@pytest.mark.parametrize(
    ("edition", "targets"),
    [
        (OLD, [("loans/1",), ("loans/2",), ("loans/3",), ()]),
        (NEW, [("loans/1",), ("loans/2",), (), ("loans/3",)]),
    ],
)
def test_both_editions_have_their_paragraphs(
    edition: Edition, targets: list[tuple[str, ...]]
) -> None:
    """A reworded paragraph is one of both, a dropped one of the old, a new one of the new."""
    places = {"1.1 Members": 90, "1.2 Globes": 91, "1.3 Pens": 92, "1.3 Water": 93}
    body = _returned(places, COMMENTS, {}, "")
    comments, _ = comments_from_file("r", body, edition)
    by_words = {each.body: each.targets for each in comments}
    said = ("Which maps?", "All of them.", "Keep this.", "Fine.")
    assert targets == [by_words[words] for words in said]


def test_carried_comments_know_both_editions() -> None:
    """None is lost: also what is on a paragraph that only the new edition has."""
    places = {"1.1 Members": 90, "1.2 Globes": 91, "1.3 Pens": 92, "1.3 Water": 93}
    body = _returned(places, COMMENTS, {}, "")
    comments, _ = comments_from_file("r", body, OLD)
    beside, _ = comments_from_file("r", body, NEW)
    carried = carried_comments(
        CommentRegister(edition=OLD, comments=comments), diff([OLD], NEW), beside
    )
    found = {each.body: each for each in carried.comments}
    assert ("loans/1",) == found["Which maps?"].targets
    assert "dropped" == found["Keep this."].places[0].outcome
    assert (("loans/3",), ("in a paragraph that 2019 does not have",)) == (
        found["Fine."].targets, found["Fine."].warnings
    )  # fmt: skip


def test_a_comment_that_answers_one_of_ours() -> None:
    """It is on the item of our note, and says what it answers."""
    body = written("docx-tracked", diff([OLD], NEW))
    with zipfile.ZipFile(BytesIO(body)) as archive:
        first = archive.read("word/comments.xml").decode()
    assert 'w:id="0"' in first
    comments = _said(90, "A. Reviewer", "I see.", "AA01")
    extended = '<e:commentEx e:paraId="AA01" e:paraIdParent="0001"/>'
    returned = _returned({}, comments, {}, extended)
    named = returned_with(returned, '<w:comment w:id="0"', '<w:comment w:id="0"', "0001")
    (found,), _ = comments_from_file("r.docx", named, NEW)
    assert ("loans/1",) == found.targets
    assert found.warnings[0].startswith("an answer to our note “1. revised")


def returned_with(body: bytes, before: str, after: str, paragraph: str) -> bytes:
    """A document whose first note has a name for its paragraph, as Word gives it."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(body)) as archive, zipfile.ZipFile(file, "w") as out:
        for name in archive.namelist():
            text = archive.read(name).decode()
            if name == "word/comments.xml":
                text = text.replace(before, after)
                text = text.replace("<w:p>", f'<w:p {PEOPLE} w14:paraId="{paragraph}">', 1)
            out.writestr(name, text)
    return file.getvalue()


def test_a_document_of_others_with_comments() -> None:
    """Any Word document of the edition will do; a paragraph that is no item is reported."""
    around = '<w:commentRangeStart w:id="{0}"/>{1}<w:commentRangeEnd w:id="{0}"/>'
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = p(around.format(1, run.format("Globes</w:t></w:r><w:r><w:t> stay here.")))
    body += p(around.format(2, run.format("A paragraph of mine.")))
    said = "".join(_said(id_, "A. Reviewer", "Why?", f"B{id_}") for id_ in (1, 2))
    comments, _ = comments_from_file("m.docx", docx(body, comments=said), NEW)
    assert [("loans/2",), ()] == [c.targets for c in comments]
    assert ("on a paragraph that is not an item of 2026",) == comments[1].warnings


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_saved_by_libreoffice(tmp_path: Path) -> None:
    places = {"1.1 Members": 90, "1.3 Pens": 92, "1.2 Globes": 93}
    path = tmp_path / "r.docx"
    body = _returned(places, COMMENTS.replace(_said(91, "B. Editor", "All of them.", "AA02"), ""),
                     {"1.2 Globes": INSERTED}, EXTENDED)  # fmt: skip
    path.write_bytes(body)
    command = (
        *("soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
        *("--convert-to", "docx", "--outdir", str(tmp_path / "again"), str(path)),
    )
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    before, left_out = comments_from_file("r.docx", body, NEW)
    after, left_again = comments_from_file(
        "r.docx", (tmp_path / "again" / "r.docx").read_bytes(), NEW
    )
    assert {(c.member, c.body, c.targets) for c in before} == {
        (c.member, c.body, c.targets) for c in after
    }
    assert [row.words for row in left_out] == [row.words for row in left_again]
