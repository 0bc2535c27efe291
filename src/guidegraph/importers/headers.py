"""
Which column of a spreadsheet is what: by the words of its header, in several languages, and by
its content.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from typing import Final

from guidegraph.importers.sheet import Row
from guidegraph.model.errors import UnknownNameError
from guidegraph.model.manifest import COLUMN_ROLES
from guidegraph.model.table import column_names


__all__ = [
    "OWN",
    "Column",
    "columns_of",
    "familiarity",
    "header_place",
    "is_glossary",
    "is_withdrawn",
    "names_columns",
    "names_number",
    "plain",
    "rates",
]

OWN: Final = ("id", "text", "parent", "type", "notation", "label", "position")
"""The names of columns that are ours."""

_SEVERAL: Final = frozenset({"section", "note", "attribute"})  # roles that many columns may have
_SAMPLE: Final = 2_000
_FIRST_ROWS: Final = 30
_LONG: Final = 80


def _those(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words of headers by what they mean, most telling first; without accents and punctuation.
# "number" is an id, a notation or nothing, as its content says.
_WORDS: Final[Mapping[str, str]] = {
    "parent": "parent|parent id|parents|broader|belongs to|part of|child of|ubergeordnet|"
    "ubergeordnete anforderung|oberpunkt|gehort zu|eltern|teil von|parente|rattache a|"
    "padre|superior|pertenece a|depende de",
    "id": "id|ids|identifier|uid|uuid|guid|kennung|identifikator|schlussel|identifiant|"
    "identificador|clave|cle",
    "iri": "iri|uri|permalink",
    "successor": "replaced by|superseded by|successor|ersetzt durch|nachfolger|remplace par|"
    "sustituido por|reemplazado por",
    "status": "status|state|zustand|statut|etat|estado",
    "note": "note|notes|remark|remarks|comment|comments|rationale|guidance|explanation|"
    "bemerkung|bemerkungen|anmerkung|anmerkungen|hinweis|hinweise|kommentar|begrundung|"
    "erlauterung|erlauterungen|remarque|remarques|commentaire|commentaires|justification|"
    "explication|nota|notas|observacion|observaciones|comentario|comentarios|justificacion",
    "level": "level|depth|outline level|ebene|gliederungsebene|stufe|niveau|nivel|profondeur",
    "position": "position|order|sort|sort order|sequence|reihenfolge|sortierung|rang|ordre|orden",
    "notation": "notation|clause|clause no|numbering|ziffer|gliederung|gliederungsnummer|"
    "nummerierung|paragraph no|section no|section number|clausula|numerotation|numeracion",
    "number": "no|nr|num|number|nummer|lfd nr|lfdnr|numero|item|code|codigo|kode|ref|reference|"
    "referenz|referencia|key|kurzel|#",
    "section": "chapter|section|part|domain|area|theme|category|group|kapitel|abschnitt|teil|"
    "bereich|themenbereich|themenfeld|handlungsfeld|thema|kategorie|gruppe|chapitre|partie|"
    "rubrique|domaine|theme|categorie|groupe|capitulo|seccion|parte|apartado|ambito|area|"
    "categoria|grupo",
    "lesson": "module|modules|unit|week|lesson|session|lecture|workshop|modul|einheit|"
    "lerneinheit|unterrichtseinheit|woche|lektion|unterrichtsstunde|sitzung|vorlesung|lernfeld|"
    "unite|lecon|semaine|seance|modulo|unidad|leccion|semana|sesion|unita|lezione|settimana",
    "type": "type|kind|class|typ|art|klasse|classe|tipo|clase",
    "label": "label|title|name|heading|short title|caption|term|topic|titel|bezeichnung|"
    "benennung|uberschrift|kurztitel|begriff|titre|nom|intitule|libelle|terme|titulo|nombre|"
    "denominacion|termino|etiqueta",
    "text": "text|full text|requirement|requirement text|rule|rule text|statement|description|"
    "wording|content|standard|provision|obligation|control|guideline|recommendation|criterion|"
    "definition|competency|competence|descriptor|full statement|learning outcome|learning "
    "outcomes|outcome|outcomes|objective|objectives|learning objective|learning objectives|"
    "learning goal|learning goals|practice|skill|anforderung|"
    "anforderungen|anforderungstext|regel|regelung|beschreibung|wortlaut|inhalt|vorgabe|"
    "forderung|bestimmung|empfehlung|kriterium|kompetenz|kompetenzen|deskriptor|"
    "lernziel|lernziele|lernergebnis|lernergebnisse|massnahme|texte|exigence|"
    "regle|enonce|contenu|prescription|recommandation|critere|objectif|"
    "objectifs|acquis d apprentissage|mesure|"
    "requisito|texto|descripcion|regla|enunciado|contenido|norma|recomendacion|criterio|"
    "competencia|objetivo|objetivos|resultado de aprendizaje|"
    "resultados de aprendizaje|medida|testo|descrizione|eis|tekst|omschrijving",
}  # fmt: skip
_EXACT: Final = {
    word: role for role, words in reversed(list(_WORDS.items())) for word in words.split("|")
}
_ENDS: Final = {"nummer": "number", "nr": "number", "text": "text", "titel": "label", "id": "id"}
_FIRMLY_SECTIONS: Final = _those(
    "chapter section part kapitel abschnitt teil chapitre section partie capitulo seccion parte"
    " apartado module modules week lesson modul woche lektion lerneinheit unterrichtseinheit lecon"
    " semaine unidad leccion semana lezione settimana"
)
_RATINGS: Final = _those(
    "level levels bloom blooms taxonomy dok cefr eqf nqf grade rating rank priority prio severity"
    " maturity weight risk impact credits ects difficulty"
    " niveau stufe niveaustufe taxonomie taxonomiestufe kompetenzstufe anforderungsbereich afb ger"
    " dqr prioritat schweregrad reifegrad gewicht schwierigkeit schwierigkeitsgrad"
    " priorite gravite maturite difficulte poids cecrl"
    " nivel taxonomia prioridad gravedad madurez dificultad mcer livello priorita"
)
"""Words of headers over what a row is given, and may share with others: no number of its own."""
_RATED: Final = _those(
    "requirement requirements rule control competency competencies competence outcome outcomes"
    " objective objectives goal goals practice skill skills"
    " anforderung anforderungen regel kompetenz kompetenzen lernziel lernziele lernergebnis"
    " lernergebnisse massnahme exigence exigences regle objectif objectifs competences acquis"
    " mesure requisito requisitos regla objetivo objetivos competencia competencias resultado"
    " resultados medida"
)
"""Words of headers over texts that can be rated, and do not describe a level."""
_TERMS: Final = _those(
    "term terms word expression abbreviation abbreviations acronym acronyms begriff begriffe"
    " fachbegriff ausdruck abkurzung abkurzungen terme termes mot sigle sigles abreviation"
    " termino terminos palabra sigla siglas abreviatura termine termini parola abbreviazione"
)
_DEFINITIONS: Final = _those(
    "definition definitions meaning explanation description expansion bedeutung erklarung"
    " erlauterung beschreibung signification sens explication significado definicion explicacion"
    " descripcion significato definizione spiegazione descrizione"
)
_DESCRIBED: Final = _RATED | _DEFINITIONS
_OF_NUMBERS: Final = frozenset({"number", "notation", "id", "iri"})
_WITHDRAWN: Final = _those(
    "withdrawn revoked repealed removed deleted zuruckgezogen aufgehoben gestrichen entfallen "
    "geloscht retire abroge supprime retirado derogado eliminado suprimido"
)
_DEPRECATED: Final = _those(
    "deprecated obsolete superseded replaced retired veraltet abgelost ersetzt uberholt "
    "obsolet obsoleto obsoleta remplace perime sustituido reemplazado"
)
_LANGUAGES: Final = _those(
    "ar bg ca cs cy da de el en es et eu fi fr ga gl hr hu is it ja lb lt lv mk mt nb nl nn no "
    "pl pt ro ru sk sl sq sr sv tr uk zh"
)
_TAGGED = re.compile(r"(.*[^\s_@-])\s*(?:\(([A-Za-z]{2})\)|\[([A-Za-z]{2})\]|[_@-]([A-Za-z]{2}))")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+|#")
_NUMBERED = re.compile(r"[A-Za-z§.]{0,5} ?[0-9]+(?:\.[0-9]+)*\.?")
_SMALL = re.compile(r"[0-9]{1,9}")
_OPAQUE = re.compile(r"(?<!\S)[^\s0-9]*+[0-9]\S*+")
_TIME = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?: ?[AaPp]\.?[Mm]\.?)?"
_DATE = (
    r"(?:[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}"
    r"|[0-9]{1,2}([-/.]) ?[0-9]{1,2}\2 ?(?:[0-9]{4}|[0-9]{2})"
    r"|[0-9]{1,2}(?:\. ?|[ -])[^\W\d_]{3,10}\.?[ -][0-9]{4}"
    r"|[^\W\d_]{3,10}\.? [0-9]{1,2}, [0-9]{4})"
)
_WHEN = re.compile(rf"{_TIME}|{_DATE}(?:[T ]{_TIME}(?:Z|[+-][0-9]{{2}}:?[0-9]{{2}})?)?")
_UNIT = r"[$€£¥%]|EUR|USD|GBP|CHF"
_SUM = r"[+-]?[0-9]{1,15}(?:[.,' ][0-9]{3}){0,5}(?:[.,](?:[0-9]{1,4}|-))?"
_PAID = re.compile(rf"[+-]?(?:{_UNIT}) ?{_SUM}|{_SUM} ?(?:{_UNIT})")
_AMOUNT = re.compile(r"[0-9]{1,15}(?:[.,][0-9]{1,15})?")
_TO_THE_CENT = re.compile(r"[+-]?[0-9]{1,12}(?:[.,'][0-9]{3}){0,4}[.,][0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """
    A column: its number from 0, its name, what it is read as, and in which language.

    *given*: its header is one of our names, or the user said what it is. *counts*: its cells are
    numbers of what its header names, such as those of the modules of a course.
    """

    number: int
    name: str
    role: str
    language: str | None = None
    given: bool = False
    counts: bool = False


def plain(text: str) -> str:
    """
    The words of a header or a status, in lower case, without accents and punctuation.

    >>> plain("Req. N° "), plain("Übergeordnete Nr."), plain("prefLabel")
    ('req no', 'ubergeordnete nr', 'pref label')
    """
    spaced = _CAMEL.sub(" ", text[:200].replace("ß", "ss").replace("°", "o"))
    letters = unicodedata.normalize("NFKD", spaced)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(bare.casefold()))


def is_withdrawn(text: str) -> bool | None:
    """
    Whether a status says that an item is withdrawn; false if deprecated, nothing if neither.

    >>> is_withdrawn("Zurückgezogen"), is_withdrawn("deprecated (2024)"), is_withdrawn("active")
    (True, False, None)
    """
    words = plain(text).split()
    if len(words) > 4 or {"not", "nicht", "non", "no"} & set(words):
        return None
    if _WITHDRAWN & set(words):
        return True
    return False if _DEPRECATED & set(words) else None


def _meanings(header: str) -> tuple[str | None, list[str], int]:
    """The language of a header, the roles that its words stand for, and how surely."""
    own = " ".join(header.split()).casefold()
    if own in OWN:
        return None, [own], 9
    tagged = _TAGGED.fullmatch(header.strip()[:200])
    if tagged is not None:
        language = (tagged[2] or tagged[3] or tagged[4]).lower()
        _, roles, strength = _meanings(tagged[1])
        if language in _LANGUAGES and set(roles) & {"text", "label", "note"}:
            return language, roles, min(strength, 5)
    words = plain(header)
    tokens = words.split()
    if words in _EXACT:
        return None, [_EXACT[words], *_second(words)], 5
    if not tokens or len(tokens) > 4:
        return None, [], 0
    if _is_sentence(header, tokens):
        return None, [], 0
    found = {_EXACT[token] for token in tokens if token in _EXACT}
    found |= {role for end, role in _ENDS.items() if len(words) > 5 and words.endswith(end)}
    if {"number", "id"} & found:  # "Section no", "Requirement ID": the number of something
        found.discard("text")
    return None, [role for role in _WORDS if role in found], 2 if found else 0


def _is_sentence(header: str, tokens: Sequence[str]) -> bool:
    """Whether a header is a sentence: it ends like one, and not with a short form of "number"."""
    ends = header.rstrip().endswith((".", "?", "!"))
    return ends and (len(tokens) > 2 or (len(tokens) > 1 and _EXACT.get(tokens[-1]) != "number"))


def _second(words: str) -> list[str]:
    """What else a word may mean."""
    return {"section": ["number", "label"], "number": ["notation"]}.get(_EXACT[words], [])


def names_number(header: str) -> bool:
    """
    Whether a header is that of the numbers or codes of the rows.

    >>> names_number("Req. ID"), names_number("Kurzel"), names_number("Bloom")
    (True, True, False)
    """
    return not _OF_NUMBERS.isdisjoint(_meanings(header)[1])


def names_columns(cells: Sequence[str]) -> bool:
    """
    Whether all cells of a row are known headers: one of the texts, and one that numbers, names or
    rates them.

    >>> names_columns(["Term", "Definition"]), names_columns(["Outcome", "Bloom"])
    (True, True)
    >>> names_columns(["Status", "Standard"]), names_columns(["Outcome", "Half of it"])
    (False, False)
    """
    roles: list[str] = []
    text = ""
    for cell in cells:
        _, found, strength = _meanings(cell)
        if found[:1] == ["text"]:
            if strength < 5:
                return False
            text = cell
        roles += found[:1] or (["rating"] if _is_rating(cell) else [])
    names = _OF_NUMBERS | {"label"}
    if text and not _DESCRIBED.isdisjoint(plain(text).split()):
        names |= {"rating", "level"}
    return (
        bool(text) and len(roles) == len(cells) == len(set(roles)) and not names.isdisjoint(roles)
    )


def is_glossary(names: Sequence[str]) -> tuple[int, int] | None:
    """
    The places of the terms and of their definitions, if these headers are those of a glossary.

    >>> is_glossary(["Term", "Definition", "Source"]), is_glossary(["Topic", "Definition"])
    ((0, 1), None)
    """
    heads = [plain(name) for name in names]
    term = next((at for at, head in enumerate(heads) if head in _TERMS), None)
    defined = next((at for at, head in enumerate(heads) if head in _DEFINITIONS), None)
    return None if term is None or defined is None else (term, defined)


def rates(header: str, text: str, *, behind: bool) -> bool:
    """
    Whether the cells of a column are levels, grades or the like, by which rows are rated.

    In front of a description, a level may be what the row is about.

    Args:
        header: the header of the column.
        text: that of the column with the texts of the rows.
        behind: whether the column is behind that one.

    >>> rates("Bloom's level", "Text", behind=True), rates("Level ID", "Text", behind=True)
    (True, False)
    >>> rates("Level", "Description", behind=False), rates("Level", "Outcome", behind=False)
    (False, True)
    """
    return _is_rating(header) and (behind or not _RATED.isdisjoint(plain(text).split()))


def _is_rating(header: str) -> bool:
    words = plain(header).split()
    return len(words) <= 4 and not _RATINGS.isdisjoint(words) and not names_number(header)


def familiarity(cells: Iterable[str]) -> int:
    """How much the cells of a row are like headers: the sum of how surely their words are known."""
    return sum(_meanings(cell)[2] for cell in cells if 0 < len(cell) <= _LONG)


def header_place(rows: Sequence[Row], named: Collection[str] = ()) -> int | None:
    """
    The place of the row of column names among the first rows, or nothing if there is none.

    Args:
        rows: the rows of the sheet.
        named: names of columns that the user has given.
    """
    first = rows[:_FIRST_ROWS]
    if named:
        hits = [sum(_even(cell) in named for cell in row.cells.values()) for row in first]
        if max(hits, default=0):
            return hits.index(max(hits))
    widest = max(len(row.cells) for row in first)
    scores = [familiarity(row.cells.values()) if _short(row) else 0 for row in first]
    if widest == 1:  # a list of texts: a known word among others makes no header of one
        scores = [score if _known(row) else 0 for row, score in zip(first, scores, strict=True)]
        if not any(scores):
            return 0 if _names_sentences(first) else None
    best = max(scores, default=0)
    if best >= 5 or (best and len(first[scores.index(best)].cells) * 2 > widest):
        return scores.index(best)
    for place, row in enumerate(first):
        if len(row.cells) >= 2 and len(row.cells) * 5 >= widest * 3:
            below = first[place + 1] if place + 1 < len(first) else None
            return place if _short(row) and not _is_data(row, below) else None
    return None


def _known(row: Row) -> bool:
    """Whether all words of a row are words of headers."""
    return all(
        word in _EXACT or word.endswith(tuple(_ENDS)) or plain(cell) in _EXACT
        for cell in row.cells.values()
        for word in (plain(_TAGGED.sub(r"\1", cell.strip()[:200])).split() or [""])
    )


def _names_sentences(rows: Sequence[Row]) -> bool:
    """Whether the first row is one word, and all below it are sentences."""
    first, *below = (next(iter(row.cells.values())).strip() for row in rows)
    ends = (".", "!", "?")
    return (
        first.isalpha()
        and len(below) > 1
        and all(" " in cell and cell.endswith(ends) for cell in below)
    )


def _short(row: Row) -> bool:
    return all(len(cell) <= _LONG for cell in row.cells.values())


def _is_data(row: Row, below: Row | None) -> bool:
    """Whether a row is like those below it, and names no columns."""
    if any(_SMALL.fullmatch(cell.strip()) for cell in row.cells.values()):
        return True
    if any(cell.rstrip().endswith(".") and len(cell.split()) > 2 for cell in row.cells.values()):
        return True
    return below is not None and any(
        _OPAQUE.fullmatch(cell.strip())
        and re.sub(r"[0-9]+", "9", cell) == re.sub(r"[0-9]+", "9", below.cells.get(column, ""))
        for column, cell in row.cells.items()
    )


class _Content:
    """The texts of a column, in the order of the rows: an empty one where there is none."""

    def __init__(self, number: int, rows: Sequence[Row]) -> None:
        self.number = number
        self.cells = [row.cells.get(number, "").strip() for row in rows]
        self.filled = [cell for cell in self.cells if cell]
        self.distinct = set(self.filled)

    @cached_property
    def words(self) -> float:
        """The mean number of words."""
        return sum(len(cell.split(None, 50)) for cell in self.filled) / max(1, len(self.filled))

    @cached_property
    def length(self) -> float:
        """The mean number of characters."""
        return sum(map(len, self.filled)) / max(1, len(self.filled))

    @property
    def unique(self) -> bool:
        """Whether nearly all rows have a text of their own, and a short one."""
        return (
            len(self.filled) * 2 > len(self.cells)
            and len(self.distinct) * 10 >= len(self.filled) * 9
            and self.words <= 3
            and self.length <= 60
        )

    def mostly(self, pattern: re.Pattern[str], share: float = 0.8) -> bool:
        """Whether a share of the texts is of this form."""
        hits = sum(pattern.fullmatch(cell) is not None for cell in self.filled)
        return bool(self.filled) and hits >= share * len(self.filled)

    @cached_property
    def is_measure(self) -> bool:
        """Whether it has dates, times or amounts with a unit: they say how much, not which."""
        return self.mostly(_WHEN) or self.mostly(_PAID)

    @cached_property
    def is_sum(self) -> bool:
        """Whether it has bare amounts: in cents, or numbers that do not rise like those of rows."""
        if self.mostly(_TO_THE_CENT, 1):
            return True
        if not self.mostly(_AMOUNT, 1):
            return False
        numbers = [tuple(map(int, re.split("[.,]", cell))) for cell in self.filled]
        return any(after <= before for before, after in pairwise(numbers))

    @cached_property
    def lettered(self) -> bool:
        """Whether most texts have a letter."""
        hits = sum(any(map(str.isalpha, cell)) for cell in self.filled)
        return hits * 2 > len(self.filled)

    def is_level(self) -> bool:
        """Whether it counts levels: whole numbers that never go down by more than one at once."""
        if len(self.filled) < len(self.cells) or not self.mostly(_SMALL, 1):
            return False
        levels = [int(cell) for cell in self.cells]
        return (
            bool(levels)
            and levels[0] == min(levels)
            and max(levels) <= 30
            and len(self.distinct) > 1
            and all(after <= before + 1 for before, after in pairwise(levels))
        )

    def is_grouping(
        self, *, firmly: bool, outer: Sequence[object] = (), counts: bool = False
    ) -> bool:
        """
        Whether it groups rows: a text that several rows in a row have, or that is only in the
        first of them; or a number, if it *counts* what its header names. If not *firmly* by its
        name, no text comes back later in the same *outer* group.
        """
        numbers = counts and self.mostly(_NUMBERED, 1)
        if not self.cells or not self.cells[0] or not (self.lettered or numbers):
            return False
        heads = _heads(self.cells, outer)
        if len(heads) == len(self.cells) or self.words > 15:
            return False
        return firmly or len(heads) == len(set(heads))


def _heads(cells: Sequence[str], outer: Sequence[object]) -> list[tuple[object, str]]:
    """The first of each run of equal texts, with its outer group; empty ones belong to a run."""
    found: list[tuple[object, str]] = []
    for place, cell in enumerate(cells):
        group = outer[place] if outer else None
        if cell and (not found or found[-1] != (group, cell)):
            found.append((group, cell))
    return found


def columns_of(
    header: Row | None,
    rows: Sequence[Row],
    given: Sequence[tuple[str, str]],
    *,
    merged: Collection[int] = (),
) -> list[Column]:
    """
    The columns of a table, each with what it is read as.

    Args:
        header: the row of column names, if there is one.
        rows: the rows below it.
        given: pairs of a role and a name, as the user says.
        merged: the numbers of columns with cells merged over several rows.

    Raises:
        UnknownNameError: no column has a name that the user gave.
    """
    return _Recogniser(header, rows, given, merged).columns()


class _Recogniser:
    def __init__(
        self,
        header: Row | None,
        rows: Sequence[Row],
        given: Sequence[tuple[str, str]],
        merged: Collection[int],
    ) -> None:
        printed = dict(header.cells) if header else {}
        used = {number for row in rows for number in row.cells} | set(printed)
        names = column_names(printed, range(max(used, default=-1) + 1))
        self.names = {number: name for number, name in names.items() if number in used}
        self.printed = printed
        self.merged = merged
        self.contents = {
            number: _Content(number, list(islice(rows, _SAMPLE))) for number in self.names
        }
        self.roles: dict[int, str] = {}
        self.languages: dict[int, str] = {}
        self.lessons: set[int] = set()  # the columns of modules, weeks and lessons
        self.given: set[int] = set()
        self._give(given)

    def columns(self) -> list[Column]:
        """The columns in their order."""
        self._by_words()
        self._by_content()
        self._parents_and_sections()
        return [
            Column(
                number=number,
                name=name,
                role=self.roles.get(number, "attribute"),
                language=self.languages.get(number),
                given=number in self.given,
                counts=number in self.lessons and not self.contents[number].lettered,
            )
            for number, name in self.names.items()
        ]

    def _give(self, given: Sequence[tuple[str, str]]) -> None:
        numbers: dict[str, int] = {}
        for number, name in self.names.items():
            numbers.setdefault(_even(name), number)
        for role in COLUMN_ROLES:
            asked = [name for each, name in given if each == role]
            found = [numbers[_even(name)] for name in asked if _even(name) in numbers]
            if asked and not found:
                raise UnknownNameError("column", asked[0], self.names.values())
            for number in found if role in _SEVERAL else found[:1]:
                self.roles[number] = role
                self.given.add(number)

    def _has(self, role: str) -> bool:
        return role in self.roles.values()

    def _by_words(self) -> None:
        taken = {role for role in self.roles.values() if role not in _SEVERAL}
        candidates: list[tuple[int, float, int, str, str | None]] = []
        for number, header in self.printed.items():
            if number in self.given:
                continue
            language, roles, strength = _meanings(header)
            content = self.contents[number]
            role = next((each for each in roles if self._fits(each, content, strength)), None)
            if role == "number":
                role = "notation" if content.mostly(_NUMBERED) else "id"
                if role == "notation" and any(map(str.isalpha, "".join(content.filled[:3]))):
                    role = "id"
            if role == "lesson":
                role = "section"
                self.lessons.add(number)
            if role is not None:
                length = content.length if role == "text" else 0
                candidates.append((-strength, -length, number, role, language))
                if strength == 9:
                    self.given.add(number)
        seen: set[tuple[str, str | None]] = {(role, None) for role in taken}
        for _, _, number, role, language in sorted(candidates, key=lambda each: each[:3]):
            if role in ("parent", "section") and number not in self.given:
                self.roles[number] = f"{role}?"  # which ids there are is not known yet
            elif role in _SEVERAL:
                self.roles[number] = role
            elif (role, language) not in seen:
                seen.add((role, language))
                self.roles[number] = role
            else:
                if number not in self.given:
                    self._second_best(number, role)
                self.given.discard(number)
            if language is not None and number in self.roles:
                self.languages[number] = language

    def _second_best(self, number: int, role: str) -> None:
        """What a column can be read as if another one is rather what its header says."""
        content = self.contents[number]
        if role == "id" and content.unique and not self._has("notation"):
            self.roles[number] = "notation"
        elif role == "text" and content.is_grouping(firmly=False):
            self.roles[number] = "section?"
        elif role == "text" and content.words <= 8 and not self._has("label"):
            self.roles[number] = "label"

    def _fits(self, role: str, content: _Content, strength: int) -> bool:
        """Whether the content of a column can be what its header says."""
        if strength == 9:
            return True
        match role:
            case "id" | "iri" | "number":
                return content.unique and not content.is_measure
            case "notation":
                return content.words <= 3 and content.length <= 40 and not content.is_measure
            case "level":
                return content.is_level()
            case "position":
                return content.mostly(_SMALL, 1)
            case "type":
                return len(content.distinct) <= max(20, len(content.filled) // 3) and (
                    content.words <= 4
                )
            case "label":
                return content.lettered and content.words <= 15
            case "text":
                return content.lettered or not content.filled
        return True

    def _by_content(self) -> None:
        free = [
            content
            for number, content in self.contents.items()
            if number not in self.roles and content.filled
        ]
        prose = [each for each in free if each.lettered and not each.is_measure]
        self._prefer_prose(prose)
        if not self._has("text") and prose:
            longest = max(prose, key=lambda each: (each.length, -each.number))
            if longest.words >= 3 or not self._has("label"):
                self.roles[longest.number] = "text"
                free.remove(longest)
        if not self._has("text") and not self._has("label"):
            others = [c for n, c in self.contents.items() if c.lettered and n not in self.given]
            if others:
                longest = max(others, key=lambda each: (each.length, -each.number))
                self.roles[longest.number] = "text"
        if not self._has("id"):
            for content in free:
                if content.is_measure or content.is_sum:
                    continue
                if self._rates(content.number):
                    continue
                if content.unique and content.words <= 1.5 and content.mostly(_OPAQUE):
                    numbered = content.mostly(_NUMBERED) and not content.lettered
                    if numbered and self._has("notation"):
                        continue
                    if numbered and content.number > min(self.names):
                        continue  # a number further right may count anything
                    self.roles[content.number] = "notation" if numbered else "id"
                    break

    def _rates(self, number: int) -> bool:
        """Whether a column has the levels of what the texts of the rows say."""
        text = next((n for n, role in self.roles.items() if role == "text"), None)
        if text is None:
            return False
        header, of_text = (self.printed.get(each, "") for each in (number, text))
        return rates(header, of_text, behind=number > text)

    def _prefer_prose(self, prose: Sequence[_Content]) -> None:
        """Read sentences as the texts, where the column that is named so has only short names."""
        number = next((n for n, role in self.roles.items() if role == "text"), None)
        if number is None or number in self.given or number in self.languages:
            return
        named = self.contents[number]
        longer = [each for each in prose if each.words >= 4 and each.length >= 3 * named.length]
        if longer and named.words < 3:
            self.roles.pop(number)
            self._second_best(number, "text")

    def _parents_and_sections(self) -> None:
        keys = [
            self.contents[number].distinct
            for number, role in self.roles.items()
            if role in ("id", "iri", "notation", "label")
        ]
        ids = [self.contents[n].distinct for n, role in self.roles.items() if role == "id"]
        text = next(
            (n for n, role in self.roles.items() if role == "text"), max(self.names, default=0)
        )
        outer: list[tuple[str, ...]] = [()] * max(len(c.cells) for c in self.contents.values())
        for number, content in self.contents.items():
            role = self.roles.get(number)
            firmly = role == "section?" and bool(
                _FIRMLY_SECTIONS & set(plain(self.names[number]).split())
            )
            counts = number in self.lessons and not content.lettered
            firmly = firmly and not (counts and number > text)
            named = {cell for cell in content.distinct if any(cell in key for key in keys)}
            if (
                role in ("parent?", "section?")
                and named
                and not counts
                and len(named) * 2 >= len(content.distinct)
            ):
                fits = "parent" if not self._has("parent") else None
            elif firmly and number < text and self._is_heading_by_level(content):
                fits = "label"
            elif (role == "section?" and (firmly or number < text)) or (
                role is None and number in self.merged and number < text
            ):
                firmly = firmly or number in self.merged
                grouping = content.is_grouping(firmly=firmly, outer=outer, counts=counts)
                fits = "section" if grouping else None
            elif role is None and not self._has("parent") and ids:
                opaque = [cell for cell in content.distinct if not _SMALL.fullmatch(cell)]
                inside = bool(opaque) and content.distinct <= ids[0]
                fits = "parent" if inside and len(content.distinct) < len(ids[0]) else None
            elif role is not None and role.endswith("?"):
                fits = None
            else:
                continue
            if fits is None and firmly and number < text and self._is_heading(content):
                fits = "label"
            if fits is None:
                self.roles.pop(number, None)
                if role == "section?" and content.unique and content.mostly(_NUMBERED):
                    self._second_best(number, "id")
            else:
                self.roles[number] = fits
            if self.roles.get(number) == "section":
                outer = list(_inner(outer, content.cells))
        if any(self.roles.get(number) == "section" for number in self.lessons):
            for number, role in list(self.roles.items()):
                if role == "level" and number not in self.given:
                    del self.roles[number]  # that of the learners, not of the rows

    def _is_heading(self, content: _Content) -> bool:
        """Whether a column of sections has another title in each row: that of the row itself."""
        return (
            not self._has("label")
            and content.lettered
            and content.words <= 15
            and len(content.cells) > 1
            and len(content.distinct) == len(content.cells)
        )

    def _is_heading_by_level(self, content: _Content) -> bool:
        """Whether levels nest the rows, and a column of sections has the words of some of them."""
        texts = [self.contents[n].cells for n, role in self.roles.items() if role == "text"]
        return (
            self._has("level")
            and not self._has("label")
            and content.lettered
            and content.words <= 15
            and len(content.distinct) == len(content.filled)
            and any(cell and not any(row) for cell, *row in zip(content.cells, *texts, strict=True))
        )


def _inner(outer: Sequence[tuple[str, ...]], cells: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The groups of rows, one deeper: empty cells belong to the group above them."""
    above, last = outer[0], ""
    for group, cell in zip(outer, cells, strict=True):
        last = cell or (last if group == above else "")
        above = group
        yield (*group, last)


def _even(name: str) -> str:
    return " ".join(name.split()).casefold()
