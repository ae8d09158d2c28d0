"""From the text of an agreement to a draft pact that a person fills in.

The texts in `golden` are invented. Beside each stands the draft that it must give, and beside that the draft filled in.
To take over new drafts after a change that is meant: `PACTWATCH_GOLDEN=write pytest tests/drafts`.
"""

from __future__ import annotations

import os
import tomllib
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from pactwatch import lexicons
from pactwatch.cli import app
from pactwatch.drafts import draft_agreement
from pactwatch.drafts.words import agreement_words
from pactwatch.pacts.loading import load_pact
from pactwatch.pacts.vocabulary import known_acts
from pactwatch.refusals import Refused
from pactwatch.reports import open_reports
from pactwatch.times import Span
from pactwatch.types import Report

GOLDEN = Path(__file__).parent / "golden"
TRUCE = ["attack", "violate_ceasefire", "capture"]


def draft_of(text: str, language: str = "en", **more: Any) -> dict[str, Any]:
    report = Report("r1", "unknown", language, "An agreement", text, None, None, "0")
    return tomllib.loads(draft_agreement(report, **more))


def clause_of(text: str, language: str = "en", **more: Any) -> dict[str, Any]:
    (clause,) = draft_of(text, language, **more)["clauses"]
    assert isinstance(clause, dict)
    return clause


# --- whole texts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["truce-en", "truce-ru", "truce-ar"])
def test_golden_drafts(name: str) -> None:
    (report,) = open_reports(GOLDEN / f"{name}.txt")
    drafted, expected = draft_agreement(report), GOLDEN / f"{name}.toml"
    if os.environ.get("PACTWATCH_GOLDEN") == "write":
        expected.write_text(drafted, encoding="utf-8")
    assert drafted == expected.read_text(encoding="utf-8")


def test_a_draft_with_gaps_is_refused_and_loads_once_they_are_filled() -> None:
    with pytest.raises(Refused, match="gap is still open"):
        load_pact(GOLDEN / "truce-en.toml")
    pact = load_pact(GOLDEN / "filled" / "truce-en.toml")
    assert pact.parties == ("NOR", "SWE")
    assert {c.duty for c in pact.clauses} == {"must", "must_not", "may"}
    drafted = tomllib.loads((GOLDEN / "truce-en.toml").read_text(encoding="utf-8"))
    written = {c["id"]: c for c in drafted["clauses"]}
    assert {c.id for c in pact.clauses} <= set(written)
    for clause in pact.clauses:
        assert clause.text == written[clause.id]["text"]


def test_an_arabic_agreement_without_gaps_loads_as_it_is() -> None:
    pact = load_pact(GOLDEN / "truce-ar.toml")
    assert [(c.cites, c.acts) for c in pact.clauses][1:] == [
        ("المادة 2", ("withdraw",)),
        ("المادة 3", ("attack",)),
        ("المادة 4", ("release",)),
    ]


# --- where sentences stand ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "1.\nRelease of all hostages.\n2.\nThe parties shall cease fire.",
        "1. Release of all hostages.\n2. The parties shall cease fire.",
        "A title 1.\nRelease of all hostages. 2.\nThe parties shall cease fire. 3.",
        "1) Release of all\nhostages.\n2) The parties\nshall cease fire.",
    ],
)
def test_numbers_on_lines_of_their_own_before_or_behind(text: str) -> None:
    drafted = draft_of(text)["clauses"]
    assert [(c["cites"], c["text"]["en"]) for c in drafted] == [
        ("1", "Release of all hostages."),
        ("2", "The parties shall cease fire."),
    ]


def test_articles_numbers_and_letters_are_cited() -> None:
    text = "Article Two\nPrisoners\n2.1 The parties shall:\n(a) release all hostages;\n(b) withdraw their troops.\n"
    assert [(c["cites"], c["act"]) for c in draft_of(text)["clauses"]] == [
        ("Article Two 2.1 (a)", "release"),
        ("Article Two 2.1 (b)", "withdraw"),
    ]


def test_page_ends_do_not_part_sentences() -> None:
    text = "1. Norway shall complete the with-\ndrawal of its troops from the\n\f12\nborder by 20 May.\n2. Sweden may come.\n"
    clause, _ = draft_of(text)["clauses"]
    assert clause["text"]["en"] == "Norway shall complete the withdrawal of its troops from the border by 20 May."
    assert clause["act"] == "withdraw"


def test_a_numbered_point_stays_in_its_list_after_a_full_stop() -> None:
    text = (
        "1.2 Norway shall:\n1.2.1 release all hostages.\n1.2.2 withdraw its troops.\n1.3 Sweden shall release all hostages.\n"
    )
    assert [(c["cites"], c["bearers"], c["act"]) for c in draft_of(text)["clauses"]] == [
        ("1.2.1", ["NOR"], "release"),
        ("1.2.2", ["NOR"], "withdraw"),
        ("1.3", ["SWE"], "release"),
    ]


def test_a_number_within_a_sentence_is_no_point() -> None:
    assert clause_of("1. The parties shall implement paragraph\n11. of the protocol.")["cites"] == "1"


def test_recitals_headings_and_signatures_are_no_duties() -> None:
    text = (
        "TREATY OF PEACE\nWhereas the parties shall live in peace,\nArticle 1\nRelease of Prisoners\n"
        "The parties shall release all hostages.\nDone at Oslo on 1 May 2031.\nRelease of the President\n"
    )
    assert clause_of(text)["cites"] == "Article 1"


def test_the_points_of_a_list_share_what_opens_it() -> None:
    drafted = draft_of("The following acts are prohibited:\n- attacks on civilians;\n- destruction of homes.\n")["clauses"]
    assert [(c["duty"], c["act"]) for c in drafted] == [("must_not", "attack"), ("must_not", "harm")]
    merged = clause_of("1. The parties shall release the following persons:\n- prisoners of war;\n- hostages.\n")
    assert merged["text"]["en"].endswith("hostages.")


def test_what_is_no_duty_stands_as_a_comment() -> None:
    report = Report(
        "r1", "unknown", "en", "x", "1. The seat shall be in Oslo.\n2. The parties shall cease fire.", None, None, "0"
    )
    assert "# Not read as a duty, 1 " in draft_agreement(report)
    assert "The seat shall be in Oslo." in draft_agreement(report)


# --- who, what, when ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "bearers"),
    [
        ("Norway shall release all hostages.", ["NOR"]),
        ("The Government of Norway and the Government of Sweden shall release all hostages.", ["NOR", "SWE"]),
        ("In carrying out this agreement, each Party shall release all hostages.", "each"),
        ("All hostages shall be released by both sides.", "each"),
        ("All hostages shall be released by Sweden.", ["SWE"]),
        ("Withdrawal of heavy weapons by the armed forces of Norway.", ["NOR"]),
        ("Sweden withdraws its troops from the border.", ["SWE"]),
        ("With the consent of the parties, Sweden shall release all hostages.", ["SWE"]),
    ],
)
def test_bearers(sentence: str, bearers: list[str] | str) -> None:
    assert clause_of(f"1. {sentence}")["bearers"] == bearers


@pytest.mark.parametrize(
    ("sentence", "gap"),
    [
        ("The Commission of Elders shall monitor the ceasefire.", "who owes it? the text says “The Commission of Elders”"),
        ("All hostages shall be released.", "who owes it?"),
        ("Norway shall rebuild the harbour.", "which act?"),
        ("If the harbour freezes, Norway shall release all hostages.", "the condition “If the harbour freezes”"),
        ("Norway shall release all hostages within 30 days after the local elections.", "it is due “30 days"),
        ("Norway shall release all hostages within 30 days into the transitional period.", "it is due “30 days"),
        ("If Norway attacks, Sweden shall release all hostages 3 days after the withdrawal.", "it is due “3 days after the"),
        ("As long as the rules of the harbour do not conflict, Norway shall release all hostages.", "the condition “As long"),
    ],
)
def test_what_cannot_be_read_is_asked(sentence: str, gap: str) -> None:
    (asked,) = clause_of(f"1. {sentence}")["to_fill_in"]
    assert asked.startswith(gap)


@pytest.mark.parametrize(
    ("sentence", "duty", "act"),
    [
        ("The parties shall cease all hostilities.", "must_not", TRUCE),
        ("An immediate and lasting ceasefire.", "must_not", TRUCE),
        ("The parties shall not attack civilians.", "must_not", "attack"),
        ("The parties shall refrain from any attacks on civilians.", "must_not", "attack"),
        ("A ban on the use of weapons.", "must_not", "attack"),
        ("Sweden may withdraw its troops.", "may", "withdraw"),
        ("The parties shall allow unhindered access for aid workers.", "must_not", "block_access"),
        ("The parties shall immediately ensure the release of all hostages.", "must", "release"),
        ("The parties shall exchange the lists of prisoners.", "must", "transfer_list"),
    ],
)
def test_duties_and_acts(sentence: str, duty: str, act: str | list[str]) -> None:
    clause = clause_of(f"1. {sentence}")
    assert (clause["duty"], clause["act"]) == (duty, act)


@pytest.mark.parametrize(
    "sentence",
    [
        "The parties shall report the release of hostages.",
        "The parties shall meet their obligations in accordance with the ceasefire.",
        "The parties shall prevent attacks on civilians.",
        "The parties shall appoint a ceasefire commission.",
    ],
)
def test_an_act_that_is_only_spoken_of_is_not_demanded(sentence: str) -> None:
    assert "act" not in clause_of(f"1. {sentence}")


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("by 20 May 2031", {"by": "2031-05-20"}),
        ("within 14 days", {"within": "P14D", "of": "made"}),
        ("no later than 30 days after signing this agreement", {"within": "P30D", "of": "made"}),
        ("within seventy two (72) hours of the signing of this agreement", {"within": "PT72H", "of": "made"}),
        ("within 72 (seventy-two) hours of signature", {"within": "PT72H", "of": "made"}),
        ("within a week of signing", {"within": "P7D", "of": "made"}),
        ("within two weeks of its entry into force", {"within": "P14D", "of": "in_force"}),
        ("on day 5 after the withdrawal at the latest", {"within": "P5D", "of": "trigger"}),
    ],
)
def test_deadlines(words: str, due: dict[str, str]) -> None:
    clause = clause_of(f"1. Norway shall release all hostages {words}.", made=Span.parse("2031-05-01"))
    assert clause["due"] == due
    assert "to_fill_in" not in clause
    assert (clause.get("trigger", {}).get("act") == ["withdraw"]) == (due.get("of") == "trigger")


def test_a_start_of_what_is_forbidden_is_a_window() -> None:
    clause = clause_of("1. The parties shall cease fire from 3 May 2031.")
    assert clause["window"] == {"from": "2031-05-03"}
    counted = clause_of("1. A ceasefire shall enter into force within 3 days of signing.", made=Span.parse("2031-05-01"))
    assert counted["window"] == {"from": "2031-05-04"}


@pytest.mark.parametrize("condition", ["If the parties attack", "If war breaks out", "Upon an attack"])
def test_a_condition_that_is_an_act_is_a_trigger(condition: str) -> None:
    clause = clause_of(f"1. {condition}, Norway shall withdraw its troops.")
    assert clause["trigger"]["act"] == ["attack"]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Done at Oslo on this day, the 1st of May 2031.", "2031-05-01"),
        ("Oslo, 1 May 2031", "2031-05-01"),
        ("OSLO 1 MAY 2031", "2031-05-01"),
    ],
)
def test_the_day_it_was_made(text: str, made: str) -> None:
    assert draft_of(f"1. The parties shall cease fire by 9 June 2032.\n{text}\n")["made"] == made


def test_sides_are_not_those_who_watch() -> None:
    text = "Norway and Sweden, hereinafter the Parties:\n1. The Parties shall withdraw.\n2. The OSCE shall monitor the truce.\n"
    drafted = draft_of(text)
    assert drafted["parties"] == ["NOR", "SWE", "OSCE"]
    assert [c["bearers"] for c in drafted["clauses"]] == [["NOR", "SWE"], ["OSCE"]]


@pytest.mark.parametrize(
    ("sentence", "language", "duty", "act", "bearers"),
    [
        ("Стороны воздерживаются от применения силы.", "ru", "must_not", "attack", "each"),
        ("Швеция выведет войска до 20 мая 2031 года.", "ru", "must", "withdraw", ["SWE"]),
        ("Норвегия вправе вывести войска.", "ru", "may", "withdraw", ["NOR"]),
        ("Сторонам запрещается применение оружия.", "ru", "must_not", "attack", "each"),
        ("تبادل قوائم الأسرى خلال أسبوع من توقيع هذا البيان.", "ar", "must", "transfer_list", None),
        ("لا يجوز لأي طرف استهداف المدنيين.", "ar", "must_not", "attack", "each"),
        ("تتعهد السويد بسحب قواتها.", "ar", "must", "withdraw", ["SWE"]),
        ("وقف إطلاق النار فورا.", "ar", "must_not", TRUCE, None),
    ],
)
def test_arabic_and_russian(sentence: str, language: str, duty: str, act: str, bearers: list[str] | str | None) -> None:
    clause = clause_of(f"1. {sentence}", language)
    assert (clause["duty"], clause.get("act"), clause.get("bearers")) == (duty, act, bearers)


# --- refusals and hostile input -----------------------------------------------------------------------------------------


def test_a_text_without_duties_is_refused() -> None:
    with pytest.raises(Refused, match="no duty was found"):
        draft_of("The weather was fine.")


def test_a_language_without_words_for_agreements_is_refused() -> None:
    with pytest.raises(Refused, match="cannot be read"):
        draft_of("1. Vapautetaan kaikki vangit.", "fi")


PIECES = st.sampled_from(
    (
        *("1.", "(a)", "- ", "Article 4", "The parties shall", "release", "within 72 (seventy-two) hours", "day 5 after"),
        *(":", ";", ".", "if", "upon", "\n", "“", "(", "0", "99999999999999999999 days of signing", "ban on", "by both sides"),
        *("\u200f", "ё", "стороны обязуются", "يلتزم الطرفان", "خلال 3 أيام من توقيع", "в течение 14 дней после подписания"),
    )
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=25), st.sampled_from(["en", "ru", "ar"]))
def test_any_text_gives_toml_or_a_refusal(pieces: list[str], language: str) -> None:
    try:
        drafted = draft_of(" ".join(pieces), language)
    except Refused:
        return
    ids = [c["id"] for c in drafted["clauses"]]
    assert len(ids) == len(set(ids))
    assert all(("act" in c and "bearers" in c) or c["to_fill_in"] for c in drafted["clauses"])


def test_the_command_writes_a_file_once(tmp_path: Path) -> None:
    target = tmp_path / "draft.toml"
    run = CliRunner().invoke(app, ["draft", str(GOLDEN / "truce-en.txt"), "--out", str(target)])
    assert run.exit_code == 0
    assert target.read_text(encoding="utf-8") == (GOLDEN / "truce-en.toml").read_text(encoding="utf-8")
    again = CliRunner().invoke(app, ["draft", str(GOLDEN / "truce-en.txt"), "--out", str(target)])
    assert isinstance(again.exception, Refused)


# --- a real text --------------------------------------------------------------------------------------------------------

MINSK = {
    # point: (acts of ours that it demands or forbids, by whom as far as the text names them)
    "1": ({"attack", "violate_ceasefire", "capture"}, set()),  # a ceasefire from a day and hour
    "2": ({"withdraw"}, {"UKR", "ARMED FORMATIONS"}),  # heavy weapons pulled back by both sides
    "3": ({"monitor"}, {"OSCE"}),  # truce and pull-back watched by the OSCE
    "4": ({"consult"}, set()),  # talks on local elections; a resolution of parliament
    "5": (None, set()),  # pardon and amnesty by law: none of ours
    "6": ({"release"}, set()),  # hostages and detainees, all for all
    "7": ({"deliver_aid"}, set()),  # access for and delivery of aid
    "8": (None, {"UKR"}),  # economic ties; banks brought back by Ukraine: none of ours
    "9": (None, {"UKR"}),  # control of the border by Ukraine's government: none of ours
    "10": ({"withdraw"}, set()),  # foreign formations leave; disarmament is none of ours
    "11": (None, set()),  # constitutional reform: none of ours
    "12": ({"monitor"}, {"OSCE"}),  # elections, watched by the OSCE's office; holding them is none of ours
    "13": (None, set()),  # more work of the contact group: none of ours
}


def test_the_points_of_the_minsk_package_of_measures(shared: Path) -> None:
    (report,) = open_reports(shared / "data" / "smm" / "agreements" / "1364.html")
    drafted = tomllib.loads(draft_agreement(report))
    assert drafted["made"] == "2015-02-12"
    found: dict[str, tuple[set[str], set[str]]] = {}
    for clause in drafted["clauses"]:
        acts, bearers = found.setdefault(clause.get("cites", ""), (set(), set()))
        act, who = clause.get("act", []), clause.get("bearers", [])
        acts |= {act} if isinstance(act, str) else set(act)
        bearers |= set(drafted["parties"]) if who == "each" else set(who)
    assert set(found) == set(MINSK)
    who_names = [n for n, (_, bearers) in MINSK.items() if n in found and bearers <= found[n][1]]
    exact = [n for n, (acts, bearers) in MINSK.items() if (acts or set(), {*bearers}) == (found[n][0], found[n][1])]
    assert len(who_names) == len(MINSK)
    # Point 2 also lays something on the OSCE (to help the process), of which the table says nothing.
    assert set(MINSK) - set(exact) <= {"2"}


def test_every_act_of_a_draft_is_known(shared: Path) -> None:
    (report,) = open_reports(shared / "data" / "ctsamvm" / "agreements" / "1966.html")
    drafted = tomllib.loads(draft_agreement(report))
    acts = [a for c in drafted["clauses"] for a in ([c["act"]] if isinstance(c.get("act"), str) else c.get("act", []))]
    assert len(drafted["clauses"]) >= 80
    assert len(acts) >= 30
    assert set(acts) <= set(known_acts())
    assert drafted["made"] == "2017-12-21"


def test_the_guide_explains_every_key_of_the_lexicons() -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs" / "drafting-agreements.md").read_text(encoding="utf-8")
    keys = {key for language in ("ar", "en", "ru") for key in lexicons.load(language)["agreements"]}
    assert {key for key in keys if f"`{key}`" not in guide and f"agreements.{key}]" not in guide} == set()


def _instead(section: dict[str, Any], name: str) -> dict[str, Any]:
    return section


@pytest.mark.parametrize(
    "section",
    [
        {"misspelt": []},
        {"acts": [{"words": ["x"], "act": "fly"}]},
        {"duties": [{"words": ["x"], "duty": "ought"}]},
    ],
)
def test_the_words_of_a_language_are_checked(section: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicons, "load", partial(_instead, {**lexicons.load("en"), "agreements": section}))
    with pytest.raises(Refused, match="agreements"):
        agreement_words.__wrapped__("en")


def filled(drafted: str) -> str:
    """A draft with every gap filled in the same dull way."""
    whole = tomllib.loads(drafted)
    tables = drafted.split("[[clauses]]")
    fills = [("made", "made = 2015-01-01\n"), ("parties", 'parties = ["UKR", "RUS"]\n')]
    rows = [whole, *whole["clauses"]]
    for n, (table, row) in enumerate(zip(tables, rows, strict=True)):
        wanted = fills if n == 0 else [("bearers", 'bearers = "each"\n'), ("act", 'act = "consult"\n')]
        lines = "".join(line for key, line in wanted if key not in row)
        if "to_fill_in" in row:
            before, _, after = table.partition("to_fill_in = ")
            tables[n] = before + lines + after.partition("\n")[2]
    return "[[clauses]]".join(tables)


def test_real_drafts_load_once_their_gaps_are_filled(shared: Path, tmp_path: Path) -> None:
    texts = sorted((shared / "data" / "smm" / "agreements").glob("*.html"))
    texts += [shared / "data" / "ctsamvm" / "agreements" / f"{name}.html" for name in (1966, 2109)]
    for text in texts:
        (report,) = open_reports(text)
        path = tmp_path / "draft.toml"
        path.write_text(filled(draft_agreement(report)), encoding="utf-8")
        assert load_pact(path).adopted_from == report.id
