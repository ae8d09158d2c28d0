"""A small case with everything that a form may be about, put back as it was after whatever was done to it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyotp
from fastapi import FastAPI
from starlette.testclient import TestClient

from pactwatch.case import open_case
from pactwatch.people import accounts, open_people, second, tokens
from pactwatch.web.board import Board
from tests.inquiries.conftest import CASE, PACT, REPORT
from tests.web.guarding import EVERYBODY, PROGRAMS, come, make, word
from tests.web.people import PASSWORD, with_accounts
from tests.web.test_complaints import COMPLAINT

SECOND = REPORT.replace('"barda"', '"barda-2"').replace("28 October, killing", "29 October, killing")
DRAFT = PACT.replace('"truce"', '"second-truce"')
HEAD = "_uuid,observer,date,act,place,actor,target,killed,description\n"
TABLE = f"{HEAD}1,OSCE,2020-10-29,attack,Martuni,AZE,CIV,2,seen\n"
_KEPT = {"accounts": "*", "recovery": "*", "sessions": "hash, account, made", "tokens": "*"}
"""Tables of accounts, and what of them is changed by acts alone."""
_DATABASES = ("ledger.db", "people.db")


class World:
    """A board of a case in a folder. everybody: who may come to it, each with a browser or a token of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._first = folder / "case", folder / "first"
        for name, text in _FILES.items():
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        open_case(self._folder).build()
        (self._folder / "drafts").mkdir(exist_ok=True)
        (self._folder / "drafts" / "second.toml").write_text(DRAFT, encoding="utf-8")
        self.app: FastAPI = make(_with_tokens(with_accounts(open_case(self._folder))))
        self.everybody: Mapping[str, TestClient] = {who: come(self.app, who) for who in (*EVERYBODY, *PROGRAMS)}
        self.complaint = _filed(self.everybody["keeper"])
        self.looked_at = _sent_table(self.everybody["keeper"])
        self.code = _with_second_factor(self._folder)
        self._cookies = {who: list(client.cookies.jar) for who, client in self.everybody.items()}
        self._close()
        shutil.copytree(self._folder, self._first)
        self._open()
        self.first = self.state()

    def state(self) -> tuple[object, ...]:
        """What nobody may change by what is refused: the end of the ledger, every file, accounts, sessions and tokens."""
        files = {
            (str(path.relative_to(self._folder)), stat.st_size, stat.st_mtime_ns)
            for path in self._folder.rglob("*")
            if path.is_file() and not path.name.startswith(_DATABASES) and (stat := path.stat())
        }
        with sqlite3.connect(self._folder / "people.db") as people:
            rows = tuple(tuple(people.execute(f"SELECT {columns} FROM {table} ORDER BY 1")) for table, columns in _KEPT.items())
        return self.app.state.board.ledger.head(), frozenset(files), rows

    def put_back(self) -> None:
        """All is as it was."""
        self._close()
        shutil.rmtree(self._folder)
        shutil.copytree(self._first, self._folder)
        self._open()
        for who, client in self.everybody.items():
            client.cookies.clear()
            for cookie in self._cookies[who]:
                client.cookies.jar.set_cookie(cookie)

    def forgive(self) -> None:
        """Nobody has tried to sign in."""
        with sqlite3.connect(self._folder / "people.db") as people:
            if people.execute("SELECT 1 FROM attempts").fetchone():
                people.execute("DELETE FROM attempts")

    def names(self) -> dict[str, str]:
        """The things that there are, by what paths call them."""
        snapshot = self.app.state.board.now()
        claims = list(snapshot.view.claims)
        there = {"pact": "truce", "clause": "civilians", "report": "barda", "source": "mod-armenia", "place": "martuni"}
        return there | {"complaint": self.complaint, "draft": "second", "name": "arm", "event": claims[0], "claim": claims[0]}

    def _close(self) -> None:
        self.app.state.board.close()
        if getattr(self.app.state, "people", None) is not None:
            self.app.state.people.close()

    def _open(self) -> None:
        self.app.state.people = None
        self.app.state.board = Board(open_case(self._folder), lambda _: None)


_FILES = {"case.toml": CASE, "pacts/truce.toml": PACT, "reports/barda.txt": REPORT, "reports/barda-2.txt": SECOND}


def _with_tokens(case: Any) -> Any:
    """The case, with a token of the keeper's that a form can end."""
    people = open_people(case.folder)
    assert people is not None
    with people:
        tokens.make(people, accounts.account(people, "kim").name, "reader", "to be revoked", 9)
    return case


def _sent_table(keeper: TestClient) -> str:
    """The page that shows what a table would change; it waits to be taken in."""
    sent = {"csrf": word(keeper), "dataset": "field-forms"}
    answer = keeper.post("/en/work/table", data=sent, files={"table": ("t.csv", TABLE.encode(), "text/csv")})
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def _with_second_factor(folder: Path) -> str:
    """A code of the keeper's second factor, which is turned on after they signed in."""
    people = open_people(folder)
    assert people is not None
    with people:
        secret = second.new_secret()
        return second.turn_on(people, "kim", secret, pyotp.TOTP(secret).now())[0]


def _filed(keeper: TestClient) -> str:
    answer = keeper.post("/en/complain", data={"csrf": word(keeper), **COMPLAINT})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).rpartition("/")[2]


__all__ = ["HEAD", "PASSWORD", "TABLE", "World"]
