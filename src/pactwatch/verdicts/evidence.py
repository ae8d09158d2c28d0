"""What is known at a moment, or to one side, ready to be judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from pactwatch.collector import collector_off
from pactwatch.ledger.events import FIGHTING, REPLY, family, places_agree, roots
from pactwatch.ledger.pairs import Pairs
from pactwatch.lexicons.roots import covers
from pactwatch.types import Claim, Event, Place, Report, Source
from pactwatch.verdicts.denying import may_be_about, of_the_last, where
from pactwatch.verdicts.earlier import earlier
from pactwatch.verdicts.heard import Heard
from pactwatch.verdicts.keys import Key, Touch, by_watcher, witnesses
from pactwatch.verdicts.record import Record, Ruled
from pactwatch.verdicts.timeline import EVER, seconds
from pactwatch.verdicts.voices import interested

__all__ = ["Evidence", "Heard", "Known", "gather", "judged_again"]


class Known(Protocol):
    """What is judged from: a view of a ledger, or a scenario's claims."""

    @property
    def seq(self) -> int: ...
    @property
    def sources(self) -> Mapping[str, Source]: ...
    @property
    def reports(self) -> Mapping[str, Report]: ...
    @property
    def claims(self) -> Mapping[str, Claim]: ...


@dataclass(frozen=True)
class Evidence:
    """A record, or what of it had happened by `at`, or what one `side` alone vouches for, or what those say who have no
    interest in the matter of the sides `apart`. reads: what was asked of it, noted where a list is given."""

    record: Record
    at: datetime | None = None
    side: str | None = None
    apart: frozenset[str] | None = None
    reads: list[Touch] | None = None

    @property
    def seq(self) -> int:
        return self.record.seq

    @property
    def zone(self) -> str:
        return self.record.zone

    def until(self, at: datetime) -> Evidence:
        """What had happened by `at`. A denial, or a word that something was not done, speaks of all time up to it."""
        until = at if self.at is None or at < self.at else self.at
        return Evidence(self.record, until, self.side, self.apart, self.reads)  # quicker than `replace`, and asked often

    def of_side(self, side: str) -> Evidence:
        """What that side alone vouches for."""
        return replace(self, side=side)

    def disinterested(self, sides: frozenset[str]) -> Evidence:
        """What those vouch for who have no interest in the matter of these sides."""
        return replace(self, apart=sides)

    def note(self, touches: Iterable[Touch]) -> None:
        """Notes what was asked of it on another occasion, as if it were asked now."""
        if self.reads is not None:
            self.reads.extend(touches)

    def note_event(self, event: Event) -> None:
        """Notes that what is told of an event was asked for, and what is said against it."""
        if self.reads is not None:
            happening = self.record.happening(event.id)
            self.note([(("told", event.id, ""), happening.first, happening.last), *self.record.denied_by(happening)])

    def source_of(self, party: str) -> Source | None:
        """The declared source that speaks under a party name."""
        return self.record.speakers.speaking_as(party)

    def events(self, acts: Iterable[str], parties: Iterable[str], first: datetime, last: datetime) -> Iterator[Event]:
        """The events of any of these acts that touch this time, in order, with the claims that count. parties: whose (roots;
        empty for nobody named), `*` for anybody's. An event without a date is found by its publication, some days beyond."""
        return (event for event, _ in self.so_far(acts, parties, first, last) if event.claims)

    def so_far(
        self, acts: Iterable[str], parties: Iterable[str], first: datetime, last: datetime
    ) -> Iterator[tuple[Event, bool]]:
        """The same events, those too of which no claim counts; and whether none will count later of which none counts yet."""
        start, stop = seconds(first), seconds(last) + int(REPLY.total_seconds())
        acts, parties = tuple(acts), tuple(parties)
        self._note((("event", a, p) for a in acts for p in parties), start, stop)
        for event in self.record.events(acts, parties, start, stop):
            counted = self._counted(event)
            yield counted, counted is event or not any(self._to_come(self.record.heard[i]) for i in event.claims)

    def begun(self, event: Event) -> int:
        """The first second under which an event is found."""
        return self.record.happening(event.id).first

    @property
    def latest(self) -> int:
        """The second since 1970 in which the last event begins of which anything is told."""
        return self.record.latest

    def told(self, event: Event) -> list[Heard]:
        """The claims of an event, in the order in which they were said."""
        return sorted((self.record.heard[i] for i in event.claims), key=_order)

    def event_of(self, heard: Heard) -> Event:
        """The event of which a claim tells."""
        return self._counted(self.record.happening(self.record.leader(heard.id)).event)

    def groups(self, heard: Iterable[Heard]) -> list[list[Heard]]:
        """These claims by the happening that they tell of."""
        found: dict[str, list[Heard]] = {}
        for h in heard:
            found.setdefault(self.record.leader(h.id), []).append(h)
        return list(found.values())

    def asserted(self, acts: Iterable[str], parties: Iterable[str], first: datetime, last: datetime) -> list[Heard]:
        """What is asserted of these acts and parties' events in this time, in the order in which it was said."""
        return sorted((h for e in self.events(acts, parties, first, last) for h in self.told(e)), key=_order)

    def claims(self, acts: Iterable[str], stance: str, parties: Iterable[str] | None = None) -> list[Heard]:
        """Claims of a stance (`not`: asserting that it was not so) about any of these acts, in the order in which they were
        said. parties: roots of who spoke, or of whom a denial or negation is about; empty for nobody named."""
        found: list[Heard] = []
        for act in dict.fromkeys(acts):
            wanted = self.record.known(stance, act) if parties is None else parties
            self._note(((stance, act, p) for p in (wanted if parties is not None else "*")), *EVER)
            found += self._pick(((stance, act, p) for p in wanted), *EVER)
        return sorted({h.id: h for h in found}.values(), key=_order)

    def denials(self, event: Event) -> list[Heard]:
        """Denials and negations that can be about an event, in the order in which they were said. Whoever reads the event has
        read these."""
        first, last = self._span(event)
        parties = sorted(roots(event.actors))
        keys = (("denial", act, p) for act in family(event.acts) for p in ((*parties, "") if parties else "*"))
        places = self.places(event)
        picked = self._pick(keys, seconds(first), seconds(last))
        found = {h.id: h for one in picked if (h := self._about(one, event, places)) is not None}
        return sorted(found.values(), key=_order)

    def may_be_denied(self, event: Event, first: int, last: int) -> bool:
        """Whether any denial at all speaks of the doers and time (first and last second) of an event: quicker than `denials`,
        where most events have none."""
        parties = (*roots(event.actors), "") if event.actors else ("*",)
        keys = (("denial", a, p) for a in family(event.acts) for p in parties)
        return any(True for key in keys for _ in self.record.touching(key, first, last))

    def ruled(self, claims: Iterable[str], monitors: Iterable[str]) -> Ruled | None:
        """The last that one of these monitors has found of what these claims say, whether it happened; None where nothing."""
        able = tuple(monitors)
        found = [r for i in claims for r in self.record.rulings.get(i, ()) if any(covers(m, r.monitor) for m in able)]
        settled = [r for r in found if r.finding != "not_established"]
        return max(settled, key=lambda r: (r.at, r.finding), default=None)

    def judged(self, heard: Iterable[Heard]) -> list[Heard]:
        """Those of these claims of which monitors have found anything."""
        rulings = self.record.rulings
        return [h for h in heard if h.id in rulings] if rulings else []

    def versions(self, event: Event, party: str) -> list[Heard]:
        """What a party asserts of fighting at the time of an event, as part of other events."""
        first, last = (seconds(m) for m in self._span(event))
        keys = [("voice", act, party) for act in sorted(FIGHTING)]
        self._note(keys, first, last)
        mine = set(event.claims)
        found = [h for h in sorted(self._pick(keys, first, last), key=_order) if h.id not in mine]
        for h in found:
            other = self.record.happening(self.record.leader(h.id))
            self._note((k for k in other.keys if k[2] != "*"), other.first, other.last)
        return found

    def watching(self, acts: Iterable[str], first: datetime, last: datetime) -> Iterator[Iterator[Heard]]:
        """For each act and voice, its claims that show that it was looking, by time. Each may be left once enough is seen."""
        start, stop = seconds(first), seconds(last)
        for act in dict.fromkeys(acts):
            self._note([("voices", act, "")], start, stop)
            for voice in sorted(self.record.known("watch", act)):
                yield self._looking(("watch", act, voice), start, stop)

    def is_watcher(self, heard: Heard) -> bool:
        """Whether a claim is the report of a monitor or sensor."""
        return by_watcher(heard, self.record.speakers)

    def places(self, event: Event) -> tuple[Place, ...]:
        """The places of an event's claims."""
        return tuple({p.id: p for i in event.claims for p in self.record.heard[i].where}.values())

    def _looking(self, key: Key, start: int, stop: int) -> Iterator[Heard]:
        until = stop
        try:
            for first, _, name in self.record.touching(key, start, stop):
                one = self.record.heard[name]
                if self.counts(one) and witnesses(one, self.record.speakers):
                    until = first
                    yield one
                    until = stop
        finally:
            # What comes after the last that was looked at cannot change what was seen.
            self._note([key], start, until)

    def _counted(self, event: Event) -> Event:
        if self.at is None and self.side is None and self.apart is None:
            return event
        claims = tuple(i for i in event.claims if self.counts(self.record.heard[i]))
        return event if len(claims) == len(event.claims) else replace(event, claims=claims)

    def counts(self, heard: Heard) -> bool:
        """Whether a claim is among what is judged from. What was foretold shows nothing."""
        if heard.foretold:
            return False
        if self.side is not None and not heard.voice.stands_for(self.side):
            return False
        if self.apart is not None and interested(heard.voice, self.apart):
            return False
        return heard.negative or not self._to_come(heard)

    def _to_come(self, heard: Heard) -> bool:
        return self.at is not None and (heard.begins if heard.dated else heard.said) > self.at

    def _pick(self, keys: Iterable[Key], first: int, last: int) -> Iterator[Heard]:
        for key in keys:
            for _, _, name in self.record.touching(key, first, last):
                one = self.record.heard[name]
                if self.counts(one):
                    yield one

    def _about(self, denial: Heard, event: Event, places: tuple[Place, ...]) -> Heard | None:
        """The denial as it is about the event, None where it is not."""
        span = self._span(event)
        if not may_be_about(denial, event, places, span):
            return None
        if not of_the_last(denial) or span[0].year == 1:
            return denial
        near = where(denial) or denial.hinted
        self._note(*self.record.asked_by(denial))
        last = self.record.answered(denial, roots(event.actors), near)
        if last is None:
            return replace(denial, hinted=())  # nothing is told of where its title hints at
        here = bool(event.places) and places_agree(near, places)
        return denial if here and span[1] >= last else None

    def _span(self, event: Event) -> tuple[datetime, datetime]:
        first, last = event.span.instants(self.zone)
        return first, last

    def _note(self, keys: Iterable[Key], first: int, last: int) -> None:
        if self.reads is not None:
            self.note((key, first, last) for key in keys)


def _order(heard: Heard) -> tuple[datetime, str]:
    return heard.said, heard.id


def gather(known: Known, zone: str, like: Evidence | None = None) -> Evidence:
    """The evidence of a view, civil times read in `zone` (IANA name). like: that of another view of the same ledger: of an
    earlier one its evidence is cut out of it, and otherwise what it has heard is not put into its context again."""
    later = like.record if like is not None and like.zone == zone else None
    pairs = Pairs(getattr(known, "same_events", ()), getattr(known, "different_events", ()))
    record: Record | None = None
    if later is not None:
        record = earlier(later, known.claims, known.reports, known.sources, pairs, _rulings(known))
    if record is None:
        record = Record(known.sources, zone, pairs)
        told = ((entry, claim, known.reports.get(claim.statement.report)) for entry, claim in known.claims.items())
        with collector_off:
            record.fill(((entry, claim, report) for entry, claim, report in told if report is not None), later)
    record.claims, record.lines = known.claims, getattr(known, "lines", {})
    return judged_again(Evidence(record), known)


def judged_again(evidence: Evidence, known: Known) -> Evidence:
    """The evidence with the rulings of `known`, whose claims and events are those that it has already."""
    record = copy(evidence.record)
    record.rulings = _rulings(known)
    record.seq = known.seq
    return replace(evidence, record=record)


def _rulings(known: Known) -> dict[str, list[Ruled]]:
    found: dict[str, list[Ruled]] = {}
    for judgement, ruling, claims in getattr(known, "rulings", ()):
        for claim in claims:
            found.setdefault(claim, []).append(Ruled(ruling.monitor, ruling.finding, ruling.why, judgement.at))
    return found
