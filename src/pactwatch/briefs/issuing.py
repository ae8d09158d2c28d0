"""Issued briefs as lines of the ledger, out of which they can be made again: what was issued, by whom, in the place of what.

A line of kind `brief` has the brief's kind, days, pacts, languages, the ledger line as of which it speaks, the reports it
cites, the SHA-256 of each file and of what it says, and what it was made with (`comparing`); the texts of the case's pacts
stand in lines of kind `pact_text`, each text once.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pactwatch.briefs.comparing import digest_of_content, made_with
from pactwatch.briefs.composed import Composed, Earlier
from pactwatch.briefs.composing import Scope, compose
from pactwatch.briefs.rendering import Form
from pactwatch.ledger import Ledger, NewEntry, View
from pactwatch.ledger.canon import canonical, content_id
from pactwatch.pacts.loading import load_pacts
from pactwatch.refusals import Refused
from pactwatch.types import Entry, Names, Pact

KIND, TEXT = "brief", "pact_text"


@dataclass(frozen=True, slots=True)
class Issue:
    """A brief that was issued.

    id, seq, recorded_at, by: its line of the ledger. files: SHA-256 of each file, by language and form (`ar.pdf`);
    contents: of what each says whose bytes another library writes; made_with: the versions of what made it, both empty in
    old issues. pacts: ids of the lines that hold the texts of the case's pacts, by pact. replaces, follows: ids of the
    issues whose place it took, or after which it came. notwithstanding: why it was issued with one-sided words in it, if it
    was.
    """

    id: str
    seq: int
    recorded_at: datetime
    by: str
    kind: str
    start: datetime
    end: datetime
    time_zone: str
    known_at: int
    title: Names
    only: tuple[str, ...]
    pacts: Mapping[str, str]
    files: Mapping[str, str]
    replaces: str | None = None
    follows: str | None = None
    notwithstanding: str = ""
    contents: Mapping[str, str] = field(default_factory=dict)
    made_with: Mapping[str, str] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages (BCP 47 tags) in which it was issued."""
        return tuple(dict.fromkeys(name.rpartition(".")[0] for name in self.files))


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues a brief, when (None: now; else for a replay), and why although it has one-sided words in it."""

    by: str
    recorded_at: datetime | None = None
    notwithstanding: str = ""


def issued(view: View) -> tuple[Issue, ...]:
    """The briefs issued by the line of a view and not taken back, in order."""
    return tuple(issue for entry in view.others if (issue := _issue(entry)) is not None)


def issue(ledger: Ledger, brief: Composed, texts: Mapping[str, str], files: Mapping[str, bytes | str], issuer: Issuer) -> Entry:
    """Record that a brief was issued; its line. texts: of the case's pacts, by id; files: by language and form (`ar.pdf`)."""
    lines = {name: NewEntry(TEXT, {"pact": name, "text": text}, issuer.by, issuer.recorded_at) for name, text in texts.items()}
    body: dict[str, Any] = {
        "kind": brief.kind,
        "start": _moment(brief.start, brief.time_zone),
        "end": _moment(brief.end, brief.time_zone),
        "time_zone": brief.time_zone,
        "known_at": brief.known_at,
        "title": dict(brief.title),
        "only": list(brief.only),
        "cites": sorted(brief.reports),
        "pacts": {name: content_id(TEXT, canonical(line.body)) for name, line in lines.items()},
        "files": {name: sha256(_bytes(content)).hexdigest() for name, content in files.items()},
        "contents": _contents(brief, files),
        "made_with": made_with(),
    }
    if brief.earlier is not None:
        body["replaces" if brief.earlier.replaced else "follows"] = brief.earlier.id
    if issuer.notwithstanding:
        body["notwithstanding"] = issuer.notwithstanding
    return ledger.append_all([*lines.values(), NewEntry(KIND, body, issuer.by, issuer.recorded_at)])[-1]


def after_earlier(brief: Composed, ledger: Ledger, seq: int | None = None) -> Composed:
    """The brief beside the issue whose place it takes (of the same days and pacts) or else that it follows (of its kind), among
    those recorded by a line of the ledger (its own, if not given)."""
    view = ledger.view(brief.known_at if seq is None else seq)
    told = [i for i in issued(view) if i.only == brief.only and i.kind == brief.kind]
    same = [i for i in told if (i.start, i.end) == (brief.start, brief.end)]
    gone = {i.replaces for i in told}
    before = [i for i in told if i.id not in gone and i.end < brief.end]
    found = same[-1] if same else max(before, key=lambda i: (i.end, i.seq), default=None)
    return brief if found is None else _beside(brief, found, ledger, replaced=bool(same))


def again(of: Issue, ledger: Ledger) -> Composed:
    """The brief of an issue, made again from its line and the ledger."""
    brief = _alone(of, ledger)
    earlier = of.replaces or of.follows
    if earlier is None:
        return brief
    return _beside(brief, _named(earlier, ledger, of.seq), ledger, replaced=of.replaces is not None)


def _beside(brief: Composed, earlier: Issue, ledger: Ledger, *, replaced: bool) -> Composed:
    told = Earlier(earlier.id, earlier.seq, earlier.recorded_at, replaced, _alone(earlier, ledger))
    return replace(brief, earlier=told)


def _alone(of: Issue, ledger: Ledger) -> Composed:
    """The brief of an issue without the one before it."""
    scope = Scope(of.title, of.time_zone, of.start, of.end, of.kind, of.only)
    return compose(_pacts(of, ledger), ledger.view(of.known_at), scope)


def _named(name: str, ledger: Ledger, seq: int) -> Issue:
    found = next((i for i in issued(ledger.view(seq)) if i.id == name), None)
    if found is None:
        raise Refused(f"the ledger has no issued brief {name[:12]}", mend="verify the ledger")
    return found


def _pacts(of: Issue, ledger: Ledger) -> dict[str, Pact]:
    """The pacts of an issue, from their texts in the ledger. A text may have been written for an earlier issue already."""
    texts = {e.id: e.body["text"] for e in ledger.view(of.seq).others if e.kind == TEXT}
    missing = [name for name, entry in of.pacts.items() if entry not in texts]
    if missing:
        raise Refused(f"the ledger lacks the text of {missing[0]!r} as issued", mend="verify the ledger")
    with tempfile.TemporaryDirectory() as folder:
        for number, entry in enumerate(of.pacts.values()):
            (Path(folder) / f"{number:04}.toml").write_text(texts[entry], encoding="utf-8", newline="")
        return load_pacts(folder)


def _issue(entry: Entry) -> Issue | None:
    """The issue that an entry holds; None where it is of another kind or is not whole."""
    if entry.kind != KIND:
        return None
    body = entry.body
    try:
        zone = ZoneInfo(body["time_zone"])
        return Issue(
            *(entry.id, entry.seq, entry.recorded_at, entry.by),
            kind=body["kind"],
            start=datetime.fromisoformat(body["start"]).astimezone(zone),
            end=datetime.fromisoformat(body["end"]).astimezone(zone),
            time_zone=body["time_zone"],
            known_at=int(body["known_at"]),
            title=dict(body["title"]),
            only=tuple(body["only"]),
            pacts=dict(body["pacts"]),
            files=dict(body["files"]),
            replaces=body.get("replaces"),
            follows=body.get("follows"),
            notwithstanding=body.get("notwithstanding", ""),
            contents=dict(body.get("contents", {})),
            made_with=dict(body.get("made_with", {})),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _moment(moment: datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).isoformat()


def _contents(brief: Composed, files: Iterable[str]) -> dict[str, str]:
    """Digests of what these files say whose bytes another library writes."""
    named = [(name, *name.rpartition(".")[::2]) for name in files]
    drawn: tuple[Form, ...] = ("pdf", "xlsx")
    return {name: digest_of_content(brief, tag, form) for name, tag, kind in named for form in drawn if kind == form}


def _bytes(content: bytes | str) -> bytes:
    return content.encode() if isinstance(content, str) else content


def texts_of(paths: Iterable[Path]) -> dict[str, str]:
    """The texts of pact files, by the id of the pact."""
    import tomllib

    texts = {path: path.read_bytes().decode("utf-8") for path in paths}
    return {str(tomllib.loads(text)["id"]): text for text in texts.values()}
