"""Claims corrected on the board: the form shows what stands, takes what is changed, and what stood before can be read."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from pactwatch.case import Case
from pactwatch.ledger.judgements import Correction
from pactwatch.pacts.claim_fields import corrected, written
from pactwatch.times import Span
from tests.web.people import send, sign_in, visitor, with_accounts

REPORT = "052-all-for-all"
_FIELD = re.compile(r'<(?:input type="text"|textarea) name="(\w+)"(?: value="([^"]*)")?')
_CHOICE = re.compile(r'<select name="(\w+)">.*?<option value="([^"]*)" selected>', re.DOTALL)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    from argon2 import PasswordHasher

    monkeypatch.setattr("pactwatch.people.secrets._hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def desk(case: Case) -> TestClient:
    """The keeper of this machine."""
    return visitor(case, local=True)


def first_of(case: Case) -> str:
    claims = case.view().claims
    return next(i for i, c in claims.items() if c.statement.report == REPORT)


def as_shown(client: TestClient, page: str) -> dict[str, str]:
    """The fields of the form as it is shown."""
    text = client.get(page).text.partition("<main")[2]
    found = [*_FIELD.findall(text), *_CHOICE.findall(text)]
    return {name: unescape(value) for name, value in found}


def test_the_form_shows_the_claim_and_takes_what_is_changed(case: Case, desk: TestClient) -> None:
    claim = first_of(case)
    page = f"/en/work/claims/{claim}"
    shown = as_shown(desk, page)
    assert {k: v for k, v in shown.items() if k != "why"} == written(case.view().claims[claim])
    typed = shown | {"when": "2020-11-20", "places": "Hadrut، Shusha", "why": "the text says 20 November"}
    status, address = send(desk, page, **typed)
    made, right_one = next((j, j.decision.claim) for j in case.view().judgements if isinstance(j.decision, Correction))
    assert (status, made.by, made.takes_back) == (303, "ana", claim)
    right = case.view().claims[right_one]
    assert (right.when, right.places, right.reader) == (Span.parse("2020-11-20"), ("Hadrut", "Shusha"), "person")
    assert claim not in case.view().claims
    after = desk.get(address.partition("#")[0]).text
    assert "the text says 20 November" in after
    before = re.search(r'href="([^"]*known=\d+[^"]*)#c-', after)
    assert before
    assert f'id="c-{claim[:8]}"' in desk.get(unescape(before[1])).text
    assert f'id="c-{claim[:8]}"' not in after


def test_who_corrected_it_is_told_to_those_who_may_know(case: Case) -> None:
    with_accounts(case)
    claim, ruler = first_of(case), sign_in(visitor(case), "rul")
    page = f"/en/work/claims/{claim}"
    assert send(ruler, page, **(as_shown(ruler, page) | {"certainty": "hedged", "why": "reported speech"}))[0] == 303
    assert told(ruler)["by"] == "rul"
    assert told(visitor(case))["by"] is None
    assert told(visitor(case))["why"] == "reported speech"
    for name, status in (("mon", 404), ("rea", 403)):
        somebody = sign_in(visitor(case), name)
        assert ("Correct this claim" in somebody.get(f"/en/reports/{REPORT}").text) == (status == 404)
        assert somebody.get("/en/work/claims/x").status_code == status


def told(client: TestClient) -> dict[str, Any]:
    """The correction that the report's page tells of."""
    rows = client.get(f"/en/reports/{REPORT}?format=json").json()["claims"]["items"]
    (found,) = next(row["corrected"] for row in rows if row["corrected"])
    return dict(found)


@pytest.mark.parametrize(
    ("changed", "sign"),
    [
        ({}, "says so already"),
        ({"actor": "NOBODY-1"}, "is no party"),
        ({"when": "someday"}, "when:"),
        ({"certainty": "hedged", "why": ""}, "there is no reason"),
    ],
)
def test_what_cannot_be_is_refused_and_kept_in_the_form(
    case: Case, desk: TestClient, changed: dict[str, str], sign: str
) -> None:
    page, seq = f"/en/work/claims/{first_of(case)}", case.view().seq
    status, shown = send(desk, page, **(as_shown(desk, page) | {"why": "because <b>"} | changed))
    assert (status, sign in shown, case.view().seq) == (422, True, seq)
    assert ("because &lt;b&gt;" in shown) == ("why" not in changed)


def test_a_claim_that_does_not_stand_is_missing(desk: TestClient) -> None:
    answer = desk.get("/ar/work/claims/feedbeef")
    assert answer.status_code == 404
    assert "لا قول قائمًا بهذا المعرّف" in answer.text


def test_what_is_written_of_each_claim_is_read_as_it_stands(case: Case) -> None:
    for claim in case.view().claims.values():
        if not any("," in place for place in claim.places):
            fields = [f"{name}={value}" for name, value in written(claim).items()]
            assert written(corrected(claim, fields)) == written(claim)
