"""A small world to judge in: claims written in a line each, and the pacts they are held against."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pactwatch.times import Span, moment
from pactwatch.types import Claim, Clause, Due, Pact, Report, Source, Statement, Verdict, Zone, ZoneReading
from pactwatch.verdicts.judge import judge

ZONE = "Asia/Baku"


@dataclass
class World:
    """What has been told so far; `told` adds a claim in a report of its own, `judge` asks of a clause."""

    sources: dict[str, Source] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)

    @property
    def seq(self) -> int:
        return len(self.claims)

    def source(self, name: str, **given: Any) -> World:
        self.sources[name] = Source(name, {"en": name}, **given)
        return self

    def told(
        self, speaker: str, act: str, *, said: str, when: str | None = None, source: str = "paper", text: str = "", **given: Any
    ) -> World:
        number = len(self.claims)
        name = f"report-{number}"
        text = text or f"{speaker} {act} {given} {number}"
        self.reports[name] = Report(name, source, "en", "", text, Span.parse(said), None, "0" * 64)
        statement = Statement(name, 0, len(text), text)
        given = {k: tuple(v) if isinstance(v, list) else v for k, v in given.items()}
        stance, negated = given.pop("stance", "asserts"), given.pop("negated", False)
        span = Span.parse(when) if when else None
        claim = Claim(statement, 0, len(text), text, act, stance, negated, speaker, when=span, **given)
        self.claims[f"claim-{number:03}"] = claim
        return self

    def judge(self, clause: str, at: str, pacts: dict[str, Pact], **given: Any) -> dict[str, Verdict]:
        chosen = next(c for p in pacts.values() for c in p.clauses if c.ref == clause)
        verdicts = judge(chosen, self, moment(at, ZONE), pacts=pacts, zone=ZONE, **given)
        return {v.bearer: v for v in verdicts}


def pact(name: str, *clauses: Clause, made: str = "2020-10-30", **given: Any) -> dict[str, Pact]:
    """A pact of Armenia and Azerbaijan, by its id."""
    in_force = given.pop("in_force", None) or Span(Span.parse(made).earliest, datetime.max.replace(microsecond=0))
    return {
        name: Pact(
            id=name,
            kind="statement",
            title={"en": name},
            parties=given.pop("parties", ("ARM", "AZE")),
            made=Span.parse(made),
            in_force=in_force,
            time_zone=ZONE,
            source="https://example.org/",
            clauses=clauses,
            **given,
        )
    }


def duty(name: str, *acts: str, pact: str = "geneva", **given: Any) -> Clause:
    """A clause that each side owes, a `must` unless said otherwise."""
    bearers = given.pop("bearers", ("ARM", "AZE"))
    kind = given.pop("duty", "must")
    return Clause(name, pact, {"en": name}, kind, bearers, acts, **given)


def contested_zone(name: str, **readings: tuple[tuple[str, ...], tuple[str, ...]]) -> Zone:
    """A zone by reading: name=(included place ids, holders)."""
    return Zone(name, tuple(ZoneReading(key.replace("_", "-"), places, (), held) for key, (places, held) in readings.items()))


LISTS = duty("lists", "transfer_list", due=Due(within="P7D"), recipients=("ICRC", "OSCE"))
CIVILIANS = duty("civilians", "attack", duty="must_not", target=("CIV",))
GENEVA = pact("geneva", LISTS, CIVILIANS)
