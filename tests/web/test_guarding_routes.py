"""Who may do what at every route: one table, held against all that the application declares."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from pactwatch.people import accounts
from tests.web.guarding import EVERYBODY, METHODS, PROGRAMS, app, come, filled, make, quick, routes, word
from tests.web.people import ACCOUNTS

ALL = frozenset(EVERYBODY)
KEEPER, SIGNED = frozenset({"keeper"}), ALL - {"nobody", "token"}
RULER, MONITOR = frozenset({"ruler", "keeper", "token"}), frozenset({"monitor", "ruler", "keeper", "token"})
COMPLAINS, REPLIES = MONITOR | {"party"}, RULER | {"party"}

READ = tuple(
    """
/ /api/v1/openapi.json /static
/{lang}/changes.atom /{lang}/deadlines.ics /{lang}/languages /{lang}/api
/{lang}/pictures/survival.svg /{lang}/pictures/truces.svg /{lang}/pictures/truces/{pact}.svg
/{lang}/today /{lang}/pacts /{lang}/pacts/{pact} /{lang}/pacts/{pact}/{clause}
/{lang}/events /{lang}/events/places /{lang}/events/{event} /{lang}/claims /{lang}/control /{lang}/control/{place}
/{lang}/truces /{lang}/truces/{pact} /{lang}/sources /{lang}/sources/{source} /{lang}/reports /{lang}/reports/{report:path}
/{lang}/complaints /{lang}/complaints/{complaint} /{lang}/reports/{report:path}/custody
/api/v1/verdicts /api/v1/obligations /api/v1/changes /api/v1/counts /api/v1/languages
/api/v1/ledger /api/v1/ledger/head /api/v1/ledger/checkpoints
/api/v1/today /api/v1/pacts /api/v1/pacts/{pact} /api/v1/pacts/{pact}/{clause}
/api/v1/events /api/v1/events/places /api/v1/events/{event} /api/v1/claims /api/v1/control /api/v1/control/{place}
/api/v1/truces /api/v1/truces/{pact} /api/v1/sources /api/v1/sources/{source} /api/v1/reports /api/v1/reports/{report:path}
/api/v1/complaints /api/v1/complaints/{complaint} /api/v1/reports/{report:path}/custody
""".split()  # noqa: SIM905 - a table is read better
)
"""What is read, by everybody, and takes nothing."""

FORMS = {
    "/{lang}/sign-in": ALL,
    "/{lang}/sign-out": SIGNED,
    "/{lang}/account": SIGNED,
    "/{lang}/account/second-factor": SIGNED,
    "/{lang}/account/second-factor/off": SIGNED,
    "/{lang}/account/tokens": SIGNED,
    "/{lang}/account/tokens/revoke": SIGNED,
    "/{lang}/people": KEEPER,
    "/{lang}/people/{name}": KEEPER,
    "/{lang}/complain": COMPLAINS,
    "/{lang}/complaints/{complaint}/step": MONITOR,
    "/{lang}/complaints/{complaint}/rule": RULER,
    "/{lang}/complaints/{complaint}/reply": REPLIES,
    "/{lang}/work": MONITOR,
    "/{lang}/work/retract": RULER,
    "/{lang}/work/claims/{claim}": MONITOR,
    "/{lang}/work/drafts": RULER,
    "/{lang}/work/drafts/{draft}": RULER,
    "/{lang}/work/drafts/{draft}/text": RULER,
    "/{lang}/work/enter": MONITOR,
    "/{lang}/work/table": MONITOR,
    "/{lang}/work/table/take": MONITOR,
    "/{lang}/work/together": MONITOR,
    "/{lang}/work/grade": MONITOR,
}
"""Who may send each form, and see the page that it stands on where that is its own."""

_ENDS = ("out", "off", "/tokens", "/revoke", "/{name}", "step", "rule", "reply", "text", "take")
PARTS = {path for path in FORMS if path.endswith(_ENDS)}
"""Forms that are part of another page, to which whoever asks for their address is led."""

ACTS = {
    "/api/v1/complaints": COMPLAINS,
    "/api/v1/complaints/{complaint}/steps": MONITOR,
    "/api/v1/complaints/{complaint}/rulings": RULER,
    "/api/v1/complaints/{complaint}/replies": REPLIES,
    "/api/v1/reports": MONITOR,
    "/api/v1/tables": MONITOR,
    "/api/v1/tables/taken": MONITOR,
    "/api/v1/drafts/{draft}": RULER,
    "/api/v1/drafts/{draft}/text": RULER,
    "/api/v1/claims/{claim}/corrections": MONITOR,
    "/api/v1/judgements": MONITOR,
    "/api/v1/gradings": MONITOR,
    "/api/v1/retractions": RULER,
}
"""Whose tokens may send each act; nobody without a token may send any."""

LOOKED = {"/api/v1/drafts": RULER, "/api/v1/drafts/{draft}": RULER}
"""What is read by whom the table names alone."""

DOOR = {"/{lang}/sign-in", "/static"}

__all__ = ["app", "quick"]


def test_every_route_stands_in_the_table(app: FastAPI) -> None:
    declared: dict[str, set[str]] = {}
    for path, methods in routes(app):
        declared.setdefault(path, set()).update(methods)
    assert sorted(declared) == sorted({*READ, *LOOKED, *FORMS, *ACTS})
    assert set(READ) & set(FORMS) == set()
    assert {p for p, methods in declared.items() if methods - {"GET", "HEAD"}} == {*FORMS, *ACTS}
    assert all(declared[path] == {"GET", "HEAD", "POST"} for path in FORMS)
    assert all(declared[path] == ({"GET", "POST"} if path in READ or path in LOOKED else {"POST"}) for path in ACTS)


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_is_read_is_for_all_and_takes_nothing(app: FastAPI, who: str) -> None:
    client, head = come(app, who), app.state.board.ledger.head()
    wrong = []
    for path in READ:
        for method in METHODS if path not in ACTS else ("GET", *METHODS[3:]):
            answer = client.request(method, filled(path), data={"x": "y"} if method == "POST" else None)
            good = (200, 303, 404, 422) if method in ("GET", "HEAD") else (404, 405)
            if answer.status_code not in good and not (method == "HEAD" and answer.status_code == 405):
                wrong.append((method, path, answer.status_code))
    assert wrong == []
    assert app.state.board.ledger.head() == head


@pytest.mark.parametrize("who", [*EVERYBODY, *PROGRAMS])
def test_what_waits_is_read_by_whom_the_table_names(app: FastAPI, who: str) -> None:
    client, role = come(app, who), who.removesuffix("'s token")
    for path, allowed in LOOKED.items():
        expected = (404 if path.endswith("}") else 200) if role in allowed else 403
        assert client.get(filled(path)).status_code == expected, path


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_page_of_a_form_is_for_whom_the_table_names(app: FastAPI, who: str) -> None:
    client, given = come(app, who), {}
    for path in FORMS:
        answer = client.get(filled(path))
        given[path] = answer.status_code, answer.headers.get("location", "").partition("?")[0]
    assert given == {path: _shown(path, who) for path in FORMS}


def _shown(path: str, who: str) -> tuple[int, str]:
    """How somebody is answered who asks for the address of a form."""
    if path in PARTS:
        above = filled(path).rpartition("/")[0]
        return 303, above if above != "/en" else "/en/today"
    if who in FORMS[path]:
        return (404 if path.endswith("}") else 200), ""
    return (303, "/en/sign-in") if who == "nobody" else (403, "")


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_form_is_taken_from_whom_the_table_names(app: FastAPI, who: str) -> None:
    client = come(app, who)
    for path, allowed in FORMS.items():
        sent = client.post(filled(path), data={"csrf": word(client), "name": "x", "complainant": "AZE"})
        assert sent.status_code in ((200, 303, 404, 422) if who in allowed else (403,)), (path, sent.status_code)
        assert ("this needs the role" in sent.text or "a token may not" in sent.text) == (who not in allowed), path
        assert {client.request(m, filled(path)).status_code for m in METHODS[3:]} == {405}
        if path.endswith("/sign-out"):
            client = come(app, who)


@pytest.mark.parametrize("who", [*EVERYBODY, *PROGRAMS])
def test_an_act_is_taken_by_a_token_alone(app: FastAPI, who: str) -> None:
    client = come(app, who)
    role, typed, head, before = who.removesuffix("'s token"), _whole(app), app.state.board.ledger.head(), _files(app)
    bearer = who == "token" or role != who
    for path, allowed in ACTS.items():
        may = bearer and (role in allowed)
        for sent in ({"json": {"nothing": "x"}}, {"data": {"nothing": "x"}}):
            answer = client.post(filled(path), **sent)
            assert answer.status_code == (422 if may else 403 if bearer else 401), (path, answer.text)
            assert answer.headers["content-type"] == "application/problem+json"
        if not may:
            word_of = {} if bearer else {"csrf": word(client)}
            statuses = {
                client.post(filled(path), json=typed).status_code,
                client.post(filled(path), data=typed | word_of).status_code,
            }
            assert statuses == {403 if bearer else 401}, path
        assert {client.request(m, filled(path)).status_code for m in METHODS[3:]} == {405}
    assert (app.state.board.ledger.head(), _files(app)) == (head, before)


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_is_refused_or_comes_from_elsewhere_leaves_no_trace(app: FastAPI, who: str) -> None:
    client = come(app, who)
    typed, head, before = _whole(app), app.state.board.ledger.head(), _files(app)
    elsewhere = {"origin": "https://elsewhere.example"}
    for path, allowed in FORMS.items():
        if who not in allowed:
            assert client.post(filled(path), data=typed | {"csrf": word(client)}).status_code == 403, path
        if who != "token":
            assert client.post(filled(path), data=typed).status_code == 403, path
            assert client.post(filled(path), data=typed | {"csrf": word(client)}, headers=elsewhere).status_code == 403, path
    assert (app.state.board.ledger.head(), _files(app)) == (head, before)
    assert [a.name for a in accounts.every(app.state.people)] == sorted(ACCOUNTS)


def test_a_closed_board_is_closed_at_every_route(app: FastAPI) -> None:
    closed = come(make(app.state.board.case, public=False))
    open_ones = set()
    for path, methods in routes(closed.app):  # type: ignore[arg-type]
        for method in methods or {"GET"}:
            for names in ({}, dict.fromkeys(("report", "pact", "clause", "event", "place", "source", "complaint"), "sign-in")):
                answer = closed.request(method, filled(path, **names), headers={"accept": "*/*"})
                refused = answer.status_code == 401 or answer.headers.get("location", "").partition("?")[0] == "/en/sign-in"
                if not refused:
                    open_ones.add(path)
    assert open_ones == DOOR


def _files(app: FastAPI) -> dict[str, int]:
    folder = app.state.board.case.folder
    return {p.name: p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.name.startswith("people.db")}


def _whole(app: FastAPI) -> dict[str, str]:
    """What would do something, were it taken."""
    snapshot = app.state.board.now()
    claims = list(snapshot.view.claims)[:2]
    return {
        "name": "eve",
        "role": "keeper",
        "password": "four other words now",
        "form": "remove",
        "new": "four other words now",
        "claims": "\n".join(claims),
        "do": "same",
        "why": "because",
        "entry": claims[0],
        "source": next(iter(snapshot.view.sources)),
        "reliability": "A",
        "text": "Artillery fired at Stepanakert on 3 October 2020.",
        "complainant": "ARM",
        "accused": "AZE",
        "clause": next(iter(snapshot.clauses)),
    }
