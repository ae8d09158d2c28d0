"""`python -m tests.quality`: score every gold set, print one table, refuse a figure below its floor.

The sets that the reader's weights are learned from are read by folds, each with weights learned from the others.

`--raise` writes higher floors where the figures are higher. `--lower REASON` writes the figures as they are; the reason is kept
beside the floors. Exit code 1 where a figure lies below its floor.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from tests.quality.golds import HERE, gold_sets, read_all, shared_folder
from tests.quality.scoring import FIGURES, Figure, score
from tools.train_reader import gold_texts, held_out

FLOORS = HERE / "floors.json"
SLACK = 0.0005


def main(arguments: list[str] | None = None) -> int:
    """Print the table; give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    parser.add_argument("--raise", dest="lift", action="store_true", help="write higher floors where figures are higher")
    parser.add_argument("--lower", metavar="REASON", help="write the figures as floors, for this reason")
    options = parser.parse_args(arguments)
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"floors": {}, "lowered": []}
    found = {name: score(texts, claims) for name, (texts, claims) in read_unseen().items()}
    below = shortfalls(found, floors["floors"])
    print(table(found, floors["floors"]))
    if options.lift or options.lower:
        FLOORS.write_text(
            json.dumps(moved(found, floors, options.lower), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        return 0 if options.lower or not below else 1
    for line in below:
        print(line, file=sys.stderr)
    return 1 if below else 0


def read_unseen() -> dict[str, tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]]]]:
    """Texts and the claims read from them, by the name of the set: what weights were learned from is read by folds."""
    learned = {t["id"] for t in gold_texts(shared_folder() / "reading" / "gold")}
    sets = gold_sets()
    taught = [t for name, texts in sorted(sets.items()) if not name.startswith("own-") for t in texts if t["id"] in learned]
    by_folds = held_out(sorted(taught, key=lambda t: str(t["id"]))) if taught else {}
    return {
        name: (texts, by_folds if {t["id"] for t in texts} <= by_folds.keys() else read_all(texts))
        for name, texts in sets.items()
    }


def shortfalls(found: dict[str, dict[str, Figure]], floors: dict[str, dict[str, float]]) -> list[str]:
    """A line for each figure below its floor."""
    return [
        f"{name}: {figure} {found[name][figure].f1:.3f} is below its floor {floor:.3f}"
        for name, figures in floors.items()
        if name in found
        for figure, floor in figures.items()
        if found[name][figure].f1 < floor - SLACK
    ]


def moved(found: dict[str, dict[str, Figure]], floors: dict[str, Any], reason: str | None) -> dict[str, Any]:
    """The floors to write: the higher of floor and figure, or the figure where there is a reason to lower."""
    new: dict[str, dict[str, float]] = dict(floors["floors"])
    for name, figures in found.items():
        old = floors["floors"].get(name, {})
        here = {key: round(figures[key].f1, 3) for key in FIGURES}
        new[name] = here if reason else {key: max(value, old.get(key, 0.0)) for key, value in here.items()}
    return {"floors": new, "lowered": [*floors["lowered"], *([reason] if reason else [])]}


def table(found: dict[str, dict[str, Figure]], floors: dict[str, dict[str, float]]) -> str:
    """F1 by gold set and figure; precision and recall of acts; a figure below its floor is marked."""
    lines = ["set       claims " + " ".join(f"{name:>8}" for name in FIGURES) + "    act P    act R"]
    for name, figures in found.items():
        cells = []
        for key in FIGURES:
            mark = "!" if figures[key].f1 < floors.get(name, {}).get(key, 0.0) - SLACK else " "
            cells.append(f"{figures[key].f1:7.3f}{mark}")
        act = figures["act"]
        lines.append(f"{name:9} {act.gold:6} " + " ".join(cells) + f" {act.precision:8.3f} {act.recall:8.3f}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
