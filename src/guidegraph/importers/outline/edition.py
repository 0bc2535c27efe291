"""The edition that a Markdown file makes, and the words of it that were lost."""

from __future__ import annotations

from guidegraph.importers.assemble import check_count
from guidegraph.importers.decoding import decoded
from guidegraph.importers.importer import Document
from guidegraph.importers.outline.blocks import Block, BlockKind, BlockReader
from guidegraph.importers.outline.front_matter import FrontMatter, front_matter
from guidegraph.importers.outline.items import OutlineReader
from guidegraph.importers.outline.remarks import Remarks
from guidegraph.importers.sheet import Repairs
from guidegraph.model.edition import Edition, Provenance
from guidegraph.model.errors import FormatError, UnreadableError
from guidegraph.model.source import source_from_bytes


__all__ = ["edition_of_markdown", "lost_of_markdown", "text_of"]

_DEFAULT_LANGUAGE = "en"


def text_of(document: Document, repairs: Repairs) -> str:
    """The file as text, in the encoding that it has or the manifest names."""
    encoding = document.manifest.table.encoding
    if encoding is not None:
        return decoded(document.path, document.body, encoding, repairs)
    try:
        return source_from_bytes(document.path, document.body).text
    except UnreadableError as refusal:
        try:
            return decoded(document.path, document.body, None, repairs)
        except UnreadableError:
            raise refusal from None  # it names what a text must be, not a table


def lost_of_markdown(document: Document, edition: Edition) -> tuple[int, list[tuple[str, int]]]:
    """How many words a file has, and those that its edition does not have, with their lines."""
    from guidegraph.importers.outline.words import lost_words, words_of_markdown

    text = text_of(document, Repairs(document.path))
    return sum(1 for _ in words_of_markdown(text)), lost_words(text, edition)


def edition_of_markdown(document: Document) -> Edition:
    """The edition that a Markdown file describes."""
    repairs = Repairs(document.path)
    text = text_of(document, repairs)
    repairs.warn()
    remarks = Remarks(document.path)
    lines = list(enumerate(text.split("\n"), start=1))
    begin = next((at for at, (_, line) in enumerate(lines) if line.strip()), len(lines))
    header = front_matter([line for _, line in lines[begin:]]) or FrontMatter(length=0)
    body = begin + header.length
    reader = BlockReader(remarks)
    blocks: list[Block] = []
    if header.problem is not None:
        remarks.add("a header that cannot be read", begin + 1, f"{header.problem}; read as text")
        blocks += (
            Block(kind=BlockKind.PARAGRAPH, line=number, text=" ".join(line.split()))
            for number, line in lines[begin + 1 : body - 1]
            if line.strip()
        )
    blocks += reader.read(lines[body:])
    outline_reader = OutlineReader(document.path, blocks, reader.references, remarks)
    outline = outline_reader.read()
    statements = (*header.statements, *outline_reader.statements)
    if not (outline.items or outline.title or statements):
        raise FormatError(
            document.path,
            None,
            "the outline is empty",
            "begin it with '# ' and the edition's title",
        )
    check_count(len(outline.items), document.path)
    remarks.warn()
    manifest = document.manifest
    stated = manifest.language if manifest.language != _DEFAULT_LANGUAGE else None
    return Edition(
        id=document.edition,
        iri=document.iri,
        title=outline.title or header.title or document.edition,
        type="Course" if any(item.type == "CourseModule" for item in outline.items) else "Edition",
        title_printed=outline.title_printed if outline.title else header.title is not None,
        issued=manifest.issued or header.issued,
        language=stated or header.language or manifest.language,
        version_of=manifest.version_of,
        provenance=Provenance(
            publisher=manifest.publisher or header.publisher,
            rights=manifest.rights or header.rights,
            revision_of=manifest.revision_of,
            derived_from=manifest.derived_from,
        ),
        items=outline.items,
        associations=outline.associations,
        statements=statements,
        places=outline.places,
    )
