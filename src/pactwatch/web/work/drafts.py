"""Drafts of pacts, each clause beside the sentence that it was drafted from; adopted or refused, by whom and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pactwatch.briefs.wording import Text
from pactwatch.pacts.loading import load_pact
from pactwatch.refusals import Refused
from pactwatch.web.acting import Forms, by_hand, permitted
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked, Missing
from pactwatch.web.done import Done
from pactwatch.web.paging import Page, Paged
from pactwatch.web.refusing import plain
from pactwatch.web.sending import Program
from pactwatch.web.typing_in import Typed
from pactwatch.web.work.fields import DraftFields, DraftText
from pactwatch.whole import write_whole

forms, pages = Forms(), Pages("drafts", lasting=False)
_TEXT = Program("drafts", "/drafts/{draft}/text", DraftText)
_CLAUSE = "\n[[clauses]]\n"
_ID = re.compile(r'^id = "([^"]*)"', re.MULTILINE)
_STANDS = re.compile(r"^# .*?in (\S+#\S+?):?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft in a list: its name, its clauses, and whether anything is still missing in it."""

    name: str
    clauses: list[str]
    gaps: bool


@dataclass(frozen=True, slots=True)
class DraftsPage:
    drafts: list[Draft]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that a clause was drafted from, by the id of its statement; text: None where the ledger has it no more."""

    statement: str
    text: Text | None


@dataclass(frozen=True, slots=True)
class DraftedClause:
    """A clause as the draft encodes it, and its sentences."""

    id: str
    block: str
    sentences: list[Sentence]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """problem: why it cannot be adopted yet."""

    name: str
    head: str
    text: str
    clauses: list[DraftedClause]
    problem: Refused | None


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft, its text as TOML, its clauses beside their sentences. problem: why it cannot be adopted yet, or empty."""

    name: str
    text: str
    clauses: list[DraftedClause]
    problem: str


@pages.program("/drafts")
def waiting(ask: Asked, page: Page) -> Paged[Draft]:
    """Drafts of pacts that wait to be adopted or refused; for whoever may do so."""
    permitted(ask, "adopt")
    return page.cut(_every(ask), _listed)


@pages.program("/drafts/{draft}")
def drafted(ask: Asked, draft: str) -> Drafted:
    """A draft of a pact, each clause beside the sentences that it was drafted from; for whoever may adopt it."""
    permitted(ask, "adopt")
    found = one(ask, draft)
    problem = plain(found.problem) if found.problem else ""
    return Drafted(found.name, found.text, found.clauses, problem)


def every(ask: Ask) -> DraftsPage:
    """The drafts that wait."""
    return DraftsPage([_listed(path) for path in _every(ask)])


def _every(ask: Ask) -> list[Path]:
    return sorted(ask.board.case.drafts.glob("*.toml"))


def one(ask: Ask, draft: str) -> DraftPage:
    """A draft."""
    path = _path(ask, draft)
    text = path.read_text(encoding="utf-8")
    head, *blocks = text.split(_CLAUSE)
    return DraftPage(draft, head, text, [_clause(ask, block) for block in blocks], _problem(path))


@forms.form("/work/drafts", "work/drafts.html.j2", "adopt", every)
def listed(ask: Ask, typed: Typed) -> str:
    """Nothing is sent to the list itself."""
    return f"/{ask.tag}/work/drafts"


@forms.form(
    "/work/drafts/{draft}", "work/draft.html.j2", "adopt", one, program=Program("drafts", "/drafts/{draft}", DraftFields)
)
def decided(ask: Ask, typed: Typed, draft: str) -> Done:
    """Adopts a draft, or the clauses of it that are ticked; or refuses it; or keeps it as it was edited."""
    path, decider = _path(ask, draft), by_hand(ask, typed.text("why"))
    if not decider.why:
        raise Refused("there is no reason", mend="say why")
    match typed.text("do"):
        case "adopt":
            clauses = typed.texts("clause")
            known = [c.id for c in one(ask, draft).clauses]
            pact, line = ask.board.case.adopt(path.stem, decider, clauses=() if set(clauses) == set(known) else clauses)
            return Done(ask.link(f"/pacts/{pact.id}"), (line,), f"/pacts/{pact.id}")
        case "refuse":
            return Done(f"/{ask.tag}/work/drafts", (ask.board.case.refuse(path.stem, decider),))
        case other:
            raise Refused("{other!r} is nothing that can be done with a draft", mend="adopt it, or refuse it", other=other[:20])


@forms.form("/work/drafts/{draft}/text", "work/draft.html.j2", "adopt", one, page=False, program=_TEXT)
def edited(ask: Ask, typed: Typed, draft: str) -> Done:
    """Keeps a draft as it was edited; it is no pact before it is adopted."""
    text = typed.text("text")
    if not text:
        raise Refused("the draft is empty", mend="refuse it, if it is not to become a pact")
    write_whole(_path(ask, draft), text + "\n")
    return Done(f"/{ask.tag}/work/drafts/{draft}")


def _path(ask: Ask, draft: str) -> Path:
    """The file of a draft. Missing where there is none of this name; a name is never made a path."""
    found = {path.stem: path for path in ask.board.case.drafts.glob("*.toml")}
    if draft not in found:
        raise Missing("there is no draft {draft!r}", mend="choose one of the list of drafts", draft=draft[:60])
    return found[draft]


def _listed(path: Path) -> Draft:
    _, *blocks = path.read_text(encoding="utf-8").split(_CLAUSE)
    ids = [(_ID.search(block) or ["", ""])[1] for block in blocks]
    return Draft(path.stem, ids, bool(_problem(path)))


def _clause(ask: Ask, block: str) -> DraftedClause:
    found = _ID.search(block)
    return DraftedClause(found[1] if found else "", block.strip(), [_sentence(ask, s) for s in _STANDS.findall(block)])


def _sentence(ask: Ask, statement: str) -> Sentence:
    view = ask.snapshot.view
    claim = next((view.claims[i] for i in ask.snapshot.contents.in_statement(statement)), None)
    if claim is None:
        return Sentence(statement, None)
    return Sentence(statement, ask.words.own(claim.statement.text, view.reports[claim.statement.report].language))


def _problem(path: Path) -> Refused | None:
    try:
        load_pact(path)
    except Refused as refusal:
        return refusal.of(None, refusal.line)
    return None
