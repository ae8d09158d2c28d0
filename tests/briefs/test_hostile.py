"""Texts that would like to be markup, or to turn the page around, stay texts."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pactwatch.briefs import render
from pactwatch.briefs.links import sentence_url, slug, web_url
from pactwatch.briefs.markup import html, markdown, markdown_link
from pactwatch.types import Brief, Claim, Report, Statement
from pactwatch.verdicts.language import clean
from tests.briefs.pages import Parsed
from tests.briefs.sample import whole

ATTACKS = (
    "</blockquote><script>alert(1)</script>",
    "\" onmouseover=\"alert(1)",
    "# not a heading | not a cell | `not code` [not a link](javascript:alert(1)) ![](x) **not bold** <b>not</b>",
    "\u202eturned\u202c \u2067open \u2069\u2069 \u2066",
    "- not a list\n1. not either\n\n> nor a quotation\n\n---\n```\nnor code",
    "</style><style>*{display:none}</style>&lt;script&gt; {{ 7*7 }} {% raw %}",
)  # fmt: skip


def poisoned(text: str) -> Brief:
    """The sample with a text in every place that others write."""
    brief = whole()
    statement = Statement("evil", 0, len(text), text)
    report = Report("evil", "evil\"'<", f'en"{text}', text, text, None, None, "0" * 64, f"https://example.org/{text}")
    claim = Claim(statement, 0, len(text), text, "attack", "asserts", False, text, places=(text,))
    first = brief.verdicts[0]
    pact = replace(brief.pacts[0], title={"en": text}, source=f"javascript:{text}")
    return replace(
        brief,
        title={"en": text},
        pacts=(pact, *brief.pacts[1:]),
        verdicts=(replace(first, bearer=text, for_=("evil",)), *brief.verdicts[1:]),
        claims={**brief.claims, "evil": claim},
        events=(replace(brief.events[0], places=(text, "Tartar"), claims=("evil",)), *brief.events[1:]),
        versions={brief.events[0].id: {text: ("evil",), "AZE": ("shelled",)}},
        reports={**brief.reports, "evil": report},
    )


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_html_takes_no_markup_from_a_text(attack: str, language: str) -> None:
    page, plain = Parsed(render(poisoned(attack), language, "html")), Parsed(render(poisoned("calm"), language, "html"))
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in plain.tags} | {"bdi"}
    assert {name for _, attrs in page.tags for name in attrs} <= {name for _, attrs in plain.tags for name in attrs}
    assert len([t for t, _ in page.tags if t == "style"]) == 1
    assert not any(href.startswith("javascript") for href in page.values("href"))
    assert "49" not in page.text()


@pytest.mark.parametrize("form", ["html", "markdown"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_direction_control_of_a_text_survives(attack: str, form: str) -> None:
    text = render(poisoned(attack), "ar", form)  # type: ignore[call-overload]
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067") & set(text)
    assert all(line.count("\u2068") == line.count("\u2069") for line in text.splitlines())


@pytest.mark.parametrize("attack", ATTACKS)
def test_markdown_takes_no_markup_from_a_text(attack: str) -> None:
    calm = re.sub(r"\S+", "calm", clean(attack))
    made, plain = (_shape(render(poisoned(text), "en", "markdown")) for text in (attack, calm))
    assert made == plain


def _shape(text: str) -> dict[str, int]:
    """How often each kind of block and mark occurs, plain texts and breaks aside."""
    counts: dict[str, int] = {}
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text):
        for part in [token, *(token.children or [])]:
            kind = f"{part.type}<{part.content.split()[0]}" if part.type.startswith("html") else part.type
            if kind not in ("text", "text_special", "softbreak"):
                counts[kind] = counts.get(kind, 0) + 1
    return counts


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_escaped_markdown_reads_as_the_text(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(str(markdown(f"x {text} x")))
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {c.type for c in children} <= {"text", "text_special"}
    assert "".join(c.content for c in children) == " ".join(f"x {text} x".split())


@settings(deadline=None)
@given(st.text())
def test_escaped_html_reads_as_the_text(text: str) -> None:
    text = text.replace("\u2068", "").replace("\u2069", "").replace("\r", "").replace("\x00", "")
    assert Parsed(f"<p>{html(text)}</p>").text() == text


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a b?q=\"<'", "https://example.org/a%20b?q=%22%3C'"),
        ("https://example.org/ترتر", "https://example.org/%D8%AA%D8%B1%D8%AA%D8%B1"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("http://[", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str | None, safe: str | None) -> None:
    assert web_url(url) == safe


def test_a_text_fragment_escapes_what_has_meaning_in_it() -> None:
    assert sentence_url("https://example.org/#part", "a-b, c & d") == "https://example.org/#part:~:text=a%2Db%2C%20c%20%26%20d"


def test_a_link_of_markdown_cannot_be_ended_from_inside() -> None:
    assert not set("()<> ") & set(markdown_link("https://example.org/a_(b)<c> d"))


@settings(deadline=None)
@given(st.text())
def test_an_anchor_is_made_of_plain_letters(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_anchors_of_texts_without_latin_letters_differ() -> None:
    assert slug("Geneva 2020/lists") == "geneva-2020-lists"
    assert slug("جنيف") != slug("باريس")
