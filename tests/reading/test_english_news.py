"""English in the manner of news agencies and monitors: who speaks, who acts, and what is only an adjective."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.test_english import agrees, claims

SPOKEN: list[tuple[str, dict[str, Any]]] = [
    (
        "Azerbaijan's defence ministry rejected the accusation and said Armenian troops had fired first.",
        {"act": "attack", "speaker": "AZE.MIL", "actor": ["ARM.MIL"]},
    ),
    (
        "Kenya, a close ally of Uganda, said Somali forces had shelled Mandera.",
        {"act": "attack", "speaker": "KEN", "actor": ["SOM.MIL"]},
    ),
    (
        "Turkish forces shelled Tal Rifaat, western diplomats in neighbouring Iraq said.",
        {"act": "attack", "speaker": "ANON", "actor": ["TUR.MIL"]},
    ),
    ("Chadian forces were reported to have shelled Tina.", {"act": "attack", "speaker": "ANON"}),
    (
        "It was alleged by the Sudanese government that Ethiopian troops had shelled Gedaref.",
        {"act": "attack", "speaker": "SDN.GOV", "actor": ["ETH.MIL"]},
    ),
    ("Al-Shabaab fighters shelled Baidoa, the group said on Friday.", {"act": "attack", "speaker": "AL-SHABAAB"}),
    (
        "The OSCE patrolled near Popasna, recording 12 ceasefire violations.",
        {"act": "violate_ceasefire", "speaker": "OSCE"},
    ),
    ("Over 200 ceasefire violations were recorded by the OSCE.", {"act": "violate_ceasefire", "speaker": "OSCE", "actor": []}),
]

TIMED: list[tuple[str, dict[str, Any]]] = [
    (
        "KYIV. November 2 (Interfax) - Ukraine pledged to release 20 prisoners.",
        {"act": "release", "stance": "promises", "when": "2020-11-02"},
    ),
    (
        "Armenian forces will open a corridor at 10 a.m. Moscow time on Monday.",
        {"act": "deliver_aid", "stance": "promises", "due": "2020-11-02T10:00", "places": []},
    ),
]

ACTED: list[tuple[str, dict[str, Any]]] = [
    (
        "Taliban fighters attacked a base near Kunduz, killing 17 soldiers and taking control of the base.",
        {"act": "capture", "actor": ["TALIBAN"]},
    ),
    (
        "Armenian Prime Minister Nikol Pashinyan and Azerbaijani President Ilham Aliyev held talks.",
        {"act": "consult", "actor": ["ARM.GOV", "AZE.GOV"]},
    ),
    (
        "The rebels, who seized Bunagana in June, have refused to withdraw.",
        {"act": "withdraw", "stance": "refuses", "speaker": "REBELS", "actor": ["REBELS"]},
    ),
    (
        "The Kremlin dismissed as absurd allegations that Russian forces had shelled Mariupol.",
        {"act": "attack", "stance": "denies", "speaker": "RUS.GOV", "actor": ["RUS.MIL"]},
    ),
    ("Police in Mali came under fire from gunmen.", {"act": "attack", "actor": ["GUNMEN"]}),
    ("Two soldiers were killed when Taliban fighters attacked a checkpoint.", {"act": "attack", "actor": ["TALIBAN"]}),
    ("France plans to pull its troops out of Mali.", {"act": "withdraw", "stance": "promises", "actor": ["FRA"], "target": []}),
    (
        "Myanmar's government rejected an offer of talks from the rebels.",
        {"act": "consult", "stance": "refuses", "speaker": "MMR.GOV"},
    ),
    (
        "Ethiopia has ordered seven U.N. officials to leave the country.",
        {"act": "sanction", "stance": "asserts", "actor": ["ETH"], "target": ["UN"]},
    ),
    (
        "The Houthis said they would halt missile attacks on Saudi Arabia.",
        {"act": "attack", "stance": "promises", "negated": True},
    ),
]


NEWS = SPOKEN + TIMED + ACTED


@pytest.mark.parametrize(("text", "expected"), NEWS, ids=[text[:50] for text, _ in NEWS])
def test_a_sentence_of_news_is_read_into_its_claim(text: str, expected: dict[str, Any]) -> None:
    found = claims(text)
    assert any(agrees(claim, expected) for claim in found), found


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The European Union met the families of detained officials.", "detain"),
        ("Residents of the besieged town spoke to reporters.", "block_access"),
        ("The prisoners continued their hunger strike.", "attack"),
        ("Prices rose after bloody clashes.", "attack"),
    ],
)
def test_a_participle_before_its_noun_and_a_known_event_are_no_acts(text: str, act: str) -> None:
    assert [claim for claim in claims(text) if claim["act"] == act] == []


@pytest.mark.parametrize("text", ["Russian-backed forces shelled Avdiivka.", "At 10 a.m. Moscow time gunmen shelled Avdiivka."])
def test_an_adjective_with_a_hyphen_and_a_clock_name_nobody(text: str) -> None:
    found = claims(text)
    assert found
    assert all(party.split(".")[0] != "RUS" for claim in found for party in claim["actor"])


@pytest.mark.parametrize(
    ("text", "act", "stance"),
    [
        (
            "Six humanitarian corridors from Orlivka, Brid and Kalyna to Stepove have been approved for Monday.",
            "deliver_aid",
            "promises",
        ),
        ("Humanitarian corridors will also link Orlivka with Stepove in the north of the region.", "deliver_aid", "promises"),
        ("There are also plans to open humanitarian corridors from Orlivka.", "deliver_aid", "promises"),
        ("All the four humanitarian corridors arranged by the ministry functioned as planned.", "deliver_aid", "asserts"),
        ("Evacuation from Orlivka, Brid and Kalyna to Stepove has also been agreed upon.", "evacuate", "promises"),
        ("Residents who stayed behind were expected to be evacuated from Orlivka on Monday.", "evacuate", "promises"),
        ("People can go from Orlivka to Stepove in their own cars.", "evacuate", "promises"),
        ("A total of 1,200 people came from Orlivka and Brid to Stepove.", "evacuate", "asserts"),
        ("Some 300 residents of Orlivka were able to reach Stepove.", "evacuate", "asserts"),
        ("The army accused local gangs of disrupting the work of the corridors.", "block_access", "asserts"),
    ],
)
def test_a_way_planned_is_promised_and_one_gone_is_told(text: str, act: str, stance: str) -> None:
    assert {(c["act"], c["stance"]) for c in claims(text)} == {(act, stance)}


def test_a_way_made_for_something_does_not_tell_that_it_was_done() -> None:
    assert "evacuate" not in {c["act"] for c in claims("The mayor showed a road to evacuate civilians from Orlivka.")}


def test_who_accuses_did_not_do_it() -> None:
    assert [c["actor"] for c in claims("The Russian military has accused local gangs of blocking the road.")] == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijani forces violated the ceasefire agreement of 12 September 2018.",
        "The mission recorded ceasefire violations near Popasna for the first time since August 2020.",
    ],
)
def test_a_date_that_only_tells_things_apart_is_no_time_of_an_act(text: str) -> None:
    assert [c["when"] for c in claims(text)] == [None]
