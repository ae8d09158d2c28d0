"""The list of pacts, and one pact."""

from __future__ import annotations

from starlette.testclient import TestClient


def by_id(board: TestClient, address: str) -> dict[str, dict[str, object]]:
    return {row["id"]: row for row in board.get(address).json()["pacts"]}


def test_every_pact_is_listed_in_the_order_in_which_it_was_made(board: TestClient) -> None:
    listed = board.get("/api/v1/pacts?at=2020-11-08").json()["pacts"]
    assert [p["id"] for p in listed][:2] == ["collective-security-treaty", "armenia-russia-1997"]
    assert [p["made_on"] for p in listed] == sorted(p["made_on"] for p in listed)
    geneva = next(p for p in listed if p["id"] == "geneva-2020-10-30")
    assert (geneva["kind"], geneva["state"], geneva["counts"]["overdue"]) == ("joint statement", "in_force", 2)


def test_a_pact_is_in_force_only_in_its_time(board: TestClient) -> None:
    states = {
        day: by_id(board, f"/api/v1/pacts?at={day}")["paris-2020-10-17"]["state"]
        for day in ("2020-10-01", "2020-10-20", "2021-01-01")
    }
    assert states == {"2020-10-01": "not_yet", "2020-10-20": "in_force", "2021-01-01": "superseded"}


def test_clauses_stand_beside_parties(board: TestClient) -> None:
    told = board.get("/api/v1/pacts/geneva-2020-10-30?at=2020-11-08").json()
    assert [code for code, _ in told["parties"]] == ["ARM", "AZE"]
    cells = {row["id"]: [cell and cell["status"] for cell in row["cells"]] for row in told["rows"]}
    assert cells["lists"] == ["overdue", "overdue"]
    assert [d["clause"] for d in told["deadlines"]] == ["lists"]
    treaty = board.get("/api/v1/pacts/collective-security-treaty?at=2020-11-08").json()
    assert [bool(cell) for cell in treaty["rows"][1]["cells"]] == [False] * 6 + [True]


def test_each_cell_leads_to_its_clause(board: TestClient) -> None:
    page = board.get("/en/pacts/geneva-2020-10-30?at=2020-11-08").text
    assert page.count('href="/en/pacts/geneva-2020-10-30/lists?at=2020-11-08#b-ARM"') == 1
    assert 'class="chip s-overdue"' in page
    assert page.count("<h1>") == 1


def test_what_was_known_and_by_whose_word_change_the_table(board: TestClient) -> None:
    def lists(query: str) -> list[str]:
        told = board.get(f"/api/v1/pacts/geneva-2020-10-30?at=2020-12-06{query}").json()
        return [cell["status"] for row in told["rows"] if row["id"] == "lists" for cell in row["cells"]]

    assert lists("") == ["partly_kept", "kept_late"]
    assert lists("&known=2020-11-30") == ["overdue", "overdue"]
    assert lists("&by=AZE") == ["overdue", "overdue"]
    assert "by the word of Azerbaijan alone" in board.get("/en/pacts/geneva-2020-10-30?by=AZE").text


def test_relations_are_told_from_both_ends(board: TestClient) -> None:
    def related(pact: str) -> set[tuple[str, str | None]]:
        return {(r["relation"], r["id"]) for r in board.get(f"/api/v1/pacts/{pact}").json()["related"]}

    assert ("Without prejudice to", "moscow-2020-10-10") in related("geneva-2020-10-30")
    assert ("Left untouched by", "geneva-2020-10-30") in related("moscow-2020-10-10")
    assert ("Superseded by", "statement-2020-11-10") in related("paris-2020-10-17")


def test_readings_of_a_zone_name_who_holds_them_and_every_name_of_a_place(board: TestClient) -> None:
    page = board.get("/en/pacts/collective-security-treaty").text
    assert "Held by Russia and CSTO" in page
    zones = page[page.index('id="zones"') :]
    assert all(name in zones for name in ("Artsakh", "Nagorno-Karabakh", "Qarabağ", "Արցախ"))
    assert '<span lang="hy" dir="ltr">' in zones


def test_in_arabic_the_kind_and_the_relations_are_arabic(board: TestClient) -> None:
    page = board.get("/ar/pacts/geneva-2020-10-30?at=2020-11-08").text
    assert "بيان مشترك" in page
    assert "فات أجله" in page
    assert "Clauses" not in page


def test_a_pact_that_is_not_there_is_missing(board: TestClient) -> None:
    for address in ("/en/pacts/munich-1938", "/api/v1/pacts/munich-1938"):
        answer = board.get(address)
        assert answer.status_code == 404
        assert "there is no pact" in answer.text
