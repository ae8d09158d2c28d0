"""Every field of every form that the board's own pages show, with what nobody would type in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import cycle
from typing import Any

import pytest
from httpx import Response
from starlette.datastructures import FormData
from starlette.testclient import TestClient

from tests.web.attacks.forms import Form, post, taken_in
from tests.web.attacks.sentences import sentence
from tests.web.attacks.values import hostile
from tests.web.attacks.worlds import World
from tests.web.guarding import filled, quick, routes, word

__all__ = ["quick"]
pytestmark = pytest.mark.usefixtures("quick")
LANGUAGES = ("en", "ar", "ru")
TAKE_NOTHING = {"/{lang}/work", "/{lang}/work/drafts"}
"""Overviews, to which no form sends anything."""
LONGEST = 900
"""Signs that a sentence may have."""
NOTHING: Mapping[str, list[bytes]] = {}
_SPOKEN = re.compile(r'<html lang="([^"]*)"')
_INNARDS = re.compile(r"Traceback|Exception|Error\b|<class|object at 0x|/tmp/|\bsqlite", re.IGNORECASE)


STAYS = ("far day", "huge number", "bidi", "lists")
"""Values that are taken all together, and stay."""
Reading = tuple[Form, int, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Tried:
    """A form that was sent with a value in a field. wrong: what was wrong with the answer."""

    form: Form
    name: str
    kind: str
    sent: Mapping[str, list[bytes]]
    status: int
    wrong: tuple[str, ...]


def _send(world: World, form: Form, lang: str = "en", instead: Mapping[str, list[bytes]] = NOTHING) -> Response:
    client = _client(world, form)
    address = re.sub("^/en/", f"/{lang}/", form.action)
    answer: Response = post(client, address, form.sent(word(client), instead), form.files)
    return answer


def _client(world: World, form: Form) -> TestClient:
    return world.everybody["nobody" if form.route.endswith("/sign-in") else "keeper"]


def test_every_path_that_takes_forms_has_one(world: World, forms: list[Form]) -> None:
    assert {form.route for form in forms} == set(taken_in(world.app)) - TAKE_NOTHING


@pytest.fixture(scope="module")
def reading(world: World, forms: list[Form]) -> list[Reading]:
    """Each form with how it is answered as it is, and the fields that are read then; those that lead furthest first."""
    found = []
    for form in forms:
        with pytest.MonkeyPatch.context() as patch:
            read: set[str] = set()
            for name in ("get", "getlist"):
                patch.setattr(FormData, name, _noting(getattr(FormData, name), read))
            answer = _send(world, form)
        found.append((form, answer.status_code, frozenset(read - {"csrf"})))
        world.put_back()
        world.forgive()
    return sorted(found, key=lambda one: (one[1] >= 400, -len(one[2])))


def _noting(kept: Callable[..., Any], read: set[str]) -> Callable[..., Any]:
    def asked(form: FormData, name: str, *more: Any) -> Any:
        read.add(name)
        return kept(form, name, *more)

    return asked


def test_most_forms_are_taken_as_they_are(reading: list[Reading]) -> None:
    taken = {form.route for form, status, _ in reading if status < 400}
    assert len(taken) > 0.8 * len({form.route for form, _, _ in reading})


@pytest.fixture(scope="module")
def tried(world: World, reading: list[Reading]) -> list[Tried]:
    """Each field of each form with each value, in one language after the other; all is put back after what was taken."""
    done: dict[str, set[str]] = defaultdict(set)
    spoken, values, found = cycle(LANGUAGES), hostile(world), []
    for form, _, read in reading:
        fields = {*form.names, *read} - done[form.route]
        done[form.route] |= fields
        for name in sorted(fields):
            was = next((v for n, v in form.fields if n == name), "").encode()
            for kind, made in values.items():
                lang, sent = next(spoken), {name: made(was)}
                answer = _send(world, form, lang, sent)
                changed = world.state() != world.first
                wrong = tuple(faults(answer, lang, changed))
                found.append(Tried(form, name, kind, sent, answer.status_code, wrong))
                if changed:
                    world.put_back()
                world.forgive()
    return found


def test_no_field_breaks_anything(tried: list[Tried]) -> None:
    wrong = [(one.form.route, one.name, one.kind, one.status, fault) for one in tried for fault in one.wrong]
    assert wrong == []
    assert len(tried) > 1_500
    assert {one.status for one in tried} >= {200, 303, 422}


def test_what_was_taken_breaks_no_page(world: World, tried: list[Tried]) -> None:
    for one in tried:
        if one.kind in STAYS and one.status in (200, 303):
            _send(world, one.form, instead=one.sent)
    assert world.state() != world.first
    wrong = []
    for path, methods in routes(world.app):
        if "GET" in methods:
            for who in ("nobody", "keeper"):
                answer = world.everybody[who].get(filled(path, **world.names()))
                wrong += [(path, who, answer.text[:200])] if answer.status_code >= 500 else []
    world.put_back()
    assert wrong == []


def faults(answer: Response, lang: str, changed: bool) -> Iterator[str]:
    """What is wrong with how a form was answered. changed: whether anything was written."""
    status = answer.status_code
    if status not in (200, 303, 400, 403, 404, 413, 415, 422, 429):
        yield "broken"
    if "x-planted" in answer.headers:
        yield "a head was planted"
    if status < 400:
        return
    if changed:
        yield "something was written"
    said = sentence(answer.text)
    if len(said) != 1:
        yield f"{len(said)} sentences"
        return
    text = unescape(re.sub("<[^>]*>", "", said[0])).strip()
    if _SPOKEN.findall(answer.text)[:1] != [lang]:
        yield "told in another language"
    if lang != "en" and said[0].startswith('<span lang="en"'):
        yield f"not translated: {text[:80]!r}"
    if not 10 < len(text) < LONGEST:
        yield f"{len(text)} signs: {text[:80]!r}"
    if _INNARDS.search(text[:3_000]):
        yield f"innards: {text[:200]!r}"
