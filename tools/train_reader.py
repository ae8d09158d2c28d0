"""Learn the reader's weights from marked texts: `python -m tools.train_reader --gold DIR`.

DIR holds gold sets `xx.json` by language (default: `reading/gold` of the folder that PACTWATCH_SHARED names). The project's own
gold in `tests/quality/gold` is not learned from, so that it shows how texts are read that the weights have not seen. The
weights are written into the package. The same gold gives the same weights.

`--cross-validate` writes nothing. It splits the texts into five folds by a hash of their ids, reads each fold with weights
learned from the other four, and prints F1 of the rules alone and of rules and model. Rules and lexicons were written with part
of the same texts in view, which flatters both lines on those.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from pactwatch.reading.draft import Draft
from pactwatch.reading.features import View, of_party, of_place, parties_of, places_of
from pactwatch.reading.judging import Judge, Occasion, Rules
from pactwatch.reading.learned import NAME, PARTS, Learned, Model
from pactwatch.reading.lines import claim_object
from pactwatch.reading.reader import read_with
from pactwatch.types import Claim
from tests.quality.golds import report_of, shared_folder
from tests.quality.scoring import FIGURES, pairs, place_key, root, score
from tools.fitting import Choice, fit

FOLDS = 5
_STRENGTH = {"target": 7.0, "place": 8.0}
"""Of the prior on the weights, by part; chosen by the figures of `make quality`, folds and own sets together."""
WEIGHTS = Path(__file__).parents[1] / "src" / "pactwatch" / "reading" / "weights" / "reader.json"
Text = Mapping[str, Any]


@dataclass
class Recorder:
    """A judge that changes nothing, and notes each decision's features and the claim that the rules made."""

    name: str = "recorder"
    parties: list[list[tuple[str, list[str]]]] = field(default_factory=list)
    places: list[list[tuple[str, list[str]]]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)

    def mended(self, occasion: Occasion, plain: Draft) -> Draft:
        """The draft as it is."""
        view = View(occasion)
        self.parties.append([(party, of_party(view, plain, party)) for party in parties_of(view, plain)])
        return plain

    def placed(self, occasion: Occasion, plain: Draft, found: Claim) -> Claim:
        """The claim as it is."""
        view = View(occasion)
        self.places.append([(name, of_place(view, plain, found, name, place)) for name, place in places_of(occasion)])
        self.claims.append(claim_object(found))
        return found


def examples(text: Text) -> dict[str, list[Choice]]:
    """The decisions of a marked text, by part. A decision whose right answer the marks do not tell is left out."""
    recorder = Recorder()
    read_with(report_of(text), recorder)
    found: dict[str, list[Choice]] = {part: [] for part in PARTS}
    name, gold = text["id"], text["claims"]
    marked = {id(r): g for g, r in pairs(gold, recorder.claims)}
    for one, parties, places in zip(recorder.claims, recorder.parties, recorder.places, strict=True):
        if mark := marked.get(id(one)):
            targets, where = {root(p) for p in mark["target"]}, {place_key(p) for p in mark["places"]}
            found["target"] += [_whether(name, f, root(p) in targets) for p, f in parties]
            found["place"] += [_whether(name, f, place_key(p) in where) for p, f in places]
    return found


def _whether(text: str, features: Sequence[str], right: bool) -> Choice:
    return Choice(text, ((features, float(right)), ((), float(not right))))


def learn(texts: Iterable[Text], parts: Sequence[str] = PARTS) -> Model:
    """A model of some parts, from marked texts."""
    return _fitted([(t, examples(t)) for t in texts], parts)


def _fitted(found: Sequence[tuple[Text, dict[str, list[Choice]]]], parts: Sequence[str]) -> Model:
    languages = tuple(sorted({t["language"] for t, _ in found}))
    return Model(languages, {part: fit([c for _, one in found for c in one[part]], _STRENGTH[part]) for part in parts})


def fold_of(text_id: str) -> int:
    """The fold of a text, by its id alone."""
    return int(sha256(text_id.encode()).hexdigest(), 16) % FOLDS


def held_out(texts: Sequence[Text], parts: Sequence[str] = PARTS) -> dict[str, list[dict[str, Any]]]:
    """Claims by the id of their text, each text read with weights learned from the other folds."""
    found = [(t, examples(t)) for t in texts]
    models = [_fitted([pair for pair in found if fold_of(pair[0]["id"]) != k], parts) for k in range(FOLDS)]
    return {t["id"]: _read(t, Learned(models[fold_of(t["id"])])) for t in texts}


def cross_validate(texts: Sequence[Text], parts: Sequence[str]) -> str:
    """A table of F1 by language, of the rules alone and of rules and model, each text read with weights it did not give."""
    rules, learned = {t["id"]: _read(t, Rules()) for t in texts}, held_out(texts, parts)
    lines = ["language  claims reader " + " ".join(f"{name:>7}" for name in FIGURES) + "   act P   act R"]
    for language in (*sorted({t["language"] for t in texts}), "all"):
        some = [t for t in texts if language in (t["language"], "all")]
        for label, claims in (("rules", rules), ("+model", learned)):
            figures = score(some, claims)
            cells = " ".join(f"{figures[name].f1:7.3f}" for name in FIGURES)
            act = figures["act"]
            lines.append(f"{language:9} {act.gold:6} {label:6} {cells} {act.precision:7.3f} {act.recall:7.3f}")
    return "\n".join(lines)


def _read(text: Text, judge: Judge) -> list[dict[str, Any]]:
    return [claim_object(c) for c in read_with(report_of(text), judge)]


def gold_texts(folder: Path) -> list[Text]:
    """The marked texts of a folder's `xx.json` files, in the order of their ids."""
    texts = [t for path in sorted(folder.glob("??.json")) for t in json.loads(path.read_text(encoding="utf-8"))]
    return sorted(texts, key=lambda t: str(t["id"]))


def write(model: Model, texts: Sequence[Text], path: Path) -> None:
    """Write a model as JSON, a line for each weight so that changes show."""
    parts = {part: dict(sorted(weights.items())) for part, weights in model.parts.items()}
    whole = {"reader": NAME, "languages": model.languages, "texts": len(texts), "parts": parts}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn and write, or cross-validate; give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.train_reader", description=__doc__)
    parser.add_argument("--gold", type=Path, default=shared_folder() / "reading" / "gold", metavar="DIR")
    parser.add_argument("--cross-validate", action="store_true", help="print held-out figures, write nothing")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="learn these parts only")
    options = parser.parse_args(arguments)
    texts = gold_texts(options.gold)
    if not texts:
        parser.error(f"no gold sets in {options.gold}: name a folder of marked texts with --gold")
    if options.cross_validate:
        print(cross_validate(texts, options.parts))
        return 0
    model = learn(texts, options.parts)
    write(model, texts, WEIGHTS)
    print(f"{len(texts)} texts; weights: " + ", ".join(f"{part} {len(w)}" for part, w in model.parts.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
