"""Every field of every act of the API, as JSON and as a form; and who sends forms and acts without the right or the word."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from httpx import Response

from tests.web.attacks.forms import FORM, Form, post
from tests.web.attacks.values import MB, good, hostile
from tests.web.attacks.worlds import World
from tests.web.guarding import EVERYBODY, PROGRAMS, filled, quick, word
from tests.web.test_guarding_routes import FORMS

__all__ = ["quick"]
pytestmark = pytest.mark.usefixtures("quick")
WRONG_KINDS: tuple[Any, ...] = (
    None,
    True,
    7,
    -1e308,
    [],
    [[]],
    [None],
    {},
    {"a": "b"},
    ["x"] * 2_000,
    "x" * MB,
    "a\x00b",
)
"""What JSON can hold where a text, a list or a number is wanted."""
ROWS = ("\ud800", "../../people.db", '=HYPERLINK("x")', "9" * 5_000, "9999-12-31", "f" * 64, "\u202e{problem!r}{0.__class__}")
Acts = dict[str, tuple[dict[str, Any], set[str]]]
"""By its address, what can be sent to an act, and its fields."""
LONGEST = 1_200
"""Signs that a sentence may have."""
_INNARDS = re.compile(r"Traceback|Exception|object at 0x|/tmp/|\bsqlite|pydantic", re.IGNORECASE)


@pytest.fixture(scope="module")
def acts(world: World) -> Acts:
    """Each act of the document: what can be sent, by its schema, its examples and what there is; and its fields."""
    document, typed = world.everybody["nobody"].get("/api/v1/openapi.json").json(), good(world)
    found = {}
    for path, verbs in document["paths"].items():
        if "post" not in verbs:
            continue
        schema = verbs["post"]["requestBody"]["content"]["application/json"]["schema"]
        given = dict(schema["examples"][0])
        for name, told in schema["properties"].items():
            if name in typed and (name in given or name in schema.get("required", ())):
                several = told.get("type") == "array"
                given[name] = typed[name].split("\n") if several and told["items"]["type"] == "string" else typed[name]
        found[filled(path, **world.names())] = given, set(schema["properties"])
    return found


def test_no_field_of_an_act_breaks_anything(world: World, acts: Acts) -> None:
    program, wrong, tried = world.everybody["token"], [], 0
    for address, (given, names) in acts.items():
        for name in sorted({*names, "nothing_known"}):
            for value in (*WRONG_KINDS, *ROWS):
                body = json.dumps(given | {name: value}).encode()
                answer = program.post(address, content=body, headers={"content-type": "application/json"})
                tried += 1
                changed = world.state() != world.first
                wrong += [(address, name, repr(value)[:30], answer.status_code, fault) for fault in faults(answer, changed)]
                if changed:
                    world.put_back()
    assert wrong == []
    assert tried > 1_000


def test_no_form_of_an_act_breaks_anything(world: World, acts: Acts) -> None:
    program, wrong, values = world.everybody["token"], [], hostile(world)
    for address, (given, _) in acts.items():
        pairs = [(k, str(one).encode()) for k, v in given.items() for one in (v if isinstance(v, list) else [v])]
        for kind in ("controls", "long", "no letters", "twice", "missing", "payload"):
            sent = [(k, made) for k, v in pairs for made in values[kind](v)]
            answer = post(program, address, sent)
            changed = world.state() != world.first
            wrong += [(address, kind, answer.status_code, fault) for fault in faults(answer, changed)]
            if changed:
                world.put_back()
    assert wrong == []


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'"x"', b"{", b"[" * 100_000, b'{"a":' * 50_000, b"\xff\xfe", b"NaN", b"1" * 9_000]
)
def test_a_body_that_is_none_is_refused(world: World, acts: Acts, body: bytes) -> None:
    for address in acts:
        answer = world.everybody["token"].post(address, content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 422
        assert list(faults(answer, world.state() != world.first)) == []


def faults(answer: Response, changed: bool) -> Iterator[str]:
    """What is wrong with how an act was answered. changed: whether anything was written."""
    status = answer.status_code
    if status not in (200, 201, 400, 403, 404, 413, 415, 422, 429):
        yield "broken"
    if status < 400:
        return
    if changed:
        yield "something was written"
    told = answer.json()
    if (told["status"], answer.headers["content-type"]) != (status, "application/problem+json"):
        yield "is no problem"
    if not 10 < len(told["detail"]) < LONGEST:
        yield f"{len(told['detail'])} signs: {told['detail'][:80]!r}"
    if _INNARDS.search(told["detail"][:3_000]):
        yield f"innards: {told['detail'][:200]!r}"


@pytest.mark.parametrize("who", [*EVERYBODY, *PROGRAMS])
def test_a_form_is_nobody_s_without_the_right(world: World, forms: list[Form], who: str) -> None:
    client, wrong = world.everybody[who], []
    for form in forms:
        sent = form.sent(word(client), {name: [b"\x00" * 9, b"x" * 9_000] for name in form.names})
        answer = post(client, form.action, sent, form.files)
        changed = world.state() != world.first
        refused = who in EVERYBODY and who not in FORMS[form.route]
        if answer.status_code not in ((403,) if refused else (303, 403, 404, 422)) or (changed and answer.status_code >= 400):
            wrong.append((form.route, answer.status_code, changed))
        if changed:
            world.put_back()
        world.forgive()
    assert wrong == []


@pytest.mark.parametrize("who", ["reader", "monitor", "ruler", "keeper", "nobody"])
def test_a_form_wants_the_word_of_its_browser(world: World, forms: list[Form], who: str) -> None:
    client, other = world.everybody[who], world.everybody["party"]
    stranger = word(other)
    for form in forms:
        for csrf in ("", stranger, "0" * 96, "x" * 5_000, "\x00"):
            answer = post(client, form.action, form.sent(csrf, {}), form.files)
            assert answer.status_code == 403, (form.route, csrf[:20])
    assert world.state() == world.first


def test_forms_are_sent_as_forms(world: World, forms: list[Form]) -> None:
    keeper = world.everybody["keeper"]
    for form in forms:
        for kind in ("application/json", "text/plain", "application/xml", f"{FORM}; charset=utf-7", "x" * 1_000):
            answer = keeper.post(form.action, content=b'{"csrf": "x"}', headers={"content-type": kind})
            assert answer.status_code == 415, (form.route, kind)
    assert world.state() == world.first
