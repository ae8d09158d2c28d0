"""Arabic sentences read: who speaks, who acts, what is only mentioned."""

from __future__ import annotations

import pytest

from pactwatch.reading import read
from pactwatch.times import Span
from pactwatch.types import Claim, Report


def claims(text: str) -> tuple[Claim, ...]:
    return read(Report("r", "outlet", "ar", "", text, Span.parse("2020-10-31"), None, "", None))


@pytest.mark.parametrize(
    ("text", "act", "speaker", "actor"),
    [
        # A name introduced with a title speaks later in the text.
        (
            "قال مبعوث الأمم المتحدة إلى اليمن مارك دوران إن الوضع صعب. وقال دوران إن الحوثيين قصفوا نجران.",
            "attack",
            "UN",
            "HOUTHI",
        ),
        # What opens a quotation of some length is said, it does not speak.
        ('قال وزير الخارجية التركي إن الوضع صعب. وأضاف "روسيا قصفت مدينة إدلب ثلاث مرات".', "attack", "TUR.GOV", "RUS"),
        # The subject behind the copula.
        ("وكانت إسرائيل هددت حماس بقصف مواقعها في غزة.", "attack", "ISR", "ISR"),
        ("وذكر بيان للجيش الإسرائيلي أنه قصف موقعا في رفح.", "attack", "ISR.MIL", "ISR.MIL"),
        # The pronoun of a second "that" stands for who did what the first one tells.
        (
            "أفادت وزارة الدفاع الأرمينية بأن القوات الأذربيجانية أطلقت النار، وأنها قصفت مارتوني.",
            "attack",
            "ARM.MIL",
            "AZE.MIL",
        ),
        # Weak verbs in the imperfect.
        ("تخوض قوات النظام معارك في ريف درعا.", "attack", "OUTLET", "SYR.MIL"),
    ],
)
def test_who_speaks_and_who_acts(text: str, act: str, speaker: str, actor: str) -> None:
    found = [c for c in claims(text) if c.act == act]
    assert found, claims(text)
    assert (found[-1].speaker, actor in found[-1].actor) == (speaker, True), found[-1]


@pytest.mark.parametrize(
    "text",
    [
        "ويأتي ذلك بعد أسبوع من اتفاق الطرفين في جنيف على عدم تعمد استهداف المدنيين.",
        "وقالت الوكالة إن الصاروخ مجهز لضرب الأنظمة المضادة للصواريخ.",
        "ونشر التسجيل على مواقع التواصل الاجتماعي.",
        "ودعا الملك إلى تهدئة الأوضاع.",
    ],
)
def test_what_is_only_mentioned_is_no_claim(text: str) -> None:
    assert claims(text) == ()


def test_an_agreement_that_failed_is_none() -> None:
    (claim,) = claims("وأخفق رؤساء تركيا وإيران وروسيا في الاتفاق على وقف لإطلاق النار.")
    assert (claim.act, claim.stance, claim.negated) == ("cease_fire", "asserts", True)


def test_an_agreement_is_told_over_what_stands_between_commas() -> None:
    (claim,) = claims("وكانت حركة طالبان قد وافقت، لأول مرة منذ غزو أفغانستان في عام 2001، على وقف إطلاق النار.")
    assert (claim.act, claim.stance, claim.speaker) == ("cease_fire", "promises", "OUTLET")
    assert claim.actor == ("TALIBAN",)


def test_help_is_promised_under_its_condition() -> None:
    (claim,) = claims("قالت موسكو إنها ستقدم إلى يريفان كل ما يلزم من عون إذا امتد القتال إلى أراضي أرمينيا.")
    assert (claim.act, claim.stance, claim.actor) == ("support", "promises", ("RUS.GOV",))
    assert (claim.condition or "").startswith("إذا امتد القتال")


def test_a_town_is_no_month() -> None:
    (claim,) = claims("قصف الطيران مدينة في إب جنوب صنعاء.")
    assert claim.when is None
