"""The questions of the API as people read them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from pactwatch.web.reference import kind, reference

_EXAMPLE = re.compile(r'href="(/api/v1/[^"]*)"')


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_every_operation_stands_on_the_page_with_an_example_that_is_answered(board: TestClient, language: str) -> None:
    page = board.get(f"/{language}/api?at=2020-11-08").text
    paths = board.get("/api/v1/openapi.json").json()["paths"]
    assert [(v, p) for p, verbs in paths.items() for v in verbs if f"{v.upper()} {p}</code>" not in page] == []
    found = {unescape(a) for a in _EXAMPLE.findall(page)}
    examples = found - {"/api/v1/openapi.json"}
    # Nobody has complained in the worked case, so that there is no complaint to name; drafts are for whoever may adopt them.
    unnamed = {"/api/v1/complaints/{complaint}", "/api/v1/drafts", "/api/v1/drafts/{draft}"}
    assert len(examples) == sum("get" in verbs for path, verbs in paths.items() if path not in unnamed)
    assert {a: board.get(a).status_code for a in found} == dict.fromkeys(found, 200)
    assert all("at=2020-11-08" in a for a in examples)


def test_descriptions_stay_english_within_an_arabic_page(board: TestClient) -> None:
    page = board.get("/ar/api").text
    assert '<html lang="ar" dir="rtl">' in page
    assert page.index('class="api" lang="en" dir="ltr"') < page.index("What a mediator must know tonight.")
    assert "<h1>واجهة البرمجة (API)</h1>" in page


def test_every_page_leads_to_it_and_programs_get_the_document(board: TestClient) -> None:
    assert 'href="/ar/api?at=2020-11-08"' in board.get("/ar/today?at=2020-11-08").text
    assert board.get("/en/api?format=json").json() == board.get("/api/v1/openapi.json").json()


def test_a_list_is_told_with_what_stands_in_it(board: TestClient) -> None:
    told = reference(board.get("/api/v1/openapi.json").json())
    every = {o.id: o for topic in told.topics for o in topic.operations}
    assert {p.name for p in told.common} == {"lang", "at", "known", "by"}
    assert [s.name for s in every["events"].shapes] == ["EventsPage", "Paged", "EventLine"]
    assert every["events"].shapes[1].fields["items"] == "EventLine[]"
    assert [(p.name, p.path, p.required) for p in every["clause"].parameters][:2] == [
        ("pact", True, True),
        ("clause", True, True),
    ]


def test_an_act_is_told_with_its_fields(board: TestClient) -> None:
    told = reference(board.get("/api/v1/openapi.json").json())
    filed = next(o for topic in told.topics for o in topic.operations if o.id == "filed")
    assert [(f.name, f.kind) for f in filed.fields if f.required] == [
        ("complainant", "string"),
        ("accused", "string"),
        ("clause", "string[]"),
        ("text", "string"),
    ]
    assert [s.name for s in filed.shapes] == ["Recorded"]
    page = board.get("/ar/api").text
    assert "الحقول المرسلة إلى /api/v1/complaints" in page


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        ({"type": "string", "format": "date-time"}, "date-time"),
        ({"anyOf": [{"type": "number"}, {"type": "null"}]}, "number | null"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/pactwatch__web__views__today__Line"}}, "Line[]"),
        ({"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "null"}]}}, "(string | null)[]"),
        ({"$ref": "#/components/schemas/Paged_Line_"}, "Paged"),
        ({"type": "string", "enum": ["yes", "no", ""]}, "yes | no"),
        ({}, "any"),
    ],
)
def test_types_in_brief(schema: dict[str, Any], told: str) -> None:
    assert kind(schema) == told
