"""What the command line shows of complaints: a table of many, a tree of one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from pactwatch.inquiries.register import Proceeding
from pactwatch.ledger.complaints import Complaint, Inquiry, Reply
from pactwatch.ledger.judgements import Judgement, Ruling


def proceedings_table(found: Iterable[Proceeding], at: datetime) -> Table:
    """One row a complaint: where it stands, who has it, what is past its time."""
    table = Table()
    for name in ("line", "id", "filed", "clauses", "complainant", "accused", "stands", "severity", "has it", "late"):
        table.add_column(name, overflow="fold")
    for p in found:
        told = p.complaint
        stands = p.state.replace("_", " ") + (f" ({p.reason})" if p.reason else "")
        cells = (told.complainant, told.accused, stands, p.severity, p.assigned, ", ".join(p.late(at)))
        filed = p.filed.at.date().isoformat()
        table.add_row(str(p.filed.seq), p.id[:8], filed, *(escape(c) for c in (", ".join(told.clauses), *cells)))
    return table


def proceeding_tree(p: Proceeding, at: datetime) -> Tree:
    """One complaint: each line that speaks of it, in order, with who, when and why; rulings with their dissents."""
    told = p.complaint
    head = f"{told.complainant} against {told.accused}, {', '.join(told.clauses)}: {p.state.replace('_', ' ')}"
    tree = Tree(f"[bold]{escape(head)}[/bold]")
    for j in p.timeline:
        branch = tree.add(escape(f"line {j.seq}, {j.at:%Y-%m-%d %H:%M}, {j.by}: {', '.join(filter(None, _did(j)))}"))
        text = getattr(j.decision, "text", "")
        for part in (f"“{text}”" if text else "", j.decision.why):
            if part:
                branch.add(escape(part))
        for other in getattr(j.decision, "dissent", ()):
            branch.add(escape(f"{other.who} does not share this: {other.why}"))
    for name in p.late(at):
        tree.add(f"[bold red]the {name} is past its time[/bold red]")
    return tree


def _did(judgement: Judgement) -> tuple[str, ...]:
    """What a line of a complaint does, in a few words."""
    match judgement.decision:
        case Complaint(complainant=who, when=when, places=places, severity=severity):
            return (f"{who} complains", when, ", ".join(places), severity)
        case Inquiry(step=step, to=to, reason=reason, severity=severity):
            return (step.replace("_", " "), f"by {to}" if to else "", reason, severity)
        case Ruling(monitor=monitor, finding=finding, severity=severity):
            return (f"{monitor} rules: {finding.replace('_', ' ')}", severity)
        case Reply(party=party, answer=answer):
            return (f"{party} {answer if answer != 'partly' else 'accepts in part'}",)
        case _:
            return ()
