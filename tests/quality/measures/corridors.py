"""What became of humanitarian corridors, judged from their news text alone, against the label that people gave each.

`python -m tests.quality.measures.corridors` prints the confusion; `--rows` each labelled row with its verdicts.

142 corridors of March to May 2022 (peacerep/ukraine-map). Each is made a pact of one day with two duties: whoever proposed or
agreed it opens it (a `must`: people are moved out, aid goes in) along the way between its two ends, and nobody closes it
(a `must not`). The text is read into claims and judged three days later. One voice is proof enough, since the labels rest on
one. A corridor is known by the place it leads out of (by the one it leads to, where none is given), since many lead to the
same town; a claim that does not name it is not taken for it, unless it speaks of all corridors of the day. Where no gazetteer
knows that place, nothing is judged. That a way was closed is counted whether or not a text says by whom.

    kept, kept late, kept in part   and nobody says that it was closed    successful
    the same                        and a side says that it was closed    disputed
    closed, as one side says it     (alleged, breached, disputed)         disputed
    said not to have been opened                                          unsuccessful
    pending, unverifiable                                                 unknown
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from pactwatch.places import resolve
from pactwatch.reading import read
from pactwatch.times import Span
from pactwatch.types import Claim, Clause, Pact, Report, Source, Verdict, Zone, ZoneReading
from pactwatch.verdicts.judge import judge
from pactwatch.verdicts.scenarios import Told
from tests.quality.golds import shared_folder

DATA = Path("data", "events", "humanitarian-corridors-ukraine.csv")
ZONE = "Europe/Kyiv"
OUTCOMES = ("successful", "unsuccessful", "disputed", "unknown")
BEARERS = {"Ukraine": ("UKR",), "Russia": ("RUS",), "Agreed": ("UKR", "RUS")}
LATER = timedelta(days=3)
_SOURCE = Source("interfax", {"en": "Interfax"}, kind="agency")
_ALL = re.compile(r"all (?:the )?(?:\w+ )?(?:humanitarian|evacuation|green) corridors", re.IGNORECASE)
_LINK = re.compile(r"see source:.*|https?://\S+", re.DOTALL)
_PIECES = re.compile(r"\s*;{2,}\s*|\n\s*(?=[A-Z]{4,}\. [A-Z][a-z]+\.? \d{1,2} \()")
_DATELINE = re.compile(r"^[A-Z]{4,}\. (?P<month>[A-Z][a-z]{2})[a-z]*\.? (?P<day>\d{1,2}) \(.*?\) - ", re.DOTALL)
_MONTHS = {format(date(2022, n, 1), "%b"): n for n in range(1, 13)}


@dataclass(frozen=True, slots=True)
class Row:
    """A corridor: its number, what people called its outcome, what its text makes it, and what the verdicts were.

    told: whether its text says anything besides where it was published."""

    number: str
    label: str
    read: str
    told: bool
    verdicts: tuple[str, ...] = ()


def rows(path: Path) -> list[Row]:
    """Every corridor, judged."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [_row(line) for line in csv.DictReader(lines)]


def _row(line: dict[str, str]) -> Row:
    day = date.fromisoformat(line["date"])
    text = _LINK.sub("", line["text"]).strip(" ;\n")
    label = line["status_result"].partition("/")[0]
    label = label if label in OUTCOMES else "unknown"
    ends = [p.id for name in [line["from_name"] or line["to_name"]] if name and (p := resolve(name, ("Ukraine",)))]
    if not ends or not text:
        return Row(line["HC_ID"], label, "unknown", bool(text))
    pact = _pact(line["HC_ID"], day, BEARERS[line["proposal"]], ends)
    known = _known(line["HC_ID"], text, day)
    shut = any(
        c.act == "block_access" and c.stance == "asserts" and not c.negated and not c.actor for c in known.claims.values()
    )
    at = datetime.combine(day + LATER, datetime.min.time()).astimezone()
    opened, free = ([*judge(c, known, at, pacts={pact.id: pact}, zone=ZONE)] for c in pact.clauses)
    told = tuple(f"{v.clause.partition('/')[2]} {v.bearer} {v.status}" for v in (*opened, *free))
    return Row(line["HC_ID"], label, outcome(opened, free, shut=shut), bool(text), told)


def outcome(opened: Iterable[Verdict], free: Iterable[Verdict], *, shut: bool = False) -> str:
    """The outcome that verdicts on a corridor amount to. shut: whether somebody unnamed is said to have closed it."""
    statuses, found = {v.status for v in opened}, list(opened)
    closed = shut or any(v.status in ("alleged", "breached", "disputed") for v in free)
    done = statuses & {"kept", "kept_late", "partly_kept"}
    if "disputed" in statuses or closed:
        return "disputed"
    if done:
        return "successful"
    said_not = "breached" in statuses or any(v.against and not v.for_ for v in found)
    return "unsuccessful" if said_not else "unknown"


def _pact(number: str, day: date, bearers: tuple[str, ...], ends: list[str]) -> Pact:
    name = f"corridor-{number}"
    text = {"en": "A corridor for people to leave by and aid to come in."}
    proof = {"performance": "claimed", "breach": "claimed"}
    life = Span(Span.of(day).earliest, Span.of(day + LATER).latest)
    opened = Clause("opened", name, text, "must", bearers, ("evacuate", "deliver_aid"), zone="way", proof=proof)  # type: ignore[arg-type]
    free = Clause("free", name, text, "must_not", ("RUS", "UKR"), ("block_access",), zone="way", proof=proof)  # type: ignore[arg-type]
    return Pact(
        id=name,
        kind="corridor",
        title={"en": name},
        parties=("RUS", "UKR"),
        made=Span.of(day),
        in_force=life,
        time_zone=ZONE,
        source="",
        clauses=(opened, free),
        zones={"way": Zone("way", (ZoneReading("way", tuple(ends)),))},
    )


def _known(number: str, text: str, day: date) -> Told:
    reports = {r.id: r for r in _reports(number, text, day)}
    claims = [_of_all(claim) for report in reports.values() for claim in read(report)]
    return Told(len(claims), {_SOURCE.id: _SOURCE}, reports, {f"{n:04}": c for n, c in enumerate(claims)})


def _of_all(claim: Claim) -> Claim:
    """A claim about all corridors of a day holds of each, wherever it leads."""
    return replace(claim, places=()) if _ALL.match(claim.quote) else claim


def _reports(number: str, text: str, day: date) -> Iterator[Report]:
    """The pieces of a text, each published on the day of its dateline, or else on that of the corridor."""
    for n, piece in enumerate(p.strip() for p in _PIECES.split(text)):
        if not piece:
            continue
        found = _DATELINE.match(piece)
        published = date(day.year, _MONTHS[found["month"]], int(found["day"])) if found and found["month"] in _MONTHS else day
        body = piece[found.end() :] if found else piece
        digest = hashlib.sha256(body.encode()).hexdigest()
        yield Report(f"{number}-{n}", _SOURCE.id, "en", "", body, Span.of(published), None, digest)


def agreement(found: Iterable[Row], *, told: bool = False) -> tuple[int, int]:
    """How many rows labelled successful, unsuccessful or disputed are judged so, and how many there are.

    told: only those whose text the judge took to tell of an outcome."""
    labelled = [r for r in found if r.label != "unknown" and (not told or r.read != "unknown")]
    return sum(r.read == r.label for r in labelled), len(labelled)


def main() -> None:
    """Print the confusion of labels (down) and verdicts (across), and the agreement."""
    found = rows(shared_folder() / DATA)
    pairs = Counter((r.label, r.read) for r in found)
    print(f"{'label':14}" + "".join(f"{name:>14}" for name in OUTCOMES))
    for label in OUTCOMES:
        print(f"{label:14}" + "".join(f"{pairs[label, name]:14}" for name in OUTCOMES))
    for name, told in (("labelled", False), ("labelled, and told of an outcome", True)):
        right, of = agreement(found, told=told)
        print(f"{name}: {right} of {of} ({right / max(1, of):.2f})")
    print(f"labelled, without any text: {sum(r.label != 'unknown' and not r.told for r in found)}")
    for row in found if "--rows" in sys.argv else ():
        if row.label != "unknown" or row.read != "unknown":
            print(row.number, row.label, "→", row.read, "; ".join(row.verdicts))


if __name__ == "__main__":
    main()
