"""The registries that a case keeps: one JSON-lines file for each dataset, in its folder `registries/`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pactwatch.letters import fold
from pactwatch.refusals import Refused
from pactwatch.registries.agreements import Agreement
from pactwatch.registries.datasets import read_dataset
from pactwatch.whole import write_whole

FOLDER = "registries"


def import_dataset(path: Path, case: Path) -> tuple[Agreement, ...]:
    """Keep the agreements of a dataset in a case, in place of what the same dataset gave before; gives them."""
    found = read_dataset(path)
    if not found:
        raise Refused("it lists no agreement", mend="give a dataset with lines", file=path)
    name = found[0].id.rpartition("-")[0]
    lines = "".join(json.dumps(a.line(), ensure_ascii=False) + "\n" for a in found)
    write_whole(case / FOLDER / f"{name}.jsonl", lines, folders=True)
    return found


def registered(case: Path) -> tuple[Agreement, ...]:
    """Every agreement of the registries that a case keeps, by day. Refused where it keeps none, or a line is damaged."""
    files = sorted((case / FOLDER).glob("*.jsonl"))
    if not files:
        raise Refused("the case keeps no registry", mend="import one: pactwatch register CASE pa-x.csv", file=case)
    return tuple(sorted((a for file in files for a in _lines(file)), key=lambda a: (a.made, a.id)))


def _lines(file: Path) -> Iterable[Agreement]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            fields = json.loads(line)
            yield Agreement(**{**fields, "countries": tuple(fields.get("countries", ()))})
        except (ValueError, TypeError, AttributeError):
            raise Refused("the line cannot be read", mend="import the dataset again", file=file, line=number) from None


def look_up(agreements: Iterable[Agreement], words: Iterable[str]) -> tuple[Agreement, ...]:
    """The agreements that have all of these words; those that have them in their title or id first, otherwise by day."""
    wanted = [fold(word) for word in words]
    found = [a for a in agreements if all(w in a.words() for w in wanted)]
    return tuple(sorted(found, key=lambda a: not all(w in fold(f"{a.id} {a.title} {a.made}") for w in wanted)))
