"""The gold sets: our own beside this file, and any more that a folder `reading/gold` of the shared data holds."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from pactwatch.reading import read
from pactwatch.reading.lines import claim_object
from pactwatch.times import Span
from pactwatch.types import Report

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]


def shared_folder() -> Path:
    """Where shared data lies: `PACTWATCH_SHARED`, by default the folder `shared` beside the repository."""
    return Path(os.environ.get("PACTWATCH_SHARED", REPOSITORY.parent / "shared"))


def gold_sets() -> dict[str, list[dict[str, Any]]]:
    """Texts with their marked claims, by the name of the set; ours are called `own-…`."""
    own = {f"own-{p.stem}": p for p in sorted((HERE / "gold").glob("*.json"))}
    shared = {p.stem: p for p in sorted((shared_folder() / "reading" / "gold").glob("*.json"))}
    return {name: json.loads(path.read_text(encoding="utf-8")) for name, path in {**own, **shared}.items()}


def report_of(text: Mapping[str, Any]) -> Report:
    """The report of a gold text."""
    published = Span.parse(text["published"]) if text.get("published") else None
    body = text["text"]
    source = text.get("source") or "gold"
    digest = sha256(body.encode()).hexdigest()
    return Report(text["id"], source, text["language"], text.get("title") or "", body, published, None, digest)


def read_all(texts: Iterable[Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Claims as the reader reads them, by the id of their text."""
    return {text["id"]: [claim_object(c) for c in read(report_of(text))] for text in texts}
