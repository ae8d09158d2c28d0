"""A person makes a draft a pact: whole, or the clauses named, and never half-written."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from pactwatch.pacts.loading import load_pact
from pactwatch.refusals import Refused
from pactwatch.types import Pact
from pactwatch.whole import write_whole

_CLAUSE = "\n[[clauses]]\n"
_ID = re.compile(r'^id = "([^"]*)"', re.MULTILINE)


def adopt_draft(draft: Path, pacts: Path, clauses: Sequence[str] = ()) -> Pact:
    """Make a draft a pact of the folder `pacts`.

    clauses: ids of the clauses to adopt; the draft keeps the others, and the pact is named after its own id and theirs. All,
    where none is named. Refused where what is adopted has gaps, where it has no such clause, or where the id is taken.
    """
    content = draft.read_text(encoding="utf-8")
    chosen, rest = _parted(draft, content, clauses) if clauses else (content, None)
    partial = draft.with_suffix(".adopting")
    partial.write_text(chosen, encoding="utf-8")
    try:
        pact = _placed(partial, draft, pacts, whole=rest is None)
    finally:
        partial.unlink(missing_ok=True)
    if rest is None:
        draft.unlink()
    else:
        write_whole(draft, rest)
    return pact


def _placed(partial: Path, draft: Path, pacts: Path, *, whole: bool) -> Pact:
    try:
        pact = load_pact(partial)
    except Refused as refusal:
        raise refusal.of(draft, refusal.line if whole else None) from None
    taken = Refused("there is a pact {id!r} already", mend="give the draft another id", file=draft, id=pact.id)
    target = pacts / f"{pact.id}.toml"
    pacts.mkdir(parents=True, exist_ok=True)
    if pact.id in {load_pact(path).id for path in pacts.glob("*.toml") if not path.name.endswith(".cases.toml")}:
        raise taken
    try:
        # A link, unlike a rename, fails where somebody else has made the file in the meantime.
        os.link(partial, target)
    except FileExistsError:
        raise taken from None
    return load_pact(target)


def _parted(draft: Path, content: str, clauses: Sequence[str]) -> tuple[str, str | None]:
    """The text of a draft with the clauses named alone, and with the others alone (None where none is left)."""
    head, *blocks = content.split(_CLAUSE)
    by_id = {found.group(1): block for block in blocks if (found := _ID.search(block))}
    for name in clauses:
        if name not in by_id:
            raise Refused(
                "the draft has no clause {name!r}",
                mend="name one of: {choices}",
                file=draft,
                name=name,
                choices=", ".join(by_id),
            )
    name = "-".join([(_ID.search(head) or [None, "draft"])[1] or "draft", *clauses])
    wanted = _CLAUSE.join([_ID.sub(f'id = "{name}"', head, count=1), *(by_id[c] for c in clauses)])
    others = [block for key, block in by_id.items() if key not in clauses]
    return wanted, _CLAUSE.join([head, *others]) if others else None
