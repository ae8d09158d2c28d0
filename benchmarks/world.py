"""An invented war of any size: claims about events, and pacts to hold them against. The same seed gives the same war."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from pactwatch.places import places
from pactwatch.times import Span
from pactwatch.types import Claim as Told
from pactwatch.types import Clause, Due, Pact, Report, Source, Stance, Statement

FIRST = date(2015, 1, 1)
DAYS = 3_650
CLAUSES_OF_A_PACT = 20
ACTS = ("attack",) * 6 + ("harm", "capture", "release", "deliver_aid")
WITNESSES = ("UN", "HRW", "OSCE", "OUTLET", "OUTLET", "OUTLET")
OUTLETS = tuple(f"outlet-{n}" for n in range(20))
WHOLE = Span.parse("2015-01-01/..")


def sources() -> dict[str, Source]:
    """Twenty outlets, and the UN as a monitor."""
    found = {name: Source(name, {"en": name}) for name in OUTLETS}
    return {**found, "un": Source("un", {"en": "UN"}, kind="monitor", parties=("UN",))}


def states() -> list[str]:
    """The states of the gazetteer, by code."""
    return sorted(p for p in places() if len(p) == 3 and p.isupper())[:60]


def claims(count: int, seed: int = 1) -> Iterator[tuple[str, Told, Report]]:
    """So many claims, each with its entry id and report: half are strikes told by one voice, the rest retellings, denials,
    vague words, other acts. A report is what one outlet says in a month."""
    random, parties = Random(seed), states()
    towns = [p.names["en"].partition(" / ")[0] for i, p in sorted(places().items()) if p.within and "en" in p.names][:400]
    reports: dict[tuple[str, int], Report] = {}
    last: tuple[str, date, str, str, str] | None = None
    for number in range(count):
        outlet = random.choice(OUTLETS)
        kind = random.random()
        if last is None or kind > 0.3:
            on = FIRST + timedelta(days=random.randrange(DAYS))
            actor, target = random.sample(parties, 2)
            last = (random.choice(ACTS), on, actor, target, random.choice(towns))
        act, on, actor, target, town = last
        month = on.year * 12 + on.month
        report = reports.get((outlet, month))
        if report is None:
            report = reports[outlet, month] = _report(f"{outlet}-{month}", outlet, on)
        speaker = random.choice((f"{target}.MIL", random.choice(WITNESSES)))
        stance: Stance = "asserts"
        if kind > 0.97:
            speaker, stance = f"{actor}.MIL", "denies"
        yield (
            f"{number:08}",
            Told(
                statement=Statement(report.id, number, number + 1, "told"),
                start=number,
                end=number + 1,
                quote="told",
                act=act,
                stance=stance,
                negated=False,
                speaker=speaker,
                actor=() if 0.3 < kind < 0.35 else (f"{actor}.MIL",),
                target=(target,),
                places=(town,),
                when=None if 0.35 < kind < 0.4 else Span.of(on),
            ),
            report,
        )


def pacts(clauses: int, seed: int = 2) -> dict[str, Pact]:
    """Pacts between two states each, with so many clauses in all: truces of some months, and deadlines for releases."""
    random, parties = Random(seed), states()
    found: dict[str, Pact] = {}
    for number in range(0, clauses, CLAUSES_OF_A_PACT):
        name = f"pact-{number}"
        sides = tuple(random.sample(parties, 2))
        wanted = min(CLAUSES_OF_A_PACT, clauses - number)
        found[name] = Pact(
            id=name,
            kind="ceasefire",
            title={"en": name},
            parties=sides,
            made=Span.of(FIRST),
            in_force=WHOLE,
            time_zone="UTC",
            source="https://example.org/",
            clauses=tuple(_clause(random, name, n, sides) for n in range(wanted)),
        )
    return found


def _clause(random: Random, pact: str, number: int, sides: tuple[str, ...]) -> Clause:
    on = FIRST + timedelta(days=random.randrange(DAYS - 200))
    text, bearer = {"en": "a duty"}, (random.choice(sides),)
    if number % 4 == 3:
        due = Due(within="P60D", of=on.isoformat())
        return Clause(f"c{number}", pact, text, "must", bearer, ("release", "deliver_aid"), window=_span(on, 200), due=due)
    acts = ("attack", "harm", "capture")
    return Clause(f"c{number}", pact, text, "must_not", bearer, acts, window=_span(on, random.randrange(20, 200)))


def _span(on: date, days: int) -> Span:
    return Span(datetime.combine(on, datetime.min.time()), Span.of(on + timedelta(days=days)).latest)


def _report(name: str, outlet: str, on: date) -> Report:
    day = Span.of(on.replace(day=28))
    words = " ".join(f"{name}-{n}".replace("-", "") for n in range(8))
    return Report(name, outlet, "en", "", words, day, None, "0" * 64)
