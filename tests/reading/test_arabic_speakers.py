"""Who speaks in Arabic sentences, and how far what is said goes."""

from __future__ import annotations

import pytest

from pactwatch.reading import read
from pactwatch.times import Span
from pactwatch.types import Report


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
        # "Did not say" vouches for nothing.
        ("ولم يذكر المصدر تفاصيل عن المنطقة التي تشن فيها القوات السورية هجوما واسعا.", "attack", "OUTLET"),
    ],
)
def test_who_speaks(text: str, act: str, speaker: str) -> None:
    claims = read(Report("r", "outlet", "ar", "", text, Span.parse("2020-10-31"), None, "", None))
    assert speaker in [c.speaker for c in claims if c.act == act], claims
