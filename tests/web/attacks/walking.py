"""Every address that somebody gets to: what pages link, and what the application declares, of each kind a few."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from html import unescape
from urllib.parse import parse_qsl, quote, urldefrag, urljoin, urlsplit

from fastapi import FastAPI
from httpx import Response
from starlette.testclient import TestClient

from tests.web.guarding import filled, routes

HOST = "http://testserver"
AT = "at=2020-12-06"
_LINK = re.compile(r'(?:href|src|action)="([^"]*)"')


def walk(client: TestClient, starts: Sequence[str], most: int = 400, alike: int = 3) -> Iterator[tuple[str, Response]]:
    """Each address with its answer. alike: how many of one kind (path but for its names, parameters by name) are asked for."""
    seen: set[str] = set()
    kinds: Counter[tuple[object, ...]] = Counter()
    waiting = deque(starts)
    while waiting and len(seen) < most:
        address = waiting.popleft()
        kind = _kind(address)
        if address in seen or (kinds[kind] >= alike and address not in starts):
            continue
        kinds[kind] += 1
        seen.add(address)
        answer = client.get(address)
        yield address, answer
        if "html" in answer.headers.get("content-type", "html"):
            waiting.extend(_links(answer.headers.get("location", ""), answer.text, address))


def declared(app: FastAPI, languages: Sequence[str] = ("en", "ar", "ru"), complaint: str = "") -> list[str]:
    """Every path that can be read, of things that there are, in each language and for programs."""
    snapshot = app.state.board.now()
    view, found = snapshot.view, []
    pact, clause = next(iter(snapshot.clauses)).split("/")
    names = {"pact": pact, "clause": clause, "place": "hadrut", "complaint": complaint, "draft": "draft"}
    for path, methods in routes(app):
        if "GET" not in methods:
            continue
        for report, source, event in zip(view.reports, [*view.sources] * 9, [*view.claims] * 9, strict=False):
            there = names | {"report": quote(report), "source": quote(source), "event": event}
            found += [f"{filled(path, lang, **there)}?{AT}" for lang in languages]
    return list(dict.fromkeys(found))


def _links(location: str, text: str, address: str) -> Iterator[str]:
    for link in (location, *map(unescape, _LINK.findall(text))):
        try:
            whole = urlsplit(urldefrag(urljoin(HOST + address, link)).url)
        except ValueError:
            continue
        if link and whole.netloc == "testserver" and not whole.path.startswith("/static/"):
            yield whole.path + (f"?{whole.query}" if whole.query else "")


def _kind(address: str) -> tuple[object, ...]:
    parts = urlsplit(address)
    steps = parts.path.split("/")
    region = steps[1][:2] + ("-" if "-" in steps[1] else "") if len(steps[1]) != 3 else steps[1]
    return (region, *steps[2:3], len(steps), *sorted({k for k, _ in parse_qsl(parts.query)}))
