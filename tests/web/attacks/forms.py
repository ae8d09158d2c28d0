"""The forms that a board has, read from its own pages, each with something that can be sent with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote_plus
from xml.etree.ElementTree import Element

import pyotp
import tinyhtml5
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.web.attacks.values import good
from tests.web.attacks.worlds import World
from tests.web.guarding import filled, routes

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=B0undary"
Sent = Sequence[tuple[str, bytes]]
"""The fields of a form as they go over the line."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a page. route: the path that takes it in. page: where it stands. fields: each with what a person would send.
    files: those of them that are files. lists: what those offer of which one chooses."""

    route: str
    action: str
    page: str
    fields: tuple[tuple[str, str], ...]
    files: frozenset[str]
    lists: frozenset[tuple[str, str]] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """Its fields, each once, without its token."""
        return tuple(dict.fromkeys(name for name, _ in self.fields if name != "csrf"))

    def filled(self, good: Mapping[str, str]) -> Form:
        """The same, with these values in the fields of these names; those that its page fixes stay."""
        typed = dict(good) | ({"code": pyotp.TOTP(dict(self.fields)["secret"]).now()} if "secret" in self.names else {})
        lists = {name for name, _ in self.lists}

        def value(name: str, there: str) -> str:
            if name in lists:
                return typed[name] if there and (name, typed.get(name)) in self.lists else there
            return there or typed.get(name, "")

        return replace(self, fields=tuple((n, value(n, v)) for n, v in self.fields))

    def sent(self, csrf: str, instead: Mapping[str, Sequence[bytes]]) -> Sent:
        """What goes over the line: a field of `instead` as often as it has values there."""
        kept = [(name, value.encode()) for name, value in self.fields if name not in instead and name != "csrf"]
        return [*kept, *((n, v) for n, values in instead.items() for v in values), *([("csrf", csrf.encode())] if csrf else [])]


def post(client: TestClient, address: str, sent: Sent, files: frozenset[str] = frozenset()) -> Any:
    """Sends a form as a browser does: in parts where it has files; gives the answer."""
    if not files:
        body = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in sent).encode()
        return client.post(address, content=body, headers={"content-type": FORM})
    head = b'--B0undary\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n'
    parts = (head % (n.encode(), b'; filename="t.csv"' if n in files else b"") + value + b"\r\n" for n, value in sent)
    return client.post(address, content=b"".join((*parts, b"--B0undary--\r\n")), headers={"content-type": PARTS})


def taken_in(app: FastAPI) -> list[str]:
    """The paths that take forms in."""
    return sorted({path for path, methods in routes(app) if "POST" in methods and path.startswith("/{lang}")})


def forms_of(app: FastAPI, shown: str, page: str) -> Iterator[Form]:
    """The forms that send something, on a page: each by every button, with something chosen of each list, and with nothing of
    those of which nothing need be chosen."""
    for found in tinyhtml5.parse(shown, namespace_html_elements=False).iter("form"):
        action = found.get("action", "")
        if found.get("method") == "post":
            route, files = _route(app, action), frozenset(_files(found))
            lists = frozenset((f.get("name", ""), o.get("value", "")) for f in found.iter("select") for o in f.iter("option"))
            pressed = [(b.get("name", ""), b.get("value", "")) for b in found.iter("button") if b.get("name")]
            buttons: list[tuple[tuple[str, str], ...]] = [(button,) for button in pressed]
            for fields in dict.fromkeys((tuple(_fields(found, chosen=True)), tuple(_fields(found, chosen=False)))):
                yield from (Form(route, action, page, (*fields, *button), files, lists) for button in buttons or [()])


def forms_found(world: World) -> list[Form]:
    """The forms of all pages, filled so that they can be taken."""
    shown = [(world.looked_at, "/en/work/table")]
    found: dict[tuple[object, ...], Form] = {}
    for who in ("keeper", "nobody"):
        for path, methods in routes(world.app):
            address = filled(path, **world.names())
            answer = world.everybody[who].get(address) if "GET" in methods and path.startswith("/{lang}") else None
            if answer is not None and answer.status_code == 200 and "html" in answer.headers["content-type"]:
                shown.append((answer.text, address))
    for text, address in shown:
        for form in forms_of(world.app, text, address):
            typed = dict(good(world)) | ({"name": "kim"} if form.route.endswith("/sign-in") else {})
            chosen = tuple(v for n, v in form.fields if n in {"form", "do", *(name for name, _ in form.lists)})
            found.setdefault((form.route, form.names, chosen if form.action == address else chosen[:1]), form.filled(typed))
    return list(found.values())


def _route(app: FastAPI, action: str) -> str:
    """The path that takes in what is sent to an address; the one with the fewest names, where several could."""
    fits = [path for path in taken_in(app) if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", path), action)]
    return min(fits, key=lambda path: path.count("{"))


def _fields(form: Element, *, chosen: bool) -> Iterator[tuple[str, str]]:
    for field in form.iter():
        name, value = field.get("name", ""), field.get("value", "")
        if not name or field.tag == "button":
            continue
        if field.tag == "select":
            options = [o.get("value", "") for o in field.iter("option")]
            yield name, next(filter(None, options), "") if chosen or "" not in options else ""
        elif field.tag == "textarea":
            yield name, (field.text or "").lstrip("\n")
        else:
            yield name, value


def _files(form: Element) -> Iterator[str]:
    return (field.get("name", "") for field in form.iter("input") if field.get("type") == "file")
