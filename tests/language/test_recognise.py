"""The language of a text is recognised by its frequent words."""

from __future__ import annotations

import pytest

from guidegraph.language.recognise import recognised


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Visitors must sign in at the desk and wear a badge.", "en"),
        ("Number and Operations", "en"),
        ("", "en"),
        ("AC-1; AC-2 (5 % of 20)", "en"),
        ("Die Anlage muss jede Störung protokollieren und darf nicht stillstehen.", "de"),
        ("Les pair-aidants doivent respecter le rythme de la personne.", "fr"),
        ("El personal debe registrar los accesos y las salidas.", "es"),
        ("Il personale deve registrare gli accessi della sede.", "it"),
        ("O pessoal deve registar os acessos e não as saídas.", "pt"),
        ("De medewerkers moeten het bezoek op tijd registreren.", "nl"),
        ("Personalen ska registrera besök och det är viktigt att göra det.", "sv"),
        ("Персонал повинен вести журнал відвідувачів.", "und"),
        ("患者は支援を断ることができる。", "und"),
    ],
)
def test_recognised(text: str, expected: str) -> None:
    """English is the default, and is left only for what is clearly something else."""
    assert expected == recognised([text], "en")


def test_quotations() -> None:
    """A sentence in another language does not change the language of the whole."""
    whole = ["The staff of the library is to keep a record of all visits."] * 5

    assert "en" == recognised([*whole, "Die Anlage muss jede Störung protokollieren."], "en")
