"""Every part of every path that is read, with what leads elsewhere: no file from outside, no fault, one sentence."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from urllib.parse import quote, unquote_to_bytes, urlencode

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import Message, Scope

from tests.web.attacks.forms import FORM
from tests.web.attacks.sentences import sentence
from tests.web.attacks.worlds import World
from tests.web.guarding import filled, quick, routes, word

__all__ = ["quick"]
pytestmark = pytest.mark.usefixtures("quick")
OUTSIDE = ("people.db", "ledger.db", "case.toml", "outside.txt", "pacts/truce.toml", "reports/barda.txt", "drafts/second.toml")
UP = ("..", "%2e%2e", "%252e%252e", "..;", "%c0%ae%c0%ae", quote("．．"), "....", "%2e%2e%00", "..%5c", ".%09.")
DOWN = ("/", "%2f", "%5c", "%252f", "%c0%af", quote("／"), quote("∕"))
ODD = (
    *("", ".", "..", "%00", "%0a", "%0d%0aX-Planted:%20yes", "%", "%zz", "%ff%fe", "%ed%a0%80", "~", "con", "*", "[a-z]*"),
    *("/etc/passwd", "%2fetc%2fpasswd", "file:%2f%2f%2fetc%2fpasswd", "C:%5cWindows", "%5c%5chost%5cshare", "second.toml"),
    *(
        "x" * 10_000,
        "../" * 3_000,
        "%00" * 3_000,
        quote("ﷺ" * 3_000),
        "9" * 5_000,
        "-1",
        "1" * 12,
        "{0}",
        "%7b0%7d",
        "<script>",
    ),
)
SIGNS = (b"root:x:", b"SQLite format 3", b"canary outside", b"time_zone", b"$argon2", b"captured = 2020", b"reply_within")
"""What stands in files that no address gives."""
ALLOWED = (200, 303, 307, 400, 403, 404, 414, 422)


def leading_elsewhere() -> tuple[str, ...]:
    """Parts that would lead out of a folder, to a file that there is."""
    ways = (up + down for up in UP for down in DOWN)
    return tuple(f"{way * (1 + n % 2 * 2)}{OUTSIDE[n % len(OUTSIDE)]}" for n, way in enumerate(ways))


def addresses(app: FastAPI, names: dict[str, str], verb: str = "GET") -> Iterator[tuple[str, str]]:
    """Each path of a verb, with each of its names instead, and with all of them."""
    parts = [*leading_elsewhere(), *ODD]
    for path, methods in routes(app):
        named = re.findall(r"\{(\w+)", path)
        if verb not in methods and (path, verb) != ("/static", "GET"):
            continue
        if path == "/static":
            yield from ((path, f"/static/{part}") for part in parts)
        for name in named:
            yield from ((path, filled(path, **names | {name: part})) for part in (parts if name != "lang" else parts[::7]))
        if len(named) > 2:
            yield from ((path, filled(path, **dict.fromkeys(named[1:], part))) for part in parts[::5])


async def got(app: FastAPI, raw: str, cookie: str, body: bytes | None = None) -> tuple[int, dict[str, str], bytes]:
    """What a server passes on of an address as it came over the line, with a form if there is one, and the answer."""
    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": body or b"", "more_body": False}

    path = unquote_to_bytes(raw.partition("?")[0]).decode("utf-8", "replace")
    scope: Scope = {
        "type": "http",
        "method": "GET" if body is None else "POST",
        "path": path,
        "raw_path": raw.encode(),
        "query_string": b"",
    }
    heads = [(b"host", b"testserver"), (b"cookie", cookie.encode()), (b"content-type", FORM.encode())]
    scope.update(headers=heads, client=("127.0.0.1", 1), method="GET" if body is None else "POST")
    scope.update(server=("testserver", 80), http_version="1.1", scheme="http", asgi={"version": "3.0"}, state={})
    try:
        await app(scope, receive, send)
    except Exception as error:  # as a server does, which has answered with 500 by then
        return 500, {}, repr(error).encode()
    found = {name.decode(): value.decode("latin-1") for name, value in told[0]["headers"]}
    return told[0]["status"], found, b"".join(part.get("body", b"") for part in told[1:])


@pytest.mark.parametrize("who", ["nobody", "keeper"])
def test_no_part_of_a_path_leads_elsewhere(world: World, who: str) -> None:
    folder = world.app.state.board.case.folder
    for place in (folder, folder.parent):
        (place / "outside.txt").write_text("canary outside", encoding="utf-8")
    cookie = cookie_of(world.everybody[who])
    wrong: list[tuple[str, str, object]] = []
    asked = [(p, a) for n, (p, a) in enumerate(addresses(world.app, world.names())) if who == "keeper" or n % 4 == 0]

    async def every() -> None:
        for path, address in asked:
            status, heads, body = await got(world.app, address, cookie)
            wrong.extend((path, address[:120], fault) for fault in faults(status, heads, body))

    asyncio.run(every())
    (folder / "outside.txt").unlink()
    assert wrong == []
    assert len(asked) > 800


def test_no_part_of_a_path_is_written_elsewhere(world: World) -> None:
    keeper, before = world.everybody["keeper"], world.state()
    typed = {"csrf": word(keeper), "why": "x", "do": "refuse", "form": "remove", "text": "x"}
    body = urlencode(typed).encode()
    wrong: list[tuple[str, str, object]] = []

    async def every() -> None:
        for path, address in [*addresses(world.app, world.names(), "POST")][::4]:
            if path.startswith("/{lang}"):
                status, heads, told = await got(world.app, address, cookie_of(keeper), body)
                wrong.extend((path, address[:120], fault) for fault in faults(status, heads, told))

    asyncio.run(every())
    assert wrong == []
    assert world.state() == before


def cookie_of(client: TestClient) -> str:
    """What a browser sends of itself."""
    return "; ".join(f"{one.name}={one.value}" for one in client.cookies.jar)


def faults(status: int, heads: dict[str, str], body: bytes) -> Iterator[object]:
    """What is wrong with an answer to such an address."""
    if status not in ALLOWED:
        yield status, body[:200]
    if any(sign in body for sign in SIGNS):
        yield "a file from elsewhere"
    if "x-planted" in heads:
        yield "a head was planted"
    to = heads.get("location", "/")
    if not re.match(r"/[^/\\]|http://testserver/|/$", to):
        yield "leads away", to[:200]
    if status >= 400 and "html" in heads.get("content-type", "") and len(sentence(body.decode())) != 1:
        yield "no sentence", body[-600:]
