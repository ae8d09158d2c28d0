"""Writes the examples of the API's answers, `web/examples.json`, from the worked case: `python -m tools.examples`.

They are real answers, cut short: of each list one item, of each long text its beginning. Written by hand, none is.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.testclient import TestClient

from pactwatch.case import open_case
from pactwatch.people import accounts, open_people, tokens
from pactwatch.web import Settings, make_app
from pactwatch.web.describing import EXAMPLES
from pactwatch.web.reference import reference
from tools.screenshots import EXAMPLE

DAY = "2020-11-08"
_TEXT, _DEEP = 160, 4
"""Letters of a text, and how deep lists are still filled."""
_NAMES = {
    "pact": "geneva-2020-10-30",
    "clause": "lists",
    "report": "052-all-for-all",
    "source": "mod-armenia",
    "place": "hadrut",
    "draft": "003-turkey-backs-azerbaijan",
}
_TOKEN = "token"
_TRUCE = "moscow-2020-10-10"
_LEFT_OUT = ("ledger.db*", "drafts", "briefs", "originals", "people.db*")
_HEARD = {
    "source": "mod-armenia",
    "text": "(the text as it was published)",
    "c_act": "attack",
    "c_speaker": "ANON",
    "c_stance": "asserts",
}
_TABLE = "_uuid,observer,date,act,place,actor,target,killed,description\na,OSCE,2020-10-29,attack,Martuni,AZE,CIV,2,\n"


def main() -> None:
    """Asks a board of the worked case every question, does every act on a copy, and keeps what it answers."""
    with TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        shutil.copytree(
            EXAMPLE, case, ignore=shutil.ignore_patterns("ledger.db*", "drafts", "briefs", "originals", "people.db*")
        )
        open_case(case).build()
        with TestClient(make_app(open_case(case), Settings(hosts=("testserver",), rate=None))) as board:
            found = dict(asked(board, done(board, case)))
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    EXAMPLES.write_text(text + "\n", encoding="utf-8")
    print(f"{len(found)} examples, {len(text):,} letters")


def done(board: TestClient, folder: Path) -> dict[str, Any]:
    """What each act answers, by operation."""
    people = open_people(folder, create=True)
    assert people is not None
    with people:
        accounts.add(people, "desk", "keeper", "four words are enough")
        token = tokens.make(people, "desk", "keeper", "", 1)
    found: dict[str, Any] = {_TOKEN: token}

    def act(name: str, path: str, fields: dict[str, Any]) -> Any:
        answer = board.post(f"/api/v1/{path}", json=fields, headers=_by(token))
        assert answer.is_success, (path, answer.text)
        found[name] = answer.json()
        return found[name]

    party = {"complainant": "ARM", "accused": "AZE", "clause": ["geneva-2020-10-30/lists"]}
    path = "complaints/" + act("filed", "complaints", party | {"text": "(the complaint in its own words)"})["entries"][0]["id"]
    act("stepped", f"{path}/steps", {"step": "taken_up", "why": "it names a clause of ours"})
    act("replied", f"{path}/replies", {"answer": "partly", "text": "(the reply in its own words)"})
    # No pact of the worked case names a monitor who could rule.
    line = found["replied"]["entries"][0] | {"kind": "ruling"}
    found["ruled"] = found["replied"] | {"entries": [line | {"line": line["line"] + 1}]}
    act("entered", "reports", _HEARD)
    key = act("looked_at", "tables", {"dataset": "field-forms", "table": _TABLE})["key"]
    act("taken_in", "tables/taken", {"dataset": "field-forms", "key": key})
    text = (folder / "drafts" / f"{_NAMES['draft']}.toml").read_text(encoding="utf-8")
    act("edited", f"drafts/{_NAMES['draft']}/text", {"text": text})
    act("decided", f"drafts/{_NAMES['draft']}", {"do": "refuse", "why": "it promises nothing"})
    events = board.get("/api/v1/events", params={"act": "attack", "per_page": 2}).json()["events"]["items"]
    claims = [event["id"] for event in events]
    act("joined_or_parted", "judgements", {"claims": claims, "do": "different", "why": "two days lie between them"})
    act("put_right", f"claims/{claims[0]}/corrections", {"set": ["certainty=hedged"], "why": "reported speech"})
    act("graded", "gradings", {"source": "armenpress", "reliability": "B", "why": "a state agency"})
    entry = found["entered"]["entries"][0]["id"]
    act("taken_back", "retractions", {"entry": entry, "why": "entered twice"})
    return found


def _by(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def asked(board: TestClient, acts: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What each operation answers, cut short."""
    told = reference(board.get("/api/v1/openapi.json").json())
    names = _NAMES | {"draft": "027-russia-answers-on-condition", "complaint": acts["filed"]["entries"][0]["id"]}
    names["event"] = board.get("/api/v1/events", params={"contested": "yes"}).json()["events"]["items"][0]["id"]
    for one in (o for topic in told.topics for o in topic.operations):
        if one.verb != "GET":
            yield one.id, short(acts[one.id])
            continue
        path = one.path.format(**(names | {"pact": _TRUCE} if one.id == "truce" else names))
        params = {"party": "AZE"} if one.id == "obligations" else {}
        allowed = _by(acts[_TOKEN]) if "drafts" in one.path else {}
        answer = board.get(path, params=params | ({} if "complaint" in one.id else {"at": DAY}), headers=allowed)
        assert answer.is_success, (path, answer.text)
        yield one.id, short(answer.json())


def short(value: Any, depth: int = 0) -> Any:
    """A value cut short: of a list one item, of a map of words two; pairs stay whole."""
    if isinstance(value, dict):
        mapped = len(value) > _DEEP and all(isinstance(v, str) for v in value.values())
        return {k: short(v, depth + 1) for k, v in list(value.items())[: 2 if mapped else None]}
    if isinstance(value, list):
        whole = 1 < len(value) <= 3 and not any(isinstance(v, dict | list) for v in value)
        return [short(v, depth + 1) for v in (value if whole else value[: 1 if depth < _DEEP else 0])]
    if isinstance(value, str) and len(value) > _TEXT:
        return value[:_TEXT].rsplit(" ", 1)[0] + " …"
    return value


if __name__ == "__main__":
    main()
