"""How long truces held, by the same proof as verdicts; and the rules of counting as they are shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pactwatch.counting.halting import is_truce, term
from pactwatch.counting.holding import days_of
from pactwatch.counting.registry import described, title
from pactwatch.counting.rules import RULES
from pactwatch.counting.truces import Broken, by_part, truces
from pactwatch.ledger.views import View
from pactwatch.pacts import loading
from pactwatch.pacts.loading import load_pacts
from pactwatch.times import Span
from pactwatch.types import Claim, Pact, Report, Source, Statement
from pactwatch.verdicts.breaking import breaking
from pactwatch.verdicts.evidence import gather

PACTS = load_pacts(Path(__file__).parents[2] / "examples" / "karabakh-2020" / "pacts")
MOSCOW = PACTS["moscow-2020-10-10"]
LATER = datetime(2020, 12, 5, tzinfo=UTC)


def begins(pact: Pact) -> datetime:
    return pact.in_force.instants(pact.time_zone)[0]


def test_treaties_of_alliance_are_no_truces() -> None:
    assert {p.id for p in PACTS.values() if is_truce(p)} == {
        "moscow-2020-10-10", "paris-2020-10-17", "washington-2020-10-25", "statement-2020-11-10",
    }  # fmt: skip


def test_a_halt_begins_with_its_own_clause_and_not_with_its_pact() -> None:
    package = load_pacts(Path(loading.__file__).with_name("library"))["minsk-package-2015-02-12"]
    kyiv = ZoneInfo("Europe/Kyiv")
    assert package.in_force.instants(package.time_zone)[0].astimezone(kyiv).date() == date(2015, 2, 12)
    assert term(package)[0].astimezone(kyiv) == datetime(2015, 2, 15, tzinfo=kyiv)
    assert days_of(package) == (date(2015, 2, 12), date(2015, 2, 15))
    assert term(MOSCOW) == MOSCOW.in_force.instants(MOSCOW.time_zone)


def test_a_truce_is_followed_to_its_first_proven_breach_or_as_far_as_can_be() -> None:
    start = begins(MOSCOW)
    told = {MOSCOW.id: [Broken(start + timedelta(hours=h), proven) for h, proven in ((50, True), (5, False), (30, True))]}
    found = {t.pact: t for t in truces(PACTS, LATER, lambda p: told.get(p.id, []))}
    moscow, last = found[MOSCOW.id], found["statement-2020-11-10"]
    assert (moscow.alleged, moscow.proven, moscow.broken) == (start + timedelta(hours=5), start + timedelta(hours=30), True)
    assert moscow.days == 1.25
    assert (last.proven, last.until, last.broken) == (None, LATER, False)
    assert list(found) == sorted(found, key=lambda name: found[name].begins)
    assert not truces(PACTS, datetime(2020, 9, 1, tzinfo=UTC), lambda _: [])


def test_a_truce_that_ended_unbroken_is_followed_to_its_end() -> None:
    short = replace(MOSCOW, in_force=Span.parse("2020-10-10T12:00+04:00/2020-10-12T12:00+04:00"))
    after = Broken(begins(MOSCOW) + timedelta(days=5), True)
    (found,) = truces({short.id: short}, LATER, lambda _: [after])
    assert not found.broken
    assert round(found.days, 2) == 2


def test_truces_are_followed_in_each_part_of_the_area() -> None:
    start = begins(MOSCOW)
    told = {MOSCOW.id: [Broken(start + timedelta(days=2), True, ("Ganja",)), Broken(start, False, ("Hadrut",))]}
    found = by_part({MOSCOW.id: MOSCOW}, LATER, told, "place")
    assert {part: [t.broken for t in there] for part, there in found.items()} == {"ganja": [True], "hadrut": [False]}
    assert found["ganja"][0].sector == "ganja"


def claim(source: str, day: str, speaker: str) -> Claim:
    statement = Statement(source, 0, 1, ".")
    return Claim(
        statement, 0, 1, ".", "attack", "asserts", False, speaker,
        actor=("AZE.MIL",), target=("ARM.MIL",), places=("Hadrut",), when=Span.parse(day),
    )  # fmt: skip


def view(*claims: Claim) -> View:
    sources = {
        "mod": Source("mod", {"en": "Ministry"}, kind="ministry", side="ARM", parties=("ARM.MIL",)),
        "one": Source("one", {"en": "One agency"}, kind="agency"),
        "two": Source("two", {"en": "Two agency"}, kind="agency"),
    }
    reports = {n: Report(n, n, "en", n, "", Span.parse("2020-10-30"), None, "") for n in sources}
    return View(len(claims), LATER, sources, reports, {str(n): c for n, c in enumerate(claims)})


def test_what_is_told_by_one_side_is_alleged_and_what_two_voices_tell_is_proven() -> None:
    known = view(
        claim("mod", "2020-10-11", "ARM.MIL"),
        claim("one", "2020-10-15", "OUTLET"),
        claim("two", "2020-10-15", "OUTLET"),
    )
    found = breaking(MOSCOW, gather(known, "Asia/Baku"), LATER, PACTS)
    assert [(b.begins.date().isoformat(), b.proven, b.places) for b in found] == [
        ("2020-10-11", False, ("Hadrut",)),
        ("2020-10-15", True, ("Hadrut",)),
    ]
    assert breaking(MOSCOW, gather(known, "Asia/Baku"), datetime(2020, 10, 12, tzinfo=UTC), PACTS) == found[:1]


def test_every_rule_is_described_in_three_languages_with_its_source() -> None:
    assert list(described()) == list(RULES)
    for rule in described().values():
        assert set(rule.title) == set(rule.definition) == {"en", "ar", "ru"}
        assert rule.source
    assert title("per_event", "ar-SY") == "واحد لكل حادثة"
    assert title("per_event", "fr") == "One per event"
