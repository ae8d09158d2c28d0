"""Refusals are told in the language of the page, whatever was typed isolated in them; programs get them in English."""

from __future__ import annotations

from string import Formatter

import pytest
from starlette.testclient import TestClient

from pactwatch.refusals import Refused, Word
from pactwatch.web.refusing import in_words, known
from pactwatch.web.words import catalogue
from tools import refused

PASSED_ON = "web/failing.py"
"""Where a refusal is made of what it is given."""


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_refusal_that_the_board_passes_on_is_a_text_with_slots() -> None:
    said = list(refused.every())
    assert len(said) > 250
    assert [one.where for one in said if one.pattern is None and not one.where.startswith(PASSED_ON)] == []


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_every_refusal_has_its_translation_with_no_slot_of_its_own(language: str) -> None:
    translate = catalogue(language).gettext
    assert [p for p in refused.patterns() if not known(language, p)] == []
    assert [p for p in refused.patterns() if not slots(translate(p)) <= slots(p)] == []


@pytest.mark.parametrize("language", ["ar", "ru"])
@pytest.mark.parametrize(
    ("path", "status", "value"),
    [
        ("/nowhere", 404, ""),
        ("/pacts/no<b>where", 404, "no&lt;b&gt;where"),
        ("/today?at=gestern", 422, "gestern"),
        ("/today?by=Nobody", 422, "Nobody"),
        ("/events?page=x", 422, "page"),
        ("/reports/none", 404, "none"),
        ("/today?known=999999999999999", 404, ""),
    ],
)
def test_a_page_that_cannot_be_shown_says_so_in_its_language(
    board: TestClient, language: str, path: str, status: int, value: str
) -> None:
    answer = board.get(f"/{language}{path}")
    assert answer.status_code == status
    body = answer.text.partition("<h1")[2]
    assert 'lang="en"' not in body
    assert (f"<bdi>{value}</bdi>" if language == "ar" and value else value) in body


def test_a_request_of_another_kind_is_refused_in_the_language(board: TestClient) -> None:
    answer = board.post("/ar/today")
    assert answer.status_code == 405
    assert "لا تقبل هذه الصفحة طلبًا من هذا النوع" in answer.text


def test_programs_are_told_in_english(board: TestClient) -> None:
    answer = board.get("/ar/today?by=Nobody", headers={"Accept": "application/json"})
    assert answer.json()["detail"] == "unknown party 'Nobody'; give a code such as ARM or AZE.MIL"


def test_braces_in_what_was_typed_stay_what_they_are() -> None:
    refusal = Refused("there is no pact {name!r} here", mend="choose one of the list of pacts", name="{mend} <i>")
    assert str(refusal) == "there is no pact '{mend} <i>' here; choose one of the list of pacts"
    assert "<bdi>{mend} &lt;i&gt;</bdi>" in in_words(refusal, "ar")


def test_our_own_words_are_translated_and_not_isolated() -> None:
    refusal = Refused("this needs the role {least}", mend="say why", least=Word("keeper"))
    assert in_words(refusal, "ru") == "нужна роль: хранитель; укажите причину"


def test_what_has_no_translation_is_marked_as_english() -> None:
    told = in_words(Refused("a thing of {whom}", mend="say why", whom="بغداد"), "ar")
    assert told == '<span lang="en" dir="ltr">a thing of <bdi>بغداد</bdi>; say why</span>'


def test_a_line_is_named_where_the_file_is_not() -> None:
    refusal = Refused("say why", mend="say why", file="/srv/case/a.csv", line=4)
    assert "4" not in in_words(refusal, "ru")
    assert in_words(refusal.of(None, 4), "ru").startswith("строка 4: ")
    assert str(refusal) == "/srv/case/a.csv:4: say why; say why"
