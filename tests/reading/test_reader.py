"""The reader as a whole: it never fails, its offsets hold, and the worked case's article gives what it must."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch import lexicons
from pactwatch.reading import READER, read
from pactwatch.times import Span
from pactwatch.types import Claim, Report

WORDS = [
    "قصف",
    "الجيش",
    "الأذربيجاني",
    "على",
    "وقف",
    "إطلاق",
    "النار",
    "قال",
    "إن",
    "لم",
    "،",
    ".",
    '"',
    "\n",
    "shelled",
    "army",
    "сообщило",
]


def report(text: str, language: str = "ar", published: str | None = "2020-10-31") -> Report:
    return Report("r", "outlet", language, "", text, Span.parse(published) if published else None, None, "")


def one(text: str, act: str, language: str = "ar") -> Claim:
    found = [c for c in read(report(text, language)) if c.act == act]
    assert len(found) == 1, found
    return found[0]


def check(found: tuple[Claim, ...], text: str) -> None:
    acts = lexicons.load("acts")
    for claim in found:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.statement.text == text[claim.statement.start : claim.statement.end]
        assert claim.statement.start <= claim.start < claim.end <= claim.statement.end
        assert claim.end - claim.start <= 200
        assert claim.act in acts
        assert claim.reader == READER


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["ar", "en", "ru"]))
def test_no_text_makes_it_fail_and_offsets_slice_back(text: str, language: str) -> None:
    check(read(report(text, language)), text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["ar", "en", "ru"]))
def test_no_heap_of_telling_words_makes_it_fail(words: list[str], language: str) -> None:
    text = " ".join(words)
    check(read(report(text, language)), text)


def test_a_language_without_a_lexicon_gives_no_claims() -> None:
    assert read(report("Die Armee beschoss das Dorf.", "de")) == ()


def test_who_attacked_whom_where_according_to_whom() -> None:
    claim = one("قالت وزارة الدفاع الأرمينية إن الجيش الأذربيجاني قصف مدينة ستيباناكيرت، الجمعة.", "attack")
    assert (claim.speaker, claim.actor, claim.stance) == ("ARM.MIL", ("AZE.MIL",), "asserts")
    assert claim.places == ("ستيباناكيرت",)
    assert str(claim.when) == "2020-10-30"


def test_a_denial_is_the_deniers_and_a_report_of_absence_is_negated() -> None:
    assert one("نفت وزارة الدفاع الأرمينية قصف المدينة.", "attack").stance == "denies"
    absent = one("لم يقصف الجيش الأذربيجاني المدينة.", "attack")
    assert (absent.stance, absent.negated) == ("asserts", True)


def test_a_truce_agreed_is_a_promise_and_one_only_mentioned_is_nothing() -> None:
    agreed = one("اتفقت أرمينيا وأذربيجان على وقف إطلاق النار.", "cease_fire")
    assert (agreed.stance, set(agreed.actor)) == ("promises", {"ARM", "AZE"})
    assert read(report("هذا أول لقاء منذ وقف إطلاق النار.")) == ()


def test_a_request_names_who_is_asked_and_by_when() -> None:
    claim = one("دعت أرمينيا أذربيجان إلى تسليم قوائم الأسرى خلال 48 ساعة.", "transfer_list")
    assert (claim.stance, claim.speaker, claim.actor, claim.due) == ("requests", "ARM", ("AZE",), "PT48H")


def test_a_pledge_keeps_its_condition() -> None:
    claim = one("تعهدت روسيا بتقديم الدعم إلى أرمينيا إذا انتقلت المعارك إلى أراضيها.", "support")
    assert (claim.stance, claim.actor) == ("promises", ("RUS",))
    assert claim.condition is not None
    assert claim.condition.startswith("إذا انتقلت")


def test_an_attribution_at_the_end_speaks_for_its_sentence() -> None:
    claim = one("قصفت القوات الأرمينية مدينة بردع، حسب وزارة الدفاع الأذربيجانية.", "attack")
    assert (claim.speaker, claim.actor) == ("AZE.MIL", ("ARM.MIL",))


def test_the_same_claim_is_told_once() -> None:
    text = "قصف الجيش الأذربيجاني مدينة خانكندي.\nقصف الجيش الأذربيجاني مدينة خانكندي."
    assert len(read(report(text))) == 1


def test_lists_of_other_articles_are_not_read() -> None:
    text = "قصف الجيش الأذربيجاني مدينة خانكندي.\nكلمات مفتاحية\nقصفت روسيا مدينة إدلب."
    assert [c.actor for c in read(report(text))] == [("AZE.MIL",)]


@pytest.fixture(scope="module")
def article(shared: Path) -> tuple[Claim, ...]:
    text = (shared / "data" / "seed" / "article.txt").read_text(encoding="utf-8")
    found = read(report(text))
    check(found, text)
    return found


def test_the_article_asks_for_consultations(article: tuple[Claim, ...]) -> None:
    asked = [c for c in article if (c.act, c.stance) == ("consult", "requests") and c.speaker == "ARM.GOV"]
    assert [str(c.when) for c in asked] == ["2020-10-31"]


def test_the_article_gives_russias_pledge_with_its_condition(article: tuple[Claim, ...]) -> None:
    pledged = [c for c in article if c.act == "support" and c.stance == "promises" and c.actor[:1] in (("RUS",), ("RUS.GOV",))]
    assert [c.condition for c in pledged] == ["حال انتقال الحرب إلى الأراضي الأرمينية"]


def test_the_article_gives_the_four_undertakings_of_geneva(article: tuple[Claim, ...]) -> None:
    given_ = {c.act: c for c in article if c.stance == "promises" and c.speaker == "MINSK"}
    assert {"attack", "return_remains", "transfer_list", "consult"} <= set(given_)
    assert given_["attack"].negated
    assert given_["transfer_list"].due == "P7D"
    assert all(str(c.when) == "2020-10-30" for c in given_.values())


def test_the_article_dates_the_call_of_thursday(article: tuple[Claim, ...]) -> None:
    called = [c for c in article if c.speaker == "RUS.GOV" and c.stance == "requests" and c.act == "consult"]
    assert [str(c.when) for c in called] == ["2020-10-29"]


def test_the_article_has_the_ministry_tell_of_the_attack_of_27_september(article: tuple[Claim, ...]) -> None:
    told = [c for c in article if c.act == "attack" and c.speaker == "AZE.MIL"]
    assert "2020-09-27" in {str(c.when) for c in told}
    assert any("ARM.MIL" in c.actor for c in told)


def test_the_article_tells_what_was_captured(article: tuple[Claim, ...]) -> None:
    (taken,) = [c for c in article if c.act == "capture"]
    assert {"جبرائيل", "هدروت"} <= set(taken.places)
    assert any(a.value == 30 and a.qualifier == "at_least" for a in taken.amounts)
