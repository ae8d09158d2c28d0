"""Months and digits by choice."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


def test_a_region_chooses_its_months_and_digits(board: TestClient) -> None:
    told = board.get("/api/v1/languages?at=2020-11-08&to=/pacts").json()["offers"]
    written = {offer["tag"]: (offer["example"], offer["address"]) for offer in told}
    assert written["ar"] == ("8 نوفمبر 2020", "/ar/pacts")
    assert written["ar-SY"] == ("8 تشرين الثاني 2020", "/ar-SY/pacts")
    assert written["ar-SY-u-nu-arab"] == ("٨ تشرين الثاني ٢٠٢٠", "/ar-SY-u-nu-arab/pacts")
    assert written["ru"] == ("8 ноября 2020 года", "/ru/pacts")


@pytest.mark.parametrize("tag", ["ar-SY", "ar-MA", "ar-u-nu-arab", "ar-EG-u-nu-arab"])
def test_the_whole_page_is_written_so(board: TestClient, tag: str) -> None:
    page = board.get(f"/{tag}/today?at=2020-11-08").text
    day = {"ar-SY": "8 تشرين الثاني 2020", "ar-MA": "8 نونبر 2020"}.get(tag, "٨ نوفمبر ٢٠٢٠")
    assert f'lang="{tag}" dir="rtl"' in page
    assert day in page


@pytest.mark.parametrize("to", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"])
def test_it_leads_nowhere_else(board: TestClient, to: str) -> None:
    assert board.get("/en/languages", params={"to": to}).status_code == 422


def test_one_comes_back_to_the_page_that_was_left(board: TestClient) -> None:
    page = board.get("/ar/today?at=2020-11-08").text
    assert "/ar/languages?at=2020-11-08&amp;to=%2Ftoday%3Fat%3D2020-11-08" in page
    choices = board.get("/ar/languages?at=2020-11-08&to=%2Ftoday%3Fat%3D2020-11-08").text
    assert 'href="/ar-SY/today?at=2020-11-08"' in choices
