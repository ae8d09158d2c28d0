"""What a program does with the client, against the application itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from pactwatch.case import open_case
from pactwatch.client import Client, Problem, Recorded
from pactwatch.people import accounts, open_people, tokens
from pactwatch.web import Settings, make_app
from tests.people.conftest import PASSWORD

TEXT = "The Ministry of Defence of Armenia said that Azerbaijani forces shelled Martuni on 29 October 2020."
TABLE = b"_uuid,observer,date,act,place,actor,target,killed,description\na,OSCE,2020-10-29,attack,Martuni,AZE,CIV,2,x\n"


@pytest.fixture
def boards(worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Client]]:
    """Clients with a token of a keeper's and of a monitor's, and one without, of a case to write to."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr("pactwatch.people.secrets._hasher", hasher)
    folder = tmp_path / "case"
    shutil.copytree(worked, folder)
    people = open_people(folder, create=True)
    assert people is not None
    given: dict[str, str | None] = {"nobody": None}
    with people:
        for name, role in (("kim", "keeper"), ("mon", "monitor")):
            account = accounts.add(people, name, role, PASSWORD)
            given[name] = tokens.make(people, name, account.role, "", 1)
    app = make_app(open_case(folder), Settings(hosts=("127.0.0.1",), rate=None))
    with TestClient(app) as reader:
        yield {who: Client("http://127.0.0.1:8000", token=token, transport=reader._transport) for who, token in given.items()}


def test_a_complaint_is_filed_followed_and_replied_to(boards: dict[str, Client]) -> None:
    kim = boards["kim"]
    filed = kim.complain("ARM", "AZE", ["geneva-2020-10-30/lists"], "(in its own words)", when="2020-11-07", severity=None)
    assert filed == Recorded(filed.entries, f"/api/v1/complaints/{filed.entries[0].id}", filed.page)
    name = filed.entries[0].id
    assert kim.step(name, "taken_up", "in our area").entries[0].kind == "inquiry"
    assert kim.reply(name, "partly", "(in its own words)").at == filed.at
    with pytest.raises(Problem, match="monitor") as told:
        kim.rule(name, "OSCE", "happened", "(the grounds)")
    assert told.value.status == 422
    assert len(kim.get(f"complaints/{name}")["turns"]) == 3


def test_texts_tables_and_judgements(boards: dict[str, Client]) -> None:
    kim, mon = boards["kim"], boards["mon"]
    (found,) = mon.read(TEXT, "mod-armenia", published="2020-10-29")
    written = mon.record(TEXT, "mod-armenia", [found["number"]], published="2020-10-29")
    assert kim.grade("seen by others", claim=written.entries[0].id, credibility="2").at is not None
    with pytest.raises(Problem, match="this needs the role ruler") as told:
        mon.retract(written.entries[0].id, "misread")
    assert told.value.status == 403
    assert kim.retract(written.entries[0].id, "misread").entries[0].line == kim.head().seq
    seen = mon.preview("field-forms", TABLE, part=True)
    assert seen["added"] == 1
    assert mon.take("field-forms", seen["key"], part=True).at == "/api/v1/reports/field-forms"
    first, second = (e["id"] for e in kim.get("events", act="attack")["events"]["items"][:2])
    assert kim.same([first, second], "one shell").at == f"/api/v1/events/{first}"
    with pytest.raises(Problem, match="of the same and of different events"):
        kim.different([first, second], "two shells")
    right = kim.correct(first, ["certainty=hedged"], "reported speech")
    assert [e.kind for e in right.entries] == ["claim", "correction"]
    assert right.at == f"/api/v1/events/{right.entries[0].id}"
    with pytest.raises(Problem, match="'shell' is no act"):
        kim.correct(second, ["act=shell"], "misread")
    with pytest.raises(Problem, match="no draft"):
        kim.adopt("nothing", "read")
    with pytest.raises(Problem, match="no draft"):
        kim.refuse("nothing", "read")


def test_nothing_is_done_without_a_token(boards: dict[str, Client]) -> None:
    head = boards["nobody"].head()
    with pytest.raises(Problem, match="acts with a token") as told:
        boards["nobody"].grade("why not", source="armenpress", reliability="A")
    assert (told.value.status, boards["nobody"].head()) == (401, head)
