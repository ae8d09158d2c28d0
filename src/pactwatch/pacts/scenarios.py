"""Scenarios beside a pact: given these claims, at this date, this is what a lawyer would say of the clause.

`NAME.cases.toml` holds them; `verdicts/scenarios` runs them. Times without an offset are read in the pact's time zone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import cast, get_args

from pactwatch.pacts import vocabulary as words
from pactwatch.pacts.fields import Fields, read_fields
from pactwatch.pacts.loading import load_pact
from pactwatch.pacts.sources import read_source
from pactwatch.times import Span
from pactwatch.types import Amount, Claim, Report, Source, Stance, Statement, Status

BYSTANDER = Source("bystander", {"en": "An outlet without an interest"})
"""The source of a claim for which the scenario names none."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, the report it stands in, and the instant at which it was recorded."""

    claim: Claim
    report: Report
    recorded: datetime


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is told, what is asked, and the answer expected.

    bearer: None for every bearer. at: the instant judged. known_at: only what was recorded by then counts. due: the date
    of the deadline. readings: the status under a reading, by its id.
    """

    name: str
    clause: str
    at: datetime
    expect: Status
    bearer: str | None = None
    known_at: datetime | None = None
    according_to: str | None = None
    due: date | None = None
    readings: dict[str, Status] = field(default_factory=dict)
    because: str | None = None
    sources: tuple[Source, ...] = ()
    told: tuple[Told, ...] = ()


def load_scenarios(path: Path | str) -> tuple[Scenario, ...]:
    """The scenarios of a file, in its order. Refused, with file, line and mend, where anything in it is not understood."""
    fields = read_fields(Path(path))
    pact = Path(path).with_name(Path(path).name.removesuffix(".cases.toml") + ".toml")
    zone = load_pact(pact).time_zone if pact.is_file() else "UTC"
    sources = (BYSTANDER, *(read_source(row) for row in fields.tables("sources")))
    rows = fields.tables("scenarios")
    if not rows:
        fields.refuse("the file has no scenarios", "add at least one [[scenarios]] table")
    scenarios: dict[str, Scenario] = {}
    for row in rows:
        scenario = _scenario(row, sources, zone)
        if scenario.name in scenarios:
            row.refuse(f"two scenarios are called {scenario.name!r}", "give one another name", "name")
        scenarios[scenario.name] = scenario
    fields.close()
    return tuple(scenarios.values())


def _scenario(row: Fields, sources: tuple[Source, ...], zone: str) -> Scenario:
    name, at, known = row.text("name"), row.span("at"), row.span("known_at")
    due, readings = row.span("due"), row.table("readings")
    if at is None:
        row.refuse(f"scenario {name!r} does not say when it is judged", "add at = 2020-11-07")
    scenario = Scenario(
        name=name,
        clause=row.text("clause"),
        at=at.instants(zone)[1],
        expect=cast(Status, row.one_of("expect", get_args(Status))),
        bearer=row.optional("bearer"),
        known_at=known.instants(zone)[1] if known else None,
        according_to=row.optional("according_to"),
        due=due.latest.date() if due else None,
        readings=_readings(readings) if readings else {},
        because=row.optional("because"),
        sources=sources,
        told=tuple(_told(c, f"told-{n}", at, sources, zone) for n, c in enumerate(row.tables("claims"), 1)),
    )
    row.close()
    return scenario


def _readings(table: Fields) -> dict[str, Status]:
    return {key: cast(Status, table.one_of(key, get_args(Status))) for key in table.data}


def _told(row: Fields, report_id: str, at: Span, sources: tuple[Source, ...], zone: str) -> Told:
    when = row.span("when")
    published = row.span("published") or when or at
    recorded = (row.span("recorded") or published).instants(zone)[1]
    source = row.one_of("source", [s.id for s in sources], BYSTANDER.id)
    claim = _claim(row, report_id, when)
    digest = hashlib.sha256(claim.quote.encode()).hexdigest()
    report = Report(report_id, source, "en", claim.quote, claim.quote, published, recorded, digest)
    row.close()
    return Told(claim, report, recorded)


def _claim(row: Fields, report_id: str, when: Span | None) -> Claim:
    act = row.among(row.text("act"), words.known_acts(), "act")
    speaker = row.optional("speaker") or "OUTLET"
    if speaker != "OUTLET" and not words.is_party(speaker):
        row.among(speaker, ["OUTLET", *words.known_parties()], "speaker")
    quote = row.optional("quote") or f"({report_id}: {speaker} on {act})"
    return Claim(
        statement=Statement(report_id, 0, len(quote), quote),
        start=0,
        end=len(quote),
        quote=quote,
        act=act,
        stance=cast(Stance, row.one_of("stance", get_args(Stance), "asserts")),
        negated=row.flag("negated"),
        speaker=speaker,
        actor=words.parties(row, "actor"),
        target=words.parties(row, "target"),
        places=row.texts("places"),
        when=when,
        due=row.optional("due"),
        condition=row.optional("condition"),
        amounts=tuple(_amount(a) for a in row.tables("amounts")),
        certainty=row.one_of("certainty", ("stated", "hedged"), "stated"),
        reader="scenario",
    )


def _amount(row: Fields) -> Amount:
    unit, qualifier = row.one_of("unit", words.UNITS), row.one_of("qualifier", words.QUALIFIERS, "exact")
    amount = Amount(row.number("value"), unit, qualifier)
    row.close()
    return amount
