"""Who speaks in Arabic sentences, and how far what is said goes."""

from __future__ import annotations

import pytest

from pactwatch.reading import read
from pactwatch.times import Span
from pactwatch.types import Claim, Report


@pytest.mark.parametrize(
    ("text", "act", "speaker"),
    [
        # The subject before its verb, behind "that" or "but".
        ("غير أن روسيا تتهم مسلحي المعارضة بقصف مدينة حلب.", "attack", "RUS"),
        # "And said" goes on with who spoke before, not with the party told of last.
        ("ذكر وزير الخارجية المصري أن الهدنة هشة بالنسبة للسوريين، وقال إن إسرائيل قصفت رفح.", "attack", "EGY.GOV"),
        # A plural verb has no subject behind it.
        ("قال مسؤولون أردنيون إن الوضع صعب وطالبوا الأمم المتحدة بإدانة القصف.", "condemn", "JOR.GOV"),
        # A weak verb in the imperfect.
        ("وتؤكد تركيا أن إسرائيل قصفت مدينة رفح.", "attack", "TUR"),
        # The unnamed official who spoke before.
        (
            "ونقل التلفزيون عن مصدر عسكري سوري قوله إن الهدنة قائمة. وأفاد المسؤول بأن المقاتلات الإسرائيلية قصفت حلب.",
            "attack",
            "ANON.SYR",
        ),
        # A title without a state, with the body that it ends in.
        (
            "أعلن النائب الأول لرئيس إدارة العمليات في الأركان العامة للقوات المسلحة الروسية أن إسرائيل قصفت دمشق.",
            "attack",
            "RUS.MIL",
        ),
        # The name before a title.
        ("قالت هدى سالم المتحدثة باسم الحكومة الأردنية إن الوضع صعب. وأضافت سالم أن إسرائيل قصفت درعا.", "attack", "JOR.GOV"),
        # Where somebody is quoted, his own verb goes on with him.
        ('وقال الرئيس الأفغاني "أعلن من جديد عن هدنة مع حركة طالبان".', "cease_fire", "AFG.GOV"),
        # What stands behind a request is the outlet's.
        ("دعت مصر حركة حماس إلى وقف إطلاق النار، وذلك بعد مقتل ثلاثة مدنيين برصاص الجيش الإسرائيلي.", "attack", "OUTLET"),
        # Rumours are nobody's.
        ("دعا الأمين العام للأمم المتحدة إلى التهدئة، وسط أنباء تتحدث عن حشد الجيش السوري قواته في درعا.", "mobilize", "ANON"),
        # Witnesses.
        ("وقال شهود عيان إن الطائرات الروسية قصفت مدينة إدلب.", "attack", "CIV.WITNESS"),
        # The press that quotes somebody says it for him.
        ("وذكرت وكالة سانا نقلا عن الجيش السوري أن إسرائيل قصفت مطار حلب.", "attack", "SYR.MIL"),
        # A participle in the accusative has the subject of its sentence.
        ("انتقد الرئيس الفرنسي دمشق بشدة، نافيا أن تكون باريس قصفت مدينة حلب.", "attack", "FRA.GOV"),
        # "Did not say" vouches for nothing.
        ("ولم يذكر المصدر تفاصيل عن المنطقة التي تشن فيها القوات السورية هجوما واسعا.", "attack", "OUTLET"),
    ],
)
def test_who_speaks(text: str, act: str, speaker: str) -> None:
    claims = read(Report("r", "outlet", "ar", "", text, Span.parse("2020-10-31"), None, "", None))
    assert speaker in [c.speaker for c in claims if c.act == act], claims


@pytest.mark.parametrize(
    ("text", "actor", "places"),
    [
        # A verb without a pronoun behind a relative word or a noun of attack has its subject before it.
        ("وأكد المرصد السوري أن الغارات التي استهدفت قوات النظام في درعا كثيفة.", "SYR.MIL", ("درعا",)),
        ("ونفذ الجيش الإسرائيلي قصفا مدفعيا استهدف حركة حماس في مدينة رفح.", "HAMAS", ("رفح",)),
    ],
)
def test_what_was_hit_did_not_strike(text: str, actor: str, places: tuple[str, ...]) -> None:
    claims = read(Report("r", "outlet", "ar", "", text, Span.parse("2020-10-31"), None, "", None))
    attacks = [c for c in claims if c.act == "attack"]
    assert [c for c in attacks if actor in c.actor] == []
    assert attacks[-1].places == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # "Southern" without the article begins another place.
        ("قصفت القوات السورية مدينة نوى جنوبي درعا.", "نوى"),
        # The first word of a name goes on with one that has the article.
        ("قصفت القوات السورية بلدة حوش الضواهرة.", "حوش الضواهرة"),
        # A place that saw an attack, and no month.
        ("وفي التاسع من آب/أغسطس، قصفت القوات السورية مدينة نوى.", "نوى"),
    ],
)
def test_names_of_places(text: str, places: str) -> None:
    claims = read(Report("r", "outlet", "ar", "", text, Span.parse("2020-10-31"), None, "", None))
    found = [p for c in claims for p in c.places]
    assert places in found, claims
    assert "آب" not in found


def test_a_time_of_speech_is_not_that_of_the_act() -> None:
    text = "قال التلفزيون السوري الأحد إن الجيش السوري قصف مدينة دوما."
    claims = read(Report("r", "outlet", "ar", "", text, Span.parse("2020-10-31"), None, "", None))
    assert [c.when for c in claims if c.act == "attack"] == [None]


def claims(text: str) -> tuple[Claim, ...]:
    return read(Report("r", "s", "ar", "", text, Span.parse("2020-10-31"), None, "0"))


def test_who_is_asked_for_talks_is_to_hold_them_and_ministers_who_met_agree() -> None:
    text = (
        'طلب رئيس الوزراء الأرميني "نيكول باشينيان" رسميا من الرئيس الروسي، السبت، بدء مشاورات عاجلة في ظل النزاع مع أذربيجان.'
        "\nوذكر بيان صادر عن مجموعة مينسك أن وزيري خارجية أرمينيا وأذربيجان اجتمعا في جنيف واتفقا على عدم استهداف المدنيين."
    )
    found = {(c.stance, c.act): c for c in claims(text)}
    asked, agreed = found["requests", "consult"], found["promises", "attack"]
    assert (asked.speaker, asked.actor) == ("ARM.GOV", ("RUS.GOV",))
    assert ({a[:3] for a in agreed.actor}, agreed.negated) == ({"ARM", "AZE"}, True)


def test_who_enters_behind_the_verb_takes_the_place() -> None:
    (entered,) = [c for c in claims("وسلمت أرمينيا المنطقة إلى أذربيجان، ودخلها الجيش الأذربيجاني أمس.") if c.act == "capture"]
    assert "AZE.MIL" in entered.actor
    assert "ARM" not in entered.actor
