"""Names of accounts, grounds of an inquiry and secrets, planted where they are kept: nobody reads them who may not."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI

from pactwatch.case import Case, open_case
from pactwatch.people import accounts, open_people, second, tokens
from tests.inquiries.conftest import CASE, PACT, REPORT
from tests.web.attacks.walking import AT, declared, walk
from tests.web.guarding import come, make, quick
from tests.web.people import PASSWORD, send, sign_in, visitor, with_accounts
from tests.web.test_complaints import COMPLAINT

__all__ = ["quick"]
KEEPER, DESK = "canary-keeper", "canary-desk"
GROUNDS = ("canarywhy", "canarystep", "canaryreply")
SECRETS = ("canary-whsec", "canary@example.org", "canary-smtp", "$argon2", "canary-label")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, quick: None) -> tuple[Case, str, tuple[str, ...]]:
    """A case with canaries, its complaint, and the secrets of an account."""
    folder = tmp_path_factory.mktemp("restricted") / "case"
    follow = '[[webhooks]]\nid = "desk"\nurl = "https://canary-whsec.example.org/x"\nsecret_env = "canary-whsec"\n'
    follow += '[[mail]]\nid = "mail"\nto = ["canary@example.org"]\n'
    follow += 'from = "canary@example.org"\nhost = "canary-smtp.example.org"\n'
    files = {"case.toml": CASE, "pacts/truce.toml": PACT, "reports/barda.txt": REPORT, "follow.toml": follow}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    open_case(folder).build()
    case = with_accounts(open_case(folder))
    people = open_people(folder)
    assert people is not None
    with people:
        accounts.add(people, KEEPER, "keeper", PASSWORD)
        token = tokens.make(people, KEEPER, "keeper", "canary-label", 9)
    return case, _worked_on(case), (token, second.new_secret())


def _worked_on(case: Case) -> str:
    kim = sign_in(visitor(case), KEEPER)
    claim = next(iter(case.view().claims))
    for typed in ({"source": "mod-armenia", "reliability": "B"}, {"claim": claim, "credibility": "2"}):
        assert send(kim, "/en/work/grade", why="seen", **typed)[0] == 303
    status, one = send(kim, "/en/complain", **(COMPLAINT | {"why": GROUNDS[0]}))
    assert status == 303
    step = {"form": "step", "step": "taken_up", "to": DESK, "why": GROUNDS[1], "after": one[-64:]}
    assert send(kim, one, f"{one}/step", **step)[0] == 303
    assert send(kim, one, f"{one}/reply", form="reply", answer="rejects", text="No.", why=GROUNDS[2])[0] == 303
    return one


@pytest.fixture(scope="module")
def app(kept: tuple[Case, str, tuple[str, ...]]) -> FastAPI:
    return make(kept[0])


@pytest.mark.parametrize("who", ["nobody", "reader", "party", "monitor", "ruler"])
def test_no_canary_sings_where_it_may_not(app: FastAPI, kept: tuple[Case, str, tuple[str, ...]], who: str) -> None:
    case, one, own = kept
    hidden = (*SECRETS, *own, *(() if who in ("monitor", "ruler") else (KEEPER, DESK, *GROUNDS)))
    client, wrong, asked = come(app, who), [], 0
    paths = declared(app, languages=("en", "ar"), complaint=one.rpartition("/")[2])
    paths += [path.replace(AT, "format=json") for path in paths if not path.startswith("/api")]
    paths += [f"{one}?known={n}" for n in range(1, case.view().seq + 1)]
    for address, answer in walk(client, paths, most=len(paths) + 100):
        asked += 1
        said = answer.text + str(answer.headers)
        wrong += [(address, canary) for canary in hidden if canary in said]
    assert sorted({c + " " + a.split("?")[0] for a, c in wrong}) == []
    assert asked > 150


@pytest.mark.parametrize("who", ["monitor", "keeper"])
def test_who_may_reads_it(app: FastAPI, kept: tuple[Case, str, tuple[str, ...]], who: str) -> None:
    page = come(app, who).get(kept[1]).text
    assert all(canary in page for canary in (KEEPER, DESK, *GROUNDS))


@pytest.mark.parametrize("who", ["nobody", "reader", "party"])
@pytest.mark.parametrize("asked", [f"assigned={DESK}", *(f"q={ground}" for ground in GROUNDS), f"q={KEEPER}"])
def test_no_question_tells_what_an_answer_may_not(app: FastAPI, who: str, asked: str) -> None:
    guessed = f"{asked[:-3]}zzz"
    found = [come(app, who).get(f"/api/v1/complaints?{query}") for query in (asked, guessed)]
    told = [(a.status_code, a.json().get("found", {}).get("total")) for a in found]
    assert told[0] == told[1]


@pytest.mark.parametrize("path", ["follow.toml", "people.db", "ledger.db", "case.toml", "follow.db"])
@pytest.mark.parametrize("who", ["nobody", "keeper"])
@pytest.mark.parametrize(
    "way", ["/{0}", "/static/../{0}", "/en/{0}", "/en/reports/..%2f{0}", "/static/%2e%2e/{0}", "/en/pictures/{0}"]
)
def test_no_file_of_the_case_is_served(app: FastAPI, who: str, way: str, path: str) -> None:
    answer = come(app, who).get(way.format(path))
    assert answer.status_code in (303, 404, 422)
    assert "canary-" not in answer.text.replace(KEEPER, "")


def test_the_folder_holds_what_was_planted(kept: tuple[Case, str, tuple[str, ...]]) -> None:
    folder: Path = kept[0].folder
    assert b"$argon2" in (folder / "people.db").read_bytes()
    assert "canary-whsec" in (folder / "follow.toml").read_text(encoding="utf-8")
