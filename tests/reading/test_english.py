"""English read into claims, in short sentences of our own: stances, negation, speech, passives, parties, deadlines, hedges."""

from __future__ import annotations

from typing import Any

import pytest

from pactwatch.reading import read
from pactwatch.reading.lines import claim_object
from pactwatch.times import Span
from pactwatch.types import Report

PUBLISHED = "2020-11-02"


def claims(text: str) -> list[dict[str, Any]]:
    report = Report("r", "s", "en", "", text, Span.parse(PUBLISHED), None, "0" * 64)
    return [claim_object(claim) for claim in read(report)]


def agrees(claim: dict[str, Any], expected: dict[str, Any]) -> bool:
    """Whether a claim has every field expected; lists of names in any order."""
    return all(
        sorted(claim[key]) == sorted(value) if isinstance(value, list) else claim[key] == value
        for key, value in expected.items()
    )


CASES: list[tuple[str, dict[str, Any]]] = [
    # Stances.
    (
        "Armenian forces shelled Tartar on Sunday, Azerbaijan's Defence Ministry said.",
        {
            "act": "attack",
            "stance": "asserts",
            "speaker": "AZE.MIL",
            "actor": ["ARM.MIL"],
            "places": ["Tartar"],
            "when": "2020-11-01",
        },
    ),
    (
        "Armenia's Foreign Ministry denied that Armenian forces had shelled Tartar.",
        {
            "act": "attack",
            "stance": "denies",
            "speaker": "ARM.GOV",
            "actor": ["ARM.MIL"],
            "negated": False,
            "places": ["Tartar"],
        },
    ),
    (
        "Ukraine accused Russia of shelling Avdiivka.",
        {"act": "attack", "stance": "asserts", "speaker": "UKR", "actor": ["RUS"], "places": ["Avdiivka"]},
    ),
    (
        "The two ministers of Armenia and Azerbaijan agreed to exchange bodies.",
        {"act": "return_remains", "stance": "promises", "speaker": "OUTLET", "actor": ["ARM.GOV", "AZE.GOV"]},
    ),
    (
        "The United States urged Israel to protect civilians in Gaza.",
        {"act": "support", "stance": "requests", "speaker": "USA", "actor": ["ISR"], "target": ["CIV"], "places": ["Gaza"]},
    ),
    (
        "Armenia called on Russia to begin consultations on assistance.",
        {"act": "consult", "stance": "requests", "speaker": "ARM", "actor": ["RUS"]},
    ),
    ("France proposed a truce of 30 days.", {"act": "cease_fire", "stance": "proposes", "speaker": "FRA"}),
    (
        "Iran refused to release the sailors.",
        {"act": "release", "stance": "refuses", "speaker": "IRN", "target": ["DETAINEES"]},
    ),
    (
        "Germany will not supply tanks to Ukraine, the chancellor said.",
        {"act": "support", "stance": "refuses", "speaker": "DEU.GOV", "actor": ["DEU"], "negated": False},
    ),
    (
        "Turkey threatened to strike Kurdish positions in northern Syria.",
        {"act": "attack", "stance": "threatens", "speaker": "TUR", "actor": ["TUR"], "places": ["northern Syria"]},
    ),
    # Negation.
    (
        "The sides will not deliberately target civilians.",
        {"act": "attack", "stance": "promises", "negated": True, "actor": ["ALL"], "target": ["CIV"]},
    ),
    (
        "No violations of the ceasefire were recorded in Zolote.",
        {"act": "violate_ceasefire", "stance": "asserts", "negated": True, "places": ["Zolote"]},
    ),
    ("The truce collapsed on Sunday.", {"act": "cease_fire", "stance": "asserts", "negated": True, "when": "2020-11-01"}),
    (
        "The parties have failed to disengage their forces around Kodok.",
        {"act": "withdraw", "stance": "asserts", "negated": True, "actor": ["ALL"], "places": ["Kodok"]},
    ),
    (
        "The Mission saw 15 tanks in violation of agreed withdrawal lines near Brianka.",
        {"act": "withdraw", "negated": True, "speaker": "OSCE", "actor": [], "places": ["Brianka"]},
    ),
    (
        "Saudi Arabia lifted the blockade of Qatar.",
        {"act": "block_access", "negated": True, "actor": ["SAU"], "target": ["QAT"]},
    ),
    # Who suffers, and by whom.
    (
        "Two villages near Barda were shelled by Armenian forces.",
        {"act": "attack", "stance": "asserts", "actor": ["ARM.MIL"], "places": ["Barda"]},
    ),
    (
        "CTSAMVM was denied access to Wau by government forces of South Sudan.",
        {"act": "block_access", "actor": ["SSD.MIL"], "target": ["CTSAMVM"], "places": ["Wau"]},
    ),
    (
        "At least 12 people were killed in an air strike on Idlib.",
        {"act": "attack", "amounts": [{"value": 12, "unit": "killed", "qualifier": "at_least"}], "places": ["Idlib"]},
    ),
    ("Ethiopia deployed troops along the border with Sudan.", {"act": "mobilize", "actor": ["ETH"], "target": []}),
    ("Israeli forces attacked a Syrian post.", {"act": "attack", "actor": ["ISR.MIL"], "target": ["SYR"]}),
    # Who speaks, and goes on speaking.
    (
        "Russia's Defence Ministry reported fighting. It said that Ukrainian troops had shelled Donetsk.",
        {"act": "attack", "speaker": "RUS.MIL", "actor": ["UKR.MIL"], "places": ["Donetsk"]},
    ),
    (
        "Azerbaijan's Defence Ministry said that its troops had captured Hadrut.",
        {"act": "capture", "speaker": "AZE.MIL", "actor": ["AZE.MIL"], "places": ["Hadrut"]},
    ),
    (
        "Kyiv urged restraint, adding that Russian forces shelled Kharkiv.",
        {"act": "attack", "stance": "asserts", "speaker": "UKR.GOV", "actor": ["RUS.MIL"]},
    ),
    # Sides, corridors, deadlines, conditions, hedges.
    (
        "Armenia and Azerbaijan met in Geneva. The two sides exchanged lists of detainees on Friday.",
        {"act": "transfer_list", "actor": ["ARM", "AZE"], "target": ["DETAINEES"], "when": "2020-10-30"},
    ),
    (
        "A humanitarian corridor from Mariupol to Zaporizhzhia was opened on Saturday.",
        {"act": "deliver_aid", "stance": "asserts", "places": ["Mariupol", "Zaporizhzhia"], "when": "2020-10-31"},
    ),
    (
        "The humanitarian corridors will be opened on 5 November.",
        {"act": "deliver_aid", "stance": "promises", "due": "2020-11-05"},
    ),
    (
        "Within one week, each side will deliver to the Red Cross a list of the prisoners it holds.",
        {"act": "transfer_list", "stance": "promises", "target": ["ICRC"], "due": "P7D"},
    ),
    (
        "Armenia must withdraw its troops from Lachin by 1 December.",
        {"act": "withdraw", "stance": "requests", "actor": ["ARM"], "target": [], "places": ["Lachin"], "due": "2020-12-01"},
    ),
    (
        "If fighting spreads to Armenian territory, Russia will provide the necessary support.",
        {"act": "support", "stance": "promises", "actor": ["RUS"], "condition": "If fighting spreads to Armenian territory"},
    ),
    ("SPLM-IO forces allegedly attacked Yei.", {"act": "attack", "actor": ["SPLM-IO"], "certainty": "hedged"}),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:50] for text, _ in CASES])
def test_a_sentence_is_read_into_its_claim(text: str, expected: dict[str, Any]) -> None:
    found = claims(text)
    assert any(agrees(claim, expected) for claim in found), found


@pytest.mark.parametrize(
    "text",
    [
        "The report was released on Friday.",
        "Workers went on a hunger strike over pay.",
        "The defence minister opened the exhibition.",
        "The company struck a deal with its bank.",
        "Despite the ceasefire, prices rose.",
    ],
)
def test_what_is_only_mentioned_is_not_claimed(text: str) -> None:
    assert claims(text) == []


def test_a_time_of_speaking_is_not_the_time_of_the_act() -> None:
    found = claims("Human Rights Watch said on Friday that Armenian forces had shelled Barda.")
    assert [claim["when"] for claim in found] == [None]


def test_a_number_with_separators_is_one_word() -> None:
    found = claims("The SMM recorded 1,200 ceasefire violations in Zolote.")
    assert [claim["quote"] for claim in found] == ["The SMM recorded 1,200 ceasefire violations in Zolote"]
