"""Texts that would be markup, links, templates or turns of the page: on every page, in every form of it, they stay texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import pytest
import tinyhtml5
from fastapi import FastAPI
from icalendar import Calendar

from pactwatch.case import Case
from tests.web.attacks.hostile import SIGN, WORKED_OUT
from tests.web.attacks.walking import AT, declared, walk
from tests.web.guarding import come, quick

__all__ = ["quick"]
OPENING = ("href", "src", "action", "formaction", "data", "srcset", "poster", "cite", "background", "ping", "xlink:href")
SAFE = ("", "http", "https", "mailto")
OURS = re.compile(r"/static/[\w./-]+")
TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of what follows; a page isolates by its markup."""


@pytest.fixture(scope="module")
def seen(app: FastAPI, hostile: tuple[Case, str]) -> list[tuple[str, str, Any]]:
    """Who asked, the address, and the answer: all that anybody and the keeper can reach."""
    complaint = hostile[1].rpartition("/")[2]
    addresses = declared(app, complaint=complaint)
    found = []
    for who in ("nobody", "keeper"):
        client = come(app, who)
        starts = addresses if who == "keeper" else [f"/{lang}/today?{AT}" for lang in ("en", "ar", "ru")]
        found += [(who, address, answer) for address, answer in walk(client, starts, most=len(starts) + 160)]
    return found


def test_the_walk_came_to_every_kind_of_page(app: FastAPI, seen: list[tuple[str, str, Any]]) -> None:
    good = [(a, r) for _, a, r in seen if r.status_code == 200]
    for noun in ("today", "pacts/truce/civilians", "reports/shelled", "events/", "claims", "sources/", "complaints/", "work/"):
        for lang in ("en", "ar", "ru"):
            assert any(a.startswith(f"/{lang}/{noun}") for a, _ in good), (lang, noun)
    told = {r.headers["content-type"].partition(";")[0] for _, r in good}
    assert {"text/html", "application/json", "application/atom+xml", "text/calendar"} <= told
    assert all(r.status_code < 500 for _, _, r in seen)
    assert sum(SIGN in r.text for _, r in good) > 100


def test_no_element_or_attribute_comes_from_a_text(seen: list[tuple[str, str, Any]]) -> None:
    wrong = [
        (a, w) for _, a, r in seen if _is(r, "html") for w in _wrong(tinyhtml5.parse(r.text, namespace_html_elements=False))
    ]
    assert wrong == []


def _wrong(page: Element) -> Iterator[str]:
    """What on a page was made by a payload, or opens something that is no page."""
    for element in page.iter():
        tag = str(element.tag)
        if SIGN in tag or tag in ("iframe", "object", "embed", "base", "applet", "frame"):
            yield f"<{tag}>"
        if tag == "script" and (not OURS.fullmatch(element.get("src", "")) or element.text):
            yield "a script"
        if tag == "style":
            yield "a style"
        for name, value in element.items():
            if SIGN in name or name.lower().startswith("on") or name in ("style", "srcdoc"):
                yield f"<{tag} {name}>"
            if name.rpartition("}")[2] in OPENING and not _opens(tag, value):
                yield f"{name}={value[:60]!r}"


def _opens(tag: str, value: str) -> bool:
    scheme = urlsplit(value.strip()).scheme.lower()
    return scheme in SAFE or (tag == "img" and value.startswith("data:image/svg+xml"))


def test_no_text_is_a_template(seen: list[tuple[str, str, Any]]) -> None:
    assert [a for _, a, r in seen if WORKED_OUT in re.sub(r"[0-9a-f]{32,}", "", r.text)] == []


def test_no_text_turns_the_page_around(seen: list[tuple[str, str, Any]]) -> None:
    wrong = []
    for _, address, answer in seen:
        if _is(answer, "html"):
            turned = TURNS & set(answer.text)
            wrong += [(address, turned)] if turned else []
    assert wrong == []


def test_a_form_sends_back_what_it_was_given_sign_by_sign(app: FastAPI, hostile: tuple[Case, str]) -> None:
    page = tinyhtml5.parse(come(app, "keeper").get("/en/work/drafts/draft").text, namespace_html_elements=False)
    (area,) = (field for field in page.iter("textarea") if field.get("name") == "text")
    draft = (hostile[0].drafts / "draft.toml").read_text(encoding="utf-8")
    assert "\u202e" in draft
    assert area.text == draft


def test_feeds_and_calendars_lead_to_the_board_alone(seen: list[tuple[str, str, Any]]) -> None:
    feeds = [r for _, _, r in seen if _is(r, "atom") and r.status_code == 200]
    links = [link.get("href", "") for r in feeds for link in fromstring(r.content).iter("{http://www.w3.org/2005/Atom}link")]
    calendars = [Calendar.from_ical(r.content) for _, _, r in seen if _is(r, "calendar") and r.status_code == 200]
    urls = [str(event["url"]) for calendar in calendars for event in calendar.walk("VEVENT")]
    assert len(links) > 3
    assert len(urls) > 3
    assert {a for a in (*links, *urls) if not a.startswith("http://testserver/")} == set()
    entries = [e for r in feeds for e in fromstring(r.content).iter()]
    assert not any(SIGN in str(e.tag) or any(SIGN in n for n in e.keys()) for e in entries)  # noqa: SIM118 - of an element
    assert {name for c in calendars for e in c.walk("VEVENT") for name in e} <= {
        *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL", "TRANSP")
    }


def test_no_address_of_json_opens_anything_but_pages(seen: list[tuple[str, str, Any]]) -> None:
    wrong = []
    for _, address, answer in seen:
        if _is(answer, "json"):
            assert "text/html" not in answer.headers["content-type"]
            wrong += [
                (address, name, url) for name, url in _urls(json.loads(answer.text)) if urlsplit(url.strip()).scheme not in SAFE
            ]
    assert wrong == []


def _urls(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """What JSON gives as an address."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _urls(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from _urls(one, name)
    elif isinstance(value, str) and name in ("url", "href", "source_url", "link", "address", "next", "prev", "open", "page"):
        yield name, value


def test_every_answer_forbids_what_it_does_not_need(seen: list[tuple[str, str, Any]]) -> None:
    for _, address, answer in seen:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy, address
        assert ("unsafe" in policy) <= ("/pictures/" in address and "sandbox" in policy and "script" not in policy), address
        assert answer.headers["x-content-type-options"] == "nosniff", address
        assert not any("\n" in v or SIGN in v for k, v in answer.headers.items() if k != "location"), address


def _is(answer: Any, kind: str) -> bool:
    return kind in answer.headers.get("content-type", "")
