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
        # A state of things, not an act.
        "وتحتل القوات التركية أجزاء من شمال سوريا.",
        # What is feared, awaited, habitual or unknown.
        "ونزل الأهالي إلى الأقبية خوفا من قصف جديد.",
        "وينتظر السكان وصول قافلة المساعدات إلى مضايا.",
        "ولم يتضح بعد من نفذ الهجوم على المسجد.",
        "وقال القاضي إن الخلية خططت لاغتيال الوزير.",
        # What nature did, and what a paper is for.
        "وتسببت العواصف في مقتل طفلة في الجنوب.",
        "وأصدر النائب العام مذكرات توقيف في القضية.",
        # A crowd, a name, guests.
        "وألقى الرئيس كلمة أمام حشد من أنصاره.",
        "ويستضيف الأردن نحو مليون لاجئ سوري.",
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


@pytest.mark.parametrize(
    ("text", "act", "stance", "negated"),
    [
        ("ودعت تركيا إلى إنهاء الحصار على غزة.", "block_access", "requests", True),
        ("وطالبت الأمم المتحدة بإيقاف الغارات على صعدة.", "attack", "requests", True),
        ("وتعهد ترامب بتعليق المناورات العسكرية في كوريا.", "mobilize", "promises", True),
        # "Still" is no negation.
        ("وقال المرصد إن قوات النظام لا تزال تحاصر داريا.", "block_access", "asserts", False),
        # "After" begins like "without".
        ("بعدما تمكن الحوثيون من السيطرة على ذمار.", "capture", "asserts", False),
        ("وقالت واشنطن إنها لن تتردد في فرض عقوبات على سوريا.", "sanction", "threatens", False),
        ("وأوقفت القوات الليبية إطلاق النار منذ الأربعاء.", "cease_fire", "asserts", False),
        ("وقال المبعوث إن وقف إطلاق النار سيستمر أسبوعا.", "cease_fire", "promises", False),
        ("وأجبرت الغارات الروسية آلاف السكان على الفرار من إدلب.", "harm", "asserts", False),
        ("وتحاول مصر التوسط بين حماس وإسرائيل.", "mediate", "asserts", False),
        ("وقال لافروف إن على القوات الأجنبية أن تنسحب من سوريا.", "withdraw", "requests", False),
        ("واشترط الرئيس أن تلتزم الحركة بوقف عملياتها القتالية.", "cease_fire", "requests", False),
        ("لكن لم تكن هناك هدنة في الغوطة.", "cease_fire", "asserts", True),
        ("وأعلن مسؤول بالأمم المتحدة أنه لا يمكن إدخال المساعدات إلى دوما.", "deliver_aid", "asserts", True),
        ("وقالت روسيا إنها لا تستهدف المدنيين.", "attack", "denies", False),
        ("وقال الحرس الثوري الإيراني إن الهجوم لن يمر دون رد.", "attack", "threatens", False),
    ],
)
def test_what_is_made_of_an_act(text: str, act: str, stance: str, negated: bool) -> None:
    assert [(c.act, c.stance, c.negated) for c in claims(text)] == [(act, stance, negated)]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("وقالت مصادر إن قوات الجيش اليمني تمكنت من قتل قيادي حوثي في مأرب.", "YEM.MIL"),
        ("واعتقل الجيش الإسرائيلي ثلاثة شبان في جنين وقتلت شابا رابعا.", "ISR.MIL"),
    ],
)
def test_who_kills_attacks(text: str, actor: str) -> None:
    found = [c for c in claims(text) if c.act == "attack"]
    assert actor in found[0].actor, claims(text)


def test_a_noun_stands_with_the_relative_clause_that_makes_it_news() -> None:
    (found,) = claims("وما زالت هشة تلك الهدنة التي أبرمتها روسيا مع الفصائل.")
    assert (found.act, found.stance) == ("cease_fire", "promises")
    assert found.quote.endswith("مع الفصائل")
