"""Arabic: particles written onto the next word, both orders of verb and subject, negation over "or", history."""

from __future__ import annotations

from pactwatch.reading.patterns import Finder
from pactwatch.reading.reader import read
from pactwatch.reading.tokens import tokens
from pactwatch.times import Span
from pactwatch.types import Claim, Report


def claims(text: str) -> tuple[Claim, ...]:
    return read(Report("r", "outlet", "ar", "", text, Span.parse("2020-10-31"), None, "", None))


def acts(text: str) -> list[tuple[str, str, bool]]:
    return [(c.act, c.stance, c.negated) for c in claims(text)]


def test_a_particle_is_found_written_onto_the_next_word() -> None:
    finder = Finder([("قام ب", 1)], ("ال",), joined={"ب": "at"})
    assert [h.at for h in finder.all(tokens("قام الجيش بهجوم", "ar"))] == []
    assert [h.at for h in finder.all(tokens("قام بهجوم", "ar"))] == [(0,)]
    assert [h.at for h in finder.all(tokens('قام بـ"هجوم"', "ar"))] == [(0,)]
    apart = Finder([("قام .. ب هجوم", 1)], ("ال",), joined={"ب": "at"})
    assert [h.at for h in apart.all(tokens("قام الجيش بهجوم", "ar"))] == [(0, 2)]
    assert apart.all(tokens("قام الجيش وهجوم", "ar")) == []


def test_a_verb_is_found_before_its_subject_and_finite_behind_it() -> None:
    finder = Finder([("عبر <> قوات", 1)], ("ال",))
    assert [h.at for h in finder.all(tokens("عبرت قوات الحدود", "ar"))] == [(0, 1)]
    assert [h.at for h in finder.all(tokens("قوات الحرس عبرت الحدود", "ar"))] == [(0, 2)]
    assert finder.all(tokens("قوات الحرس عبر الحدود", "ar")) == []


def test_convoys_and_people_stand_before_their_verbs() -> None:
    assert acts("وقالت المنظمة إن قافلة من المساعدات وصلت السبت إلى البلدة.") == [("deliver_aid", "asserts", False)]
    assert acts("وأفادت مصادر بأن مئات الأشخاص فروا من البلدة.") == [("harm", "asserts", False)]


def test_a_negation_reaches_over_or() -> None:
    found = acts("وأكد أن الجيش لم يقتل أو يجرح أحدا من المدنيين.")
    assert found
    assert all(negated for _, _, negated in found)
    assert acts("لم تتمكن المنظمة من توصيل مواد الإغاثة أو إجلاء الجرحى.") == [
        ("deliver_aid", "asserts", True),
        ("evacuate", "asserts", True),
    ]


def test_what_is_dated_years_back_is_history() -> None:
    assert acts("وكان الجيش قد قصف المدينة عام 2011.") == []
    assert acts("وكان الجيش قد قصف المدينة عام 2020.") == [("attack", "asserts", False)]


def test_those_killed_in_the_bombing_are_one_claim() -> None:
    assert acts("وأكد المتحدث وقوع إصابات في صفوف الجنود في الكمين.") == [("harm", "asserts", False)]


def test_what_goes_on_and_what_is_not_acceptable() -> None:
    assert acts("وقال عمال الإغاثة إن القصف التركي على البلدة لم يتوقف.") == [("attack", "asserts", False)]
    assert acts("وقالت الأمم المتحدة إن هذه الهجمات غير مقبولة.") == [("condemn", "asserts", False)]
    assert acts("وقالت وزارة الاتصالات إن شركة الاتصالات مفلسة.") == []


def test_the_organization_whose_meeting_it_is_meets() -> None:
    (asked,) = claims("طلبت فرنسا عقد اجتماع طارئ لمجلس الأمن الدولي.")
    assert (asked.act, asked.stance, asked.speaker, asked.actor) == ("consult", "requests", "FRA", ("UN",))
    (met,) = claims("عقد وزير الخارجية الأردني اجتماعا مع الأمم المتحدة.")
    assert met.actor == ("JOR.GOV",)


def test_who_threatens_is_the_one_to_act() -> None:
    (threat,) = claims("وقالت حماس إن إسرائيل ستدفع ثمن هجماتها.")
    assert (threat.stance, threat.actor, threat.target) == ("threatens", ("HAMAS",), ("ISR",))


def test_sides_of_a_ground_are_places_where_nothing_nearer_is() -> None:
    assert [c.places for c in claims("قصف الجيش السوري مواقع المعارضة جنوبي العاصمة.")] == [("جنوبي العاصمة",)]
    assert [c.places for c in claims("قصف الجيش السوري بلدة النعيمة جنوب البلاد.")] == [("النعيمة",)]


def test_names_with_the_endings_of_plural_and_dual_follow_a_noun_for_a_place() -> None:
    assert [c.places for c in claims("قصف الجيش السوري قرية زيدان.")] == [("زيدان",)]
