"""The form that a client prefers."""

from __future__ import annotations

import pytest

from guidegraph.serve.accept import chosen


HTML, TURTLE, JSON_LD = "text/html", "text/turtle", "application/ld+json"
OFFERS = (HTML, TURTLE, JSON_LD)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        # nothing said, everything taken
        (None, HTML),
        ("", HTML),
        ("   ", HTML),
        ("*/*", HTML),
        (BROWSER, HTML),
        # each form by its name, in any case, with any white space
        (HTML, HTML),
        (TURTLE, TURTLE),
        (JSON_LD, JSON_LD),
        ("TEXT/Turtle", TURTLE),
        ("\ttext/turtle ", TURTLE),
        (" , text/turtle,, ", TURTLE),
        # qualities
        ("text/html;q=0.5, text/turtle", TURTLE),
        ("text/html;q=0.5, text/turtle;q=0.4", HTML),
        ("text/html;q=0.999,text/turtle;q=1.000", TURTLE),
        ("text/html ; q=0.1 , text/turtle ; Q=0.2", TURTLE),
        ("text/html;q=.1,text/turtle;q=.2", TURTLE),
        ("text/html;q=0.1, */*", TURTLE),
        ("text/html;q=0.1, application/*;q=0.2, text/turtle;q=0.1", JSON_LD),
        # nothing for zero
        ("text/html;q=0, */*", TURTLE),
        ("text/html;q=0.000, text/turtle;q=0, */*", JSON_LD),
        ("text/turtle;q=0", None),
        ("*/*;q=0", None),
        ("*/*;q=0, text/turtle;q=0.1", TURTLE),
        ("text/*;q=0, */*", JSON_LD),
        ("text/*;q=0, text/turtle, */*;q=0.1", TURTLE),
        # the narrower range says how much a form is wanted, wherever it stands
        ("*/*, text/html;q=0.1", TURTLE),
        ("text/*;q=0.1, text/turtle;q=0.9, application/*;q=0.5", TURTLE),
        ("text/html;q=0.1, text/html;q=0.9, text/turtle;q=0.5", HTML),
        # wildcards
        ("text/*", HTML),
        ("application/*", JSON_LD),
        ("image/*, application/*;q=0.1", JSON_LD),
        # ties: what is named more narrowly, then what is offered first
        ("text/turtle, text/html", HTML),
        ("application/ld+json, text/turtle", TURTLE),
        ("text/turtle, */*", TURTLE),
        ("application/ld+json, text/*", JSON_LD),
        # parameters
        ("text/turtle;charset=utf-8", TURTLE),
        ('text/turtle;charset="UTF-8"', TURTLE),
        ("text/turtle;charset=iso-8859-1", None),
        ("text/turtle;version=1.2, text/html;q=0.1", HTML),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', JSON_LD),
        ('application/ld+json;profile="a, b;q=0";q=0.9, text/html;q=0.5', JSON_LD),
        ("text/html;level=1, text/turtle;q=0.4", TURTLE),
        ("text/turtle;q=0.5;ext=1, text/html;q=0.4", TURTLE),
        # none of what there is
        ("image/png", None),
        ("image/*", None),
        ("text/turtles", None),
        # nonsense is passed over, and nothing but nonsense is nothing said
        ("text/turtle;q=abc, application/ld+json", JSON_LD),
        ("text/turtle;q=, application/ld+json", JSON_LD),
        ("text/turtle;q=-1, application/ld+json;q=0.1", JSON_LD),
        ("text/turtle;q=7, text/html;q=0.9", TURTLE),
        ("*/html, text/turtle;q=0.1", TURTLE),
        ("text, text/turtle", TURTLE),
        ("text/turtle;q", TURTLE),
        ("nonsense", HTML),
        (";;;,,,///", HTML),
        ('"', HTML),
        ("text/html;q=1e3", HTML),
        ("é/à", HTML),
    ],
)
def test_prefers(accept: str | None, expected: str | None) -> None:
    """The best liked form is taken, by RFC 9110."""
    assert expected == chosen(accept, OFFERS)


def test_takes_a_form_with_parameters() -> None:
    """A form that has parameters is found by a range that has them, and by one that has none."""
    offers = ("text/html;level=1", "text/html")

    assert "text/html;level=1" == chosen("text/html;level=1", offers)
    assert "text/html" == chosen("text/html;level=1;q=0.1, text/html", offers)


def test_no_form() -> None:
    """Where there is nothing, nothing is taken."""
    assert chosen("*/*", ()) is None


def test_a_header_of_any_length_is_read_in_time() -> None:
    """A header of many parts, or of a part without an end, costs no more than reading it."""
    assert "text/turtle" == chosen("text/turtle, " + "a/b;" * 20_000, OFFERS)
    assert "text/turtle" == chosen("text/turtle," + '"' * 20_001, OFFERS)
    assert "text/turtle" == chosen("text/turtle," + ',"\\' * 20_000, OFFERS)
    assert chosen(",".join(["a/b"] * 200) + ", text/turtle", OFFERS) is None
