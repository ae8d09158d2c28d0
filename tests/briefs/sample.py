"""A small brief made by hand: the Geneva statement of 30 October 2020 a week later, and one contested treaty.

The reports are written for the tests; what they tell follows the public record, their addresses are examples.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from pactwatch.briefs.composed import Composed, Earlier, composed
from pactwatch.counting.effort import Effort
from pactwatch.times import Span
from pactwatch.types import (
    Amount,
    Brief,
    Claim,
    Clause,
    Due,
    Event,
    Pact,
    Reason,
    Report,
    Source,
    Statement,
    Trigger,
    Verdict,
    Zone,
    ZoneReading,
)

YEREVAN = timezone(timedelta(hours=4))
START = datetime(2020, 11, 1, 23, 59, 59, tzinfo=YEREVAN)
END = datetime(2020, 11, 8, 23, 59, 59, tzinfo=YEREVAN)
DUE = datetime(2020, 11, 6, 23, 59, 59, tzinfo=YEREVAN)
CSTO = ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK")

ARABIC = """اتفق وزيرا خارجية أرمينيا وأذربيجان في جنيف على تبادل قوائم الأسرى خلال أسبوع، وفق بيان لرؤساء مجموعة مينسك (OSCE).

كما اتفقا على عدم استهداف المدنيين عمدًا وعلى تبادل الرفات. وطلب رئيس الوزراء الأرميني من موسكو بدء مشاورات بموجب معاهدة 1997.
"""
SHELLED = "The defence ministry of Azerbaijan said that the town of Tartar was shelled on 4 November & civilians were hurt."
ACCUSING = f"""{SHELLED}

It gave no figures. The ministry has made daily statements since 27 September.
"""
DENYING = """وزارة الدفاع الأرمينية نفت قصف مدينة ترتر في 4 نوفمبر، وقالت إن قواتها لم تستهدف المدنيين."""
REPRINT = f"AGENCY. {SHELLED}"

SOURCES = (
    Source("wire-ar", {"ar": "وكالة المثال", "en": "Example Wire", "ru": "Агентство «Пример»"}, kind="agency"),
    Source(
        "ministry-az",
        {"en": "Ministry channel A", "ar": "قناة الوزارة أ", "ru": "Канал министерства А"},
        kind="ministry",
        side="AZE",
        parties=("AZE.MIL",),
    ),
    Source(
        "ministry-am",
        {"en": "Ministry channel B", "ar": "قناة الوزارة ب", "ru": "Канал министерства Б"},
        kind="ministry",
        side="ARM",
        parties=("ARM.MIL",),
    ),
    Source("digest", {"en": "Daily Digest"}, copies_from=("ministry-az",)),
)


def _report(name: str, source: str, language: str, title: str, text: str, day: str) -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(name, source, language, title, text, Span.parse(day), None, digest, f"https://example.org/{name}?a=1&b=2")


REPORTS = (
    _report("geneva-ar", "wire-ar", "ar", "اتفاق في جنيف على خطوات عاجلة", ARABIC, "2020-10-31"),
    _report("tartar-az", "ministry-az", "en", "Statement on Tartar", ACCUSING, "2020-11-05"),
    _report("tartar-am", "ministry-am", "ar", "رد على بيان بشأن ترتر", DENYING, "2020-11-05"),
    _report("tartar-digest", "digest", "en", "Tartar shelled, ministry says", REPRINT, "2020-11-06"),
)


def _claim(report: Report, sentence: str, act: str, stance: Any, speaker: str, **more: Any) -> Claim:
    start = report.text.index(sentence)
    end = start + len(sentence)
    more = {"negated": False, **more}
    return Claim(Statement(report.id, start, end, sentence), start, end, sentence, act, stance, speaker=speaker, **more)


_GENEVA, _AZ, _AM, _COPY = REPORTS
_ALSO, _ASKED = ARABIC.split("\n\n")[1].strip().split(". ")
CLAIMS = {
    "lists": _claim(
        _GENEVA,
        ARABIC.partition("\n")[0],
        "transfer_list",
        "promises",
        "MINSK",
        actor=("ARM", "AZE"),
        due="P7D",
        when=Span.parse("2020-10-30"),
    ),
    "civilians": _claim(
        _GENEVA, f"{_ALSO}.", "attack", "promises", "MINSK", negated=True, actor=("ARM", "AZE"), target=("CIV",)
    ),
    "asked": _claim(_GENEVA, _ASKED, "consult", "requests", "ARM.GOV", actor=("RUS",), when=Span.parse("2020-10-31")),
    "shelled": _claim(
        _AZ,
        SHELLED,
        "attack",
        "asserts",
        "AZE.MIL",
        actor=("ARM.MIL",),
        target=("CIV",),
        places=("Tartar", "Shusha"),
        when=Span.parse("2020-11-04"),
    ),
    "copied": _claim(
        _COPY,
        SHELLED,
        "attack",
        "asserts",
        "AZE.MIL",
        actor=("ARM.MIL",),
        target=("CIV",),
        places=("Tartar",),
        when=Span.parse("2020-11-04"),
    ),
    "denied": _claim(_AM, DENYING, "attack", "denies", "ARM.MIL", actor=("ARM.MIL",), target=("CIV",), places=("ترتر",)),
}

GENEVA = Pact(
    id="geneva-2020-10-30",
    kind="joint statement",
    title={
        "en": "Geneva statement of 30 October 2020",
        "ar": "بيان جنيف الصادر في 30 أكتوبر 2020",
        "ru": "Женевское заявление от 30 октября 2020 года",
    },
    parties=("ARM", "AZE"),
    made=Span.parse("2020-10-30"),
    in_force=Span.parse("2020-10-30/.."),
    time_zone="Asia/Yerevan",
    source="https://example.org/geneva",
    witnesses=("MINSK",),
    without_prejudice_to=("moscow-2020-10-10",),
    clauses=(
        Clause(
            "civilians",
            "geneva-2020-10-30",
            {
                "en": "Neither side deliberately targets civilians or objects that are not military.",
                "ar": "لا يستهدف أي من الجانبين عمدًا المدنيين ولا الأعيان غير العسكرية.",
                "ru": "Ни одна из сторон не наносит преднамеренных ударов по гражданским лицам и невоенным объектам.",
            },
            "must_not",
            ("ARM", "AZE"),
            ("attack",),
            cites="(1)",
            target=("CIV",),
        ),
        Clause(
            "lists",
            "geneva-2020-10-30",
            {
                "en": "Each side hands the lists of prisoners it holds to the ICRC and the OSCE within one week.",
                "ar": "يسلّم كل جانب قوائم الأسرى لديه إلى اللجنة الدولية للصليب الأحمر ومنظمة الأمن والتعاون خلال أسبوع.",
                "ru": "В течение недели каждая сторона передаёт МККК и ОБСЕ списки удерживаемых ею пленных.",
            },
            "must",
            ("ARM", "AZE"),
            ("transfer_list",),
            cites="(3)",
            recipients=("ICRC", "OSCE"),
            due=Due(within="P7D", of="made"),
        ),
        Clause(
            "comments",
            "geneva-2020-10-30",
            {
                "en": "Each side gives written comments on possible ways to verify a ceasefire.",
                "ar": "يقدّم كل جانب تعليقات مكتوبة على السبل الممكنة للتحقق من وقف إطلاق النار.",
                "ru": "Каждая сторона представляет письменные замечания о возможных механизмах проверки прекращения огня.",
            },
            "must",
            ("ARM", "AZE"),
            ("consult",),
            cites="(4)",
        ),
    ),
)
ZONE = Zone(
    "treaty-area",
    (
        ZoneReading(
            "recognised",
            ("ARM",),
            held_by=("RUS", "CSTO"),
            text={
                "en": "The treaty covers Armenia within its recognised borders.",
                "ar": "تشمل المعاهدة أرمينيا ضمن حدودها المعترف بها.",
                "ru": "Договор распространяется на Армению в её признанных границах.",
            },
        ),
        ZoneReading(
            "wider",
            ("ARM", "karabakh"),
            held_by=("ANON.ARM",),
            text={"en": "The conflict has grown beyond Karabakh and falls under the treaty."},
        ),
    ),
)
TREATY = Pact(
    id="csto-1992",
    kind="treaty",
    title={"en": "Collective Security Treaty", "ar": "معاهدة الأمن الجماعي", "ru": "Договор о коллективной безопасности"},
    parties=CSTO,
    made=Span.parse("1992-05-15"),
    in_force=Span.parse("1994-04-20/.."),
    time_zone="Europe/Moscow",
    source="javascript:alert(1)",
    zones={"treaty-area": ZONE},
    clauses=(
        Clause(
            "help",
            "csto-1992",
            {
                "en": "If one party is attacked, the others give it the help it needs.",
                "ar": "إذا تعرض أحد الأطراف لعدوان قدّم إليه الآخرون ما يلزم من مساعدة.",
                "ru": "В случае нападения на одного из участников остальные оказывают ему необходимую помощь.",
            },
            "must",
            CSTO,
            ("support",),
            trigger=Trigger(("attack",), zone="treaty-area"),
        ),
    ),
)


def _sentence(claim: str) -> str:
    return CLAIMS[claim].statement.id


def _verdict(clause: str, bearer: str, status: Any, reasons: Reason, *, at: datetime = END, **more: Any) -> Verdict:
    defaults: dict[str, Any] = {"for_": (), "against": (), "gaps": ()}
    return Verdict(clause, bearer, status, at, 42, None, reasons=reasons, **{**defaults, **more})


def _told() -> Reason:
    copy = Reason("reprint", {"source": "digest", "of": "ministry-az"}, (_sentence("copied"),))
    accuser = Reason("voice", {"voice": "AZE", "interest": "AZE"}, (_sentence("shelled"),), (copy,))
    proof = Reason("proof", {"level": "claimed", "voices": ["AZE"]}, (), (accuser,))
    denial = Reason("denied_by", {"voice": "ARM", "speaker": "ARM.MIL"}, (_sentence("denied"),))
    data = {"act": "attack", "when": "2020-11-04", "places": ["Tartar"], "actors": ["ARM.MIL"]}
    return Reason("event", data, (_sentence("shelled"),), (proof, denial))


def _lists(bearer: str, status: Any, at: datetime) -> Verdict:
    data = {"bearer": bearer, "act": ["transfer_list"], "due": "2020-11-06", "at": at.date().isoformat(), "late_by": "P2D"}
    reason = Reason("overdue" if status == "overdue" else "pending", data)
    return _verdict("geneva-2020-10-30/lists", bearer, status, reason, at=at, due=DUE)


def _help(bearer: str) -> Verdict:
    text = {
        "en": "an attack inside the treaty area",
        "ar": "هجوم داخل نطاق المعاهدة",
        "ru": "нападение в зоне действия договора",
    }
    narrow = Reason("not_triggered", {"act": ["attack"], "elsewhere": 3, "text": text})
    met = Reason("trigger_met", {"act": "attack", "when": "2020-11-04", "places": ["Tartar"], "level": "reported"})
    wide = Reason("pending_open", {"bearer": bearer, "act": ["support"]}, (), (met,))
    branches = tuple(
        Reason("reading", {"reading": r.id, "held_by": list(r.held_by), "status": s, "text": r.text}, (), (why,))
        for r, s, why in zip(ZONE.readings, ("not_triggered", "pending"), (narrow, wide), strict=True)
    )
    reason = Reason("readings_differ", {"readings": ["recognised", "wider"]}, (), branches)
    readings: dict[str, Any] = {"recognised": "not_triggered", "wider": "pending"}
    gap = Reason("request_missing", {"by": ["ARM"], "bearer": bearer})
    return _verdict("csto-1992/help", bearer, "disputed", reason, readings=readings, gaps=(gap,))


def sample() -> Brief:
    """The brief for 1 to 8 November 2020."""
    civilians = "geneva-2020-10-30/civilians"
    accused = {"bearer": "ARM", "act": ["attack"], "count": 1, "needed": "corroborated", "level": "claimed"}
    open_ = {"act": ["consult"]}
    verdicts = (
        *(_help(bearer) for bearer in CSTO),
        _verdict(
            civilians,
            "ARM",
            "disputed",
            Reason("breach_denied", accused, (_sentence("shelled"),), (_told(),)),
            for_=("denied",),
            against=("shelled", "copied"),
            proof="claimed",
        ),
        _verdict(civilians, "AZE", "unverifiable", Reason("nobody_watching", {"bearer": "AZE", "at": "2020-11-08"})),
        *(_lists(bearer, "overdue", END) for bearer in ("ARM", "AZE")),
        *(
            _verdict("geneva-2020-10-30/comments", b, "pending", Reason("pending_open", {"bearer": b, **open_}))
            for b in ("ARM", "AZE")
        ),
    )
    changed = tuple((_lists(b, "pending", START), _lists(b, "overdue", END)) for b in ("ARM", "AZE"))
    return Brief(
        title={"en": "Nagorno-Karabakh, autumn 2020", "ar": "قره باغ، خريف 2020", "ru": "Нагорный Карабах, осень 2020 года"},
        start=START,
        end=END,
        known_at=42,
        pacts=(TREATY, GENEVA),
        verdicts=verdicts,
        changed=changed,
        claims=CLAIMS,
        reports={r.id: r for r in REPORTS},
        sources={s.id: s for s in SOURCES},
    )


def whole() -> Composed:
    """The sample with fighting, both sides' accounts of it, who watched, and an earlier issue of the same days."""
    watched = _claim(_GENEVA, "على تبادل قوائم الأسرى", "monitor", "asserts", "OSCE", amounts=(Amount(12, "patrols"),))
    day, night = Span.parse("2020-11-04"), Span.parse("2020-11-04T20:00/2020-11-05T06:00")
    made = composed(sample())
    earlier = replace(
        made, known_at=30, verdicts=(replace(made.verdicts[0], status="pending", for_=(), against=()), *made.verdicts[1:])
    )
    return replace(
        made,
        time_zone="Asia/Yerevan",
        claims={**made.claims, "watched": watched},
        events=(
            Event("tartar", ("attack",), day, ("Tartar", "Shusha"), ("ARM.MIL",), ("shelled", "copied")),
            Event("night", ("attack",), night, ("Tartar",), (), ("copied",)),
            Event("edge", ("attack",), Span.parse("2020-11-08/2020-11-10"), (), (), ("shelled",)),
            Event("vague", ("attack",), Span.parse("../2020-11-05"), ("Barda",), (), ("copied",)),
        ),
        versions={"tartar": {"AZE": ("shelled", "copied"), "ARM": ("denied",)}},
        effort=("watched",),
        watched=Effort({"patrols": {date(2020, 11, 4): 12.0}}),
        grades={"shelled": "B2 (ARM)", "denied": "A–", "copied": "–3"},
        earlier=Earlier("e" * 64, 31, datetime(2020, 11, 9, 6, tzinfo=UTC), True, earlier),
    )
