"""Headlines and leads in Russian: made-up lines in the manner of agencies, with the fields of their claims."""

from __future__ import annotations

from typing import Any

import pytest

from pactwatch.reading import read
from pactwatch.reading.lines import claim_object
from pactwatch.times import Span
from pactwatch.types import Report

CASES: list[tuple[str, dict[str, Any]]] = [
    ("Ракеты по Полтаве запускали с кораблей – ВСУ", {"act": "attack", "speaker": "UKR.MIL", "places": ["Полтава"]}),
    ("Оккупанты ударили по складу под Харьковом", {"act": "attack", "actor": ["RUS.MIL"], "places": ["Харьков"]}),
    (
        "В Минобороны РФ заявили об уничтожении склада в Одессе.",
        {"act": "attack", "speaker": "RUS.MIL", "actor": ["RUS.MIL"], "places": ["Одесса"]},
    ),
    (
        "Украинская артиллерия, как утверждается, уничтожает склады у Херсона.",
        {"act": "attack", "speaker": "ANON", "actor": ["UKR.MIL"]},
    ),
    ("Два человека погибли при обстреле ВСУ рынка в Донецке.", {"act": "attack", "actor": ["UKR.MIL"]}),
    ("В Харькове жертв и разрушений нет.", {"act": "harm", "negated": True}),
    ("В подконтрольном Киеву Краматорске прогремел взрыв.", {"act": "attack", "actor": [], "places": ["Краматорск"]}),
    ("Российский удар был нанесен по подстанции в Виннице.", {"act": "attack", "actor": ["RUS"]}),
    ("ВСУ нанесли удар по Кременчугскому НПЗ.", {"act": "attack", "places": ["Кременчугский НПЗ"]}),
    ("Под обстрел попал город Днепр.", {"act": "attack", "places": ["Днепр"]}),
]


def claims_of(text: str) -> list[dict[str, Any]]:
    report = Report("t", "t", "ru", "", text, Span.parse("2022-06-15"), None, "")
    return [claim_object(c) for c in read(report)]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=lambda v: v if isinstance(v, str) else "")
def test_a_headline_is_read(text: str, expected: dict[str, Any]) -> None:
    claims = claims_of(text)
    assert [c for c in claims if all(c[k] == v for k, v in expected.items())], claims


def test_a_headline_and_its_text_tell_one_claim() -> None:
    (claim,) = claims_of(
        "ВС РФ уничтожили цеха завода в Харькове 16+ — Специальная военная операция России "
        "Вооруженные силы РФ уничтожили цеха завода в Харькове, сообщили в Минобороны РФ."
    )
    assert claim["speaker"] == "RUS.MIL"
    assert claim["quote"].startswith("Вооруженные")


def test_a_quotation_belongs_to_the_one_named_at_its_end() -> None:
    claims = claims_of("«Ночью по городу нанесен ракетный удар. Погибли двое», — сообщил мэр Николаева Александр Сенкевич.")
    assert {c["speaker"] for c in claims} == {"UKR.GOV"}


def test_the_list_of_a_briefing_is_told_by_who_gives_it() -> None:
    claims = claims_of("Брифинг Минобороны России, коротко: — Войска взяли под контроль Сватово. — Сбит вертолет.")
    assert [c["speaker"] for c in claims] == ["RUS.MIL", "RUS.MIL"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Власти Белгородской области сообщили об обстреле со стороны Украины.", "RUS.GOV"),
        ("Порт обстрелян, пишет «Суспильне» со ссылкой на мэра Одессы.", "UKR.GOV"),
        (
            "Советник министра внутренних дел Украины рассказал, что ночью обстрелян порт. По его словам, погибли трое.",
            "UKR.GOV",
        ),
    ],
)
def test_who_tells_it(text: str, speaker: str) -> None:
    assert {c["speaker"] for c in claims_of(text)} == {speaker}
