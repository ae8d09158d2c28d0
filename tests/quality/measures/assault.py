"""Whether a sentence of Arabic news tells of an assault (PLOVER ASSAULT), against the judgement of people.

`python -m tests.quality.measures.assault` prints the figures; with `--misses N`, N sentences of each kind of miss.

A sentence is read as one that does where a claim asserts (anybody's, not negated) an attack, harm or detention. The judges
were unanimous about `yes` and `easy no`, these count; the doubtful `difficult no` (most said no) count in `all`; the
`ambiguous` have too few judgements to count.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pactwatch.reading import read
from pactwatch.types import Claim, Report
from tests.quality.golds import shared_folder
from tests.quality.scoring import Figure

DATA = Path("data", "arabic-events", "assault_gsr.csv")
ACTS = frozenset({"attack", "harm", "detain"})
SEED = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence: its label, its text, whether an assault was read in it."""

    label: str
    text: str
    told: bool

    @property
    def right(self) -> bool:
        return self.told == (self.label == "yes")


def tells(claims: Iterable[Claim]) -> bool:
    """Whether a claim says that somebody was attacked, harmed or detained."""
    return any(c.act in ACTS and c.stance == "asserts" and not c.negated for c in claims)


def rows(path: Path) -> list[Row]:
    """The sentences, read; without those that have too few judgements."""
    with path.open(encoding="utf-8", newline="") as lines:
        table = [line for line in csv.DictReader(lines) if line["label"] != "ambiguous"]
    reports = [Report(line["id"], "assault", "ar", "", line["text"], None, None, "") for line in table]
    return [Row(line["label"], line["text"], tells(read(r))) for line, r in zip(table, reports, strict=True)]


def figure(found: Iterable[Row], labels: Iterable[str] = ("yes", "easy no")) -> Figure:
    """Sentences told of rightly, told of, and to tell of."""
    chosen = [r for r in found if r.label in labels]
    return Figure(
        sum(r.told and r.label == "yes" for r in chosen), sum(r.told for r in chosen), sum(r.label == "yes" for r in chosen)
    )


def main() -> None:
    """Print the figures, and a sample of the misses where one is asked for."""
    found = rows(shared_folder() / DATA)
    for name, labels in (("unanimous", ("yes", "easy no")), ("all", ("yes", "easy no", "difficult no"))):
        figures = figure(found, labels)
        print(
            f"{name:10} of {sum(r.label in labels for r in found)}: precision {figures.precision:.3f}, "
            f"recall {figures.recall:.3f}, F1 {figures.f1:.3f}"
        )
    for label in ("yes", "easy no") if "--misses" in sys.argv else ():
        missed = [r for r in found if r.label == label and not r.right]
        size = min(int(sys.argv[-1]), len(missed))
        for row in random.Random(SEED).sample(missed, size):
            print(f"{label}\t{row.text}")


if __name__ == "__main__":
    main()
