"""What the command line shows: claims and verdicts as tables, reasons as a tree."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from pactwatch.briefs.wording import labels
from pactwatch.types import Claim, Entry, Names, Pact, Verdict
from pactwatch.verdicts.evidence import Known
from pactwatch.verdicts.explain import Told, tell
from pactwatch.verdicts.names import in_language
from pactwatch.verdicts.scope import Scope
from pactwatch.verdicts.words import Words

STYLES = {
    "kept": "green",
    "kept_late": "yellow",
    "partly_kept": "yellow",
    "overdue": "bold red",
    "breached": "bold red",
    "alleged": "magenta",
    "disputed": "magenta",
    "pending": "cyan",
}


def claims_table(title: str, claims: Iterable[Claim]) -> Table:
    """One row a claim, in the order of the text."""
    table = _table(title, ("speaker", "stance", "act", "actor", "target", "places", "when", "due", "quote"))
    for c in claims:
        act = f"not {c.act}" if c.negated else c.act
        row = (c.speaker, c.stance, act, ", ".join(c.actor), ", ".join(c.target), ", ".join(c.places), str(c.when or ""))
        table.add_row(*(escape(cell) for cell in (*row, c.due or "", c.quote)))
    return table


def entries_table(entries: Iterable[Entry], says: str | None) -> Table:
    """One row an entry, those whose text contains `says`; a claim with its quote, anything else as its body has it."""
    table = _table("", ("line", "recorded at", "kind", "id", "by", "says"))
    for e in entries:
        told = _said(e)
        if says is None or says in told:
            at = e.recorded_at.strftime("%Y-%m-%d %H:%M")
            table.add_row(str(e.seq), at, e.kind, e.id[:8], escape(e.by), escape(told[:300]))
    return table


def _said(entry: Entry) -> str:
    body = entry.body
    if entry.kind == "claim":
        act = f"not {body['act']}" if body.get("negated") else body["act"]
        return f"{body['speaker']} {body['stance']} {act}: {', '.join(body.get('actor', []))} “{body['quote']}”"
    if entry.kind == "report":
        return f"{body['id']}: {body['title']}"
    said = "; ".join(f"{name}: {value if isinstance(value, str) else json.dumps(value)}" for name, value in body.items())
    return f"takes back {entry.retracts[:8]}; {said}" if entry.retracts else said


def verdict_table(title: Names, time_zone: str, verdicts: Iterable[Verdict], language: str) -> Table:
    """One row a clause and status, its parties together, under the name of its pact; readings only where they are contested."""
    words, rows = Words(language), list(verdicts)
    at = rows[0].at.astimezone(ZoneInfo(time_zone)).strftime("%Y-%m-%d %H:%M")
    known = words.phrase("known_up_to", line=words.language.number(rows[0].known_at))
    contested = any(v.readings for v in rows)
    heads = [*(_label(key, words) for key in ("clause", "party", "status", "due")), words.word("phrases", "by_reading")]
    table = _table(" · ".join((in_language(title, words.language.base), at, known)), heads if contested else heads[:-1])
    for pact, of_pact in groupby(rows, key=lambda v: v.clause.partition("/")[0]):
        table.add_section()
        table.add_row(f"[bold]{escape(pact)}[/bold]")
        for alike in _alike(of_pact):
            first = alike[0]
            parties = ", ".join(words.value("bearer", v.bearer) for v in alike)
            due = first.due.date().isoformat() if first.due else ""  # in the zone of its pact
            word = f"[{STYLES.get(first.status, 'dim')}]{escape(words.word('statuses', first.status))}[/]"
            readings = "\n".join(f"{name}: {words.word('statuses', status)}" for name, status in first.readings.items())
            cells = [
                escape(first.clause.partition("/")[2]),
                escape(parties),
                word,
                due,
                *([escape(readings)] if contested else ()),
            ]
            table.add_row(*cells)
    return table


def _alike(verdicts: Iterable[Verdict]) -> list[list[Verdict]]:
    """Verdicts of one clause with one answer, together, in their order."""
    groups: dict[tuple[str, str, str], list[Verdict]] = {}
    for v in verdicts:
        groups.setdefault((v.clause, v.status, repr(v.readings)), []).append(v)
    return list(groups.values())


def reasons_tree(verdict: Verdict, view: Known, pacts: Mapping[str, Pact], language: str) -> Tree:
    """The reasons of a verdict, each with the sentences it rests on, their reports and links."""
    known = {**{s.id: s.names for s in view.sources.values()}, **{p.id: p.title for p in pacts.values()}}
    words = Words(language, known)
    head = f"{verdict.clause} · {words.value('bearer', verdict.bearer)}: {words.word('statuses', verdict.status)}"
    tree = Tree(f"[bold]{escape(head)}[/bold]")
    grades: Mapping[str, str] = getattr(view, "grades", {})
    statements = {c.statement.id: (c, "") for c in view.claims.values()}
    statements |= {view.claims[i].statement.id: (view.claims[i], grade) for i, grade in grades.items()}
    _grow(tree, tell(verdict.reasons, words), statements, view, words)
    if verdict.gaps:
        branch = tree.add(f"[bold]{escape(_label('gaps', words))}[/bold]")
        for gap in verdict.gaps:
            _grow(branch, tell(gap, words), statements, view, words)
    return tree


def scope_tree(scope: Scope, words: Words) -> Tree:
    """Whether the case of a duty is met: under each reading, with its holders and the reason."""
    clause, met = scope.clause, words.word("met", scope.met)
    style = {"met": "bold", "contested": "magenta"}.get(scope.met, "dim")
    owed = words.phrase("owed_by", names=words.names(scope.bearers))
    head = escape(f"{clause.cites or clause.id}: {words.text(clause.text)}")
    tree = Tree(f"{head}\n{escape(owed)}: [{style}]{escape(met)}[/]")
    for answer in scope.answers:
        branch = tree
        if answer.held_by:
            head = f"{words.word('met', answer.met)} · {words.phrase('held_by', names=words.names(answer.held_by))}"
            branch = tree.add(escape(": ".join([head, *([words.text(answer.text)] if answer.text else [])])))
        for line in _lines(tell(answer.why, words), answer.met):
            branch.add(escape(line))
    if scope.if_asked:
        tree.add(escape(words.phrase("if_asked", met=words.word("met", scope.if_asked))))
    return tree


def _lines(told: Told, met: str) -> list[str]:
    """Why a case is met: the reasons below the answer itself, without their voices; or why not: the first reason."""
    return [child.text for child in told.because] if met == "met" and told.because else [told.text]


def _grow(tree: Tree, told: Told, statements: Mapping[str, tuple[Claim, str]], view: Known, words: Words) -> None:
    branch = tree.add(escape(told.text))
    for name in told.statements:
        if name not in statements:
            continue
        claim, grade = statements[name]
        report = view.reports[claim.statement.report]
        source = view.sources.get(report.source)
        outlet = in_language(source.names, words.language.base) if source else report.source
        text = words.quote(" ".join(claim.statement.text.split()))
        # A link of percent signs fills a screen and tells nobody anything.
        graded = f" [{grade}]" if grade else ""
        where = f"{outlet}{graded}, {report.published}: {unquote(report.url or report.id)}"
        branch.add(f"[italic]{escape(text)}[/italic]\n[dim]{escape(where)}[/dim]")
    for child in told.because:
        _grow(branch, child, statements, view, words)


def _label(key: str, words: Words) -> str:
    """A heading of a brief, which is also one of a screen."""
    return in_language(labels()[key], words.language.base)


def _table(title: str, columns: Iterable[str]) -> Table:
    table = Table(title=escape(title), title_justify="left")
    for name in columns:
        table.add_column(name, overflow="fold")
    return table
