"""Names of accounts, grounds of an inquiry and secrets, planted where they are kept: nobody reads them who may not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyotp
import pytest
from starlette.testclient import TestClient

from pactwatch.people import accounts, second, tokens
from pactwatch.people.secrets import form_token
from pactwatch.web.people.identity import people_of
from tests.web.attacks.forms import forms_found, post
from tests.web.attacks.test_handed_out import run
from tests.web.attacks.walking import AT, walk
from tests.web.attacks.worlds import World
from tests.web.guarding import filled, quick, routes, word
from tests.web.people import PASSWORD, sign_in

__all__ = ["quick"]
KEEPER, DESK = "canary-keeper", "canary-desk"
GROUNDS = {"/complain": "canarywhy", "/step": "canarystep", "/reply": "canaryreply"}
"""How a complaint, a step and a reply came in, by the forms that say so."""
SECRETS = ("canary-whsec", "canary@example.org", "canary-smtp", "$argon2", "canary-label")
FOLLOW = """
[[webhooks]]
id = "desk"
url = "https://canary-whsec.example.org/x"
secret_env = "canary-whsec"

[[mail]]
id = "mail"
to = ["canary@example.org"]
from = "canary@example.org"
host = "canary-smtp.example.org"
"""


@dataclass(frozen=True, slots=True)
class Planted:
    """A world with canaries. secrets: all that no answer may hold. complaint: the one that the keeper has filed."""

    world: World
    secrets: tuple[str, ...]
    complaint: str


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory, quick: None) -> Planted:
    """A case in which a keeper of a telling name has sent every form, and that keeps secrets of every kind."""
    world = World(tmp_path_factory.mktemp("restricted"))
    folder: Path = world.app.state.board.case.folder
    (folder / "follow.toml").write_text(FOLLOW, encoding="utf-8")
    people = people_of(world.app)
    assert people is not None
    accounts.add(people, KEEPER, "keeper", PASSWORD)
    token = tokens.make(people, KEEPER, "keeper", "canary-label", 9)
    keeper = sign_in(TestClient(world.app, follow_redirects=False), KEEPER)
    complaint = _all_sent(world, keeper)
    codes = second.turn_on(people, "arm", secret := second.new_secret(), pyotp.TOTP(secret).now())
    cookies = [cookie.value or "" for one in (keeper, *world.everybody.values()) for cookie in one.cookies.jar]
    made = [form_token(cookie) for cookie in cookies]
    return Planted(world, (*SECRETS, token, *codes, *cookies, *made, *_stored(folder / "people.db")), complaint)


def _all_sent(world: World, keeper: TestClient) -> str:
    """Sends every form of the work, those that take something back at last; the complaint that was filed."""
    complaint, found = "", [f for f in forms_found(world) if "/work" in f.route or "/compl" in f.route]
    for form in sorted(found, key=lambda f: ("retract" in f.route, "claims/" in f.route, "step" not in f.route)):
        why = next((told for ending, told in GROUNDS.items() if form.route.endswith(ending)), "seen")
        instead = {n: [told.encode()] for n, told in {"why": why, "to": DESK}.items() if n in form.names}
        answer = post(keeper, form.action, form.sent(word(keeper), instead), form.files)
        if form.route.endswith("/complain") and answer.status_code == 303:
            complaint = str(answer.headers["location"]).rpartition("/")[2]
    assert complaint
    return complaint


def _stored(file: Path) -> Iterator[str]:
    """Every text of the accounts that is no name, role or label: hashes, secrets."""
    with sqlite3.connect(file) as people:
        for table, columns in {
            "accounts": "password, secret",
            "sessions": "hash",
            "tokens": "hash",
            "recovery": "hash",
        }.items():
            for row in people.execute(f"SELECT {columns} FROM {table}"):
                yield from filter(None, row)


def _addresses(planted: Planted) -> Iterator[str]:
    """Every path that is read, of what there is, in each language and form; as it was known before; and some that are none."""
    world, claims = planted.world, planted.world.app.state.board.now().view.claims
    events = dict(zip(claims, world.app.state.board.now().view.reports, strict=False))
    for path, methods in routes(world.app):
        if "GET" not in methods:
            continue
        for event, report in events.items() if "{event}" in path or "{report" in path else [next(iter(events.items()))]:
            names = world.names() | {"event": event, "claim": event, "report": report}
            for complaint in (world.complaint, planted.complaint) if "{complaint}" in path else ("",):
                for lang in ("en", "ar", "ru") if path.startswith("/{lang}") else ("en",):
                    address = filled(path, lang, **names | {"complaint": complaint})
                    yield from (f"{address}?{AT}", f"{address}?format=json&{AT}")
            yield filled(path, "en")
    head = world.app.state.board.ledger.head()[0]
    one = planted.complaint
    yield from (f"/api/v1/complaints/{one}?known={n}" for n in range(1, head + 1))
    yield from ("/en/nothing", "/api/v1/nothing", "/en/today?at=nothing", f"/en/complaints?assigned={one}")


@pytest.mark.parametrize("who", ["nobody", "reader", "party", "monitor"])
def test_no_canary_sings_where_it_may_not(planted: Planted, who: str) -> None:
    client = planted.world.everybody[who]
    mine = {form_token(cookie.value or "") for cookie in client.cookies.jar}
    names = () if who == "monitor" else (KEEPER, DESK, *GROUNDS.values())
    hidden = [canary for canary in {*planted.secrets, *names} if canary not in mine]
    wrong, starts = [], list(dict.fromkeys(_addresses(planted)))
    kinds: dict[str, int] = {}
    for address, answer in walk(client, starts, most=len(starts) + 60):
        said = answer.text + str(answer.headers)
        wrong += [(address, canary) for canary in hidden if canary in said]
        kind = answer.headers.get("content-type", "").partition(";")[0]
        kinds[kind] = kinds.get(kind, 0) + 1
    assert sorted({f"{canary} {address.split('?')[0]}" for address, canary in wrong}) == []
    assert kinds.keys() >= {
        "text/html",
        "application/json",
        "application/problem+json",
        "application/atom+xml",
        "text/calendar",
    }
    assert sum(kinds.values()) > 300


@pytest.mark.parametrize("who", ["monitor", "keeper"])
def test_who_may_reads_it(planted: Planted, who: str) -> None:
    client = planted.world.everybody[who]
    pages = [client.get(f"/en/complaints/{one}").text for one in (planted.complaint, planted.world.complaint)]
    assert all(any(canary in page for page in pages) for canary in (KEEPER, DESK, *GROUNDS.values()))


@pytest.mark.parametrize("who", ["nobody", "party"])
def test_no_question_tells_what_an_answer_may_not(planted: Planted, who: str) -> None:
    client = planted.world.everybody[who]
    document, wrong, asked = client.get("/api/v1/openapi.json").json(), [], 0
    names = planted.world.names() | {"complaint": planted.complaint}
    for path, verbs in document["paths"].items():
        for parameter in verbs.get("get", {}).get("parameters", ()):
            if parameter["in"] != "query" or parameter["name"] in ("at", "known", "lang"):
                continue
            for canary in (KEEPER, DESK, *GROUNDS.values()):
                guess = f"{canary[:-3]}zzz"
                told = [
                    (a.status_code, a.text.replace(value, "…"))
                    for value in (canary, guess)
                    if (a := client.get(filled(path, **names), params={parameter["name"]: value})) is not None
                ]
                asked += 1
                wrong += [] if told[0] == told[1] else [(path, parameter["name"], canary)]
    assert wrong == []
    assert asked > 100


def test_nothing_that_is_handed_out_tells_who_worked_on_it(planted: Planted, tmp_path: Path) -> None:
    folder = planted.world.app.state.board.case.folder
    told = ("--from", "2020-10-10", "--to", "2020-12-06", "--lang", "en")
    run("brief", folder, *told, "--out", tmp_path / "briefs")
    for form in ("geojson", "csv", "plover", "acled", "ucdp"):
        run("export-events", folder, "--format", form, "--out", tmp_path / f"events.{form}")
    for form in ("odrl", "ical", "atom"):
        run("export-clauses", folder, "--format", form, "--at", "2020-11-08", "--out", tmp_path / f"clauses.{form}")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    hidden = (KEEPER, DESK, *GROUNDS.values(), *planted.secrets)
    wrong = [(path.name, c) for path in files for c in hidden if c.encode() in path.read_bytes()]
    assert wrong == []
    assert len(files) >= 10


@pytest.mark.parametrize("path", ["follow.toml", "people.db", "ledger.db", "case.toml", "follow.db"])
@pytest.mark.parametrize("who", ["nobody", "keeper"])
@pytest.mark.parametrize(
    "way", ["/{0}", "/static/../{0}", "/en/{0}", "/en/reports/..%2f{0}", "/static/%2e%2e/{0}", "/en/pictures/{0}"]
)
def test_no_file_of_the_case_is_served(planted: Planted, who: str, way: str, path: str) -> None:
    answer = planted.world.everybody[who].get(way.format(path))
    assert answer.status_code in (303, 404, 422)
    assert "canary-" not in answer.text.replace(KEEPER, "")


def test_the_folder_holds_what_was_planted(planted: Planted) -> None:
    folder: Path = planted.world.app.state.board.case.folder
    assert b"$argon2" in (folder / "people.db").read_bytes()
    assert "canary-whsec" in (folder / "follow.toml").read_text(encoding="utf-8")
