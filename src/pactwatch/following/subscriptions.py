"""Who follows a case: `follow.toml` in its folder."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pactwatch.lexicons.roots import covers
from pactwatch.pacts import vocabulary
from pactwatch.pacts.fields import Fields, read_fields
from pactwatch.refusals import Refused
from pactwatch.types import Pact, Status, Verdict
from pactwatch.verdicts.language import WRITTEN

FILE = "follow.toml"
Security = Literal["starttls", "tls", "none"]
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
_ADDRESS = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a secret stands, which is never in the file itself: a variable of the environment, or a file of its own."""

    env: str | None = None
    file: Path | None = None

    def read(self) -> str:
        """The secret. Refused where there is none."""
        if self.env is not None:
            value = os.environ.get(self.env, "").strip()
            if not value:
                raise Refused(f"the environment has no {self.env}", mend="set it to the secret")
            return value
        assert self.file is not None
        try:
            return self.file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise Refused("the secret cannot be read", mend="write it into this file", file=self.file) from None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes: of these pacts, clauses (refs), parties; to these statuses. Empty: of any."""

    pacts: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()

    def follows(self, verdict: Verdict) -> bool:
        """Whether it is of what is followed, whatever its status."""
        pact = verdict.clause.partition("/")[0]
        named = not (self.pacts or self.clauses) or pact in self.pacts or verdict.clause in self.clauses
        return named and (not self.parties or any(covers(p, verdict.bearer) for p in self.parties))

    def tells(self, status: str) -> bool:
        """Whether a change to a status is to be told."""
        return not self.statuses or status in self.statuses


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that changes are posted to. private: whether it may be one of a local network."""

    id: str
    url: str
    secret: Secret
    wanted: Wanted
    languages: tuple[str, ...]
    private: bool = False


@dataclass(frozen=True, slots=True)
class Mailing:
    """Addresses that changes are mailed to, each with a message of its own, by a server."""

    id: str
    to: tuple[str, ...]
    sender: str
    host: str
    port: int
    security: Security
    user: str | None
    password: Secret | None
    wanted: Wanted
    languages: tuple[str, ...]


Subscriber = Webhook | Mailing


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """Everybody who follows a case. board: where readers open it, without a slash at the end; None where nowhere."""

    board: str | None
    subscribers: tuple[Subscriber, ...]


def read_subscriptions(case: Path, pacts: Mapping[str, Pact]) -> Subscriptions:
    """Who follows a case. Refused, with file, line and mend, where the file is missing or not understood."""
    path = case / FILE
    if not path.is_file():
        raise Refused("nobody follows the case", mend="add a follow.toml with [[webhooks]] or [[mail]] tables", file=path)
    fields = read_fields(path)
    board = _web(fields, "board").rstrip("/") if fields.has("board") else None
    found: dict[str, Subscriber] = {}
    rows: list[tuple[Fields, Subscriber]] = [(row, _webhook(row, pacts)) for row in fields.tables("webhooks")]
    rows += [(row, _mailing(row, pacts)) for row in fields.tables("mail")]
    for row, one in rows:
        if one.id in found:
            row.refuse(f"two who follow have the id {one.id!r}", "give one of them another", "id")
        row.close()
        found[one.id] = one
    fields.close()
    return Subscriptions(board, tuple(found.values()))


def _webhook(row: Fields, pacts: Mapping[str, Pact]) -> Webhook:
    secret = _secret(row, "secret")
    if secret is None:
        row.missing("secret_env", '"PACTWATCH_SECRET"')
    return Webhook(_id(row), _web(row, "url"), secret, _wanted(row, pacts), _languages(row), row.flag("private"))


def _mailing(row: Fields, pacts: Mapping[str, Pact]) -> Mailing:
    to = tuple(_address(row, a, "to") for a in row.texts("to"))
    if not to:
        row.missing("to", '["desk@example.org"]')
    host, user, password = row.text("host"), row.optional("user"), _secret(row, "password")
    security = row.one_of("security", get_args(Security), "starttls")
    if (user is None) != (password is None):
        row.refuse("a user needs a password, and a password a user", "give both, or neither", "user" if user else "host")
    if user is not None and security == "none" and host not in _LOOPBACK:
        row.refuse("the password would be sent in the clear", 'take security = "starttls" or "tls"', "security")
    port = int(row.number("port")) if row.has("port") else {"starttls": 587, "tls": 465, "none": 25}[security]
    return Mailing(
        id=_id(row),
        to=to,
        sender=_address(row, row.text("from"), "from"),
        host=host,
        port=port,
        security=next(s for s in get_args(Security) if s == security),
        user=user,
        password=password,
        wanted=_wanted(row, pacts),
        languages=_languages(row),
    )


def _id(row: Fields) -> str:
    name = row.text("id")
    if not _ID.fullmatch(name):
        row.refuse(f"{name!r} is no id", "write small letters, digits and hyphens", "id")
    return name


def _web(row: Fields, key: str) -> str:
    url = row.text(key)
    if not url.startswith(("http://", "https://")):
        row.refuse(f"{url!r} is no address of the web", "begin it with https://", key)
    return url


def _address(row: Fields, text: str, key: str) -> str:
    if not _ADDRESS.fullmatch(text):
        row.refuse(f"{text!r} is no address of mail", "write it like desk@example.org", key)
    return text


def _secret(row: Fields, key: str) -> Secret | None:
    """The place of a secret: `key_env` or `key_file`, a path from the file's folder."""
    if row.has(key):
        row.refuse("a secret has no place in this file", f"name a variable ({key}_env) or a file ({key}_file)", key)
    env, file = row.optional(f"{key}_env"), row.optional(f"{key}_file")
    if env and file:
        row.refuse(f"{key} stands in two places", f"take out {key}_env or {key}_file", f"{key}_file")
    if not env and not file:
        return None
    return Secret(env, row.file.parent / file if file else None)


def _languages(row: Fields) -> tuple[str, ...]:
    told = row.texts("languages")
    for n, tag in enumerate(told):
        row.among(tag.partition("-")[0], WRITTEN, "languages", n, noun="language")
    return told or ("en",)


def _wanted(row: Fields, pacts: Mapping[str, Pact]) -> Wanted:
    refs = [c.ref for p in pacts.values() for c in p.clauses]
    known = {"pacts": list(pacts), "clauses": refs, "statuses": list(get_args(Status))}
    found = {}
    for key, choices in known.items():
        found[key] = row.texts(key)
        for n, value in enumerate(found[key]):
            row.among(value, choices, key, n, noun={"pacts": "pact", "clauses": "clause", "statuses": "status"}[key])
    parties = row.texts("parties")
    for n, party in enumerate(parties):
        if not vocabulary.is_party(party):
            row.refuse(f"unknown party {party!r}", "give a code such as ARM or AZE.MIL", "parties", n)
    return Wanted(found["pacts"], found["clauses"], parties, found["statuses"])
