"""The forms on complaints: file one, take a step of its inquiry, rule on it, reply to it."""

from __future__ import annotations

from dataclasses import dataclass

from pactwatch.inquiries import Filing, complain, reply, rule_on, take_step
from pactwatch.ledger.complaints import CLOSING, OTHER, PENDING, Dissent, among
from pactwatch.ledger.judgements import Finding
from pactwatch.people import may, refuse_unless
from pactwatch.refusals import Refused
from pactwatch.times import Span
from pactwatch.types import Entry
from pactwatch.web.acting import Forms, by_hand, docket
from pactwatch.web.asking import Ask
from pactwatch.web.done import Done
from pactwatch.web.sending import Body, Program
from pactwatch.web.typing_in import Typed
from pactwatch.web.work.complaints import RestsOn, complaint, proceeding_of, rests_on
from pactwatch.web.work.fields import ComplaintFields, ReplyFields, RulingFields, StepFields

forms = Forms()
_ONE = "work/complaint.html.j2"
_FINDINGS: tuple[Finding, ...] = ("happened", "did_not_happen", "not_established")


def _of(noun: str, body: type[Body]) -> Program:
    return Program("complaints", f"/complaints/{{complaint}}/{noun}", body)


@dataclass(frozen=True, slots=True)
class FilingPage:
    """clauses: every clause by its ref, with its pact's title and its text in words. complainant: the party for which who asks
    acts. claims: those that were named in the address, in their sentences."""

    clauses: list[tuple[str, str]]
    parties: list[tuple[str, str]]
    complainant: str
    claims: list[RestsOn]


def show(ask: Ask) -> FilingPage:
    """The form for a complaint. `clause=` and `claim=` of the address are filled in."""
    words = ask.words
    titles = {p.id: words.titled(p.title).text for p in ask.snapshot.pacts.values()}
    clauses = [(ref, f"{titles[c.pact]}: {words.titled(c.text).text}"[:160]) for ref, c in ask.snapshot.clauses.items()]
    named = ask.request.query_params.getlist("claim")
    standing = [i for i in named if i in ask.snapshot.view.claims]
    parties = [(code, words.name(code)) for code in ask.snapshot.parties]
    return FilingPage(clauses, parties, ask.account.party if ask.account else "", list(rests_on(ask, standing)))


@forms.form(
    "/complain", "work/complain.html.j2", "complain", show, program=Program("complaints", "/complaints", ComplaintFields)
)
def filed(ask: Ask, typed: Typed) -> Done:
    """Files a complaint."""
    party = typed.text("complainant")
    refuse_unless(ask.account, "complain", party)
    claims = tuple(ask.board.ledger.named(name).id for name in typed.lines("claims"))
    filing = Filing(
        complainant=party,
        accused=typed.text("accused"),
        clauses=typed.texts("clause"),
        text=typed.text("text"),
        claims=claims,
        when=_when(typed),
        places=typed.lines("places"),
        severity=typed.text("severity"),
    )
    entry = complain(docket(ask), filing, by_hand(ask, typed.text("why") or "filed on the board"))
    return _done(ask, entry.id, entry)


@forms.form("/complaints/{complaint}/step", _ONE, "inquire", complaint, page=False, program=_of("steps", StepFields))
def stepped(ask: Ask, typed: Typed, complaint: str) -> Done:
    """Takes a step of the inquiry."""
    one = proceeding_of(ask, complaint).id
    reason = typed.text("reason")
    if reason == "other":
        reason = OTHER + typed.text("other")
    wanted = {"pending": PENDING, "closed": CLOSING}.get(typed.text("step"))
    entry = take_step(
        docket(ask),
        one,
        typed.text("step"),
        by_hand(ask, typed.text("why")),
        to=typed.text("to"),
        reason=reason if wanted else "",
        severity=typed.text("severity"),
        after=typed.text("after"),
    )
    return _done(ask, one, entry)


@forms.form("/complaints/{complaint}/rule", _ONE, "rule", complaint, page=False, program=_of("rulings", RulingFields))
def ruled(ask: Ask, typed: Typed, complaint: str) -> Done:
    """Rules on the complaint, in the name of the monitor whom the pact names."""
    one, monitor = proceeding_of(ask, complaint).id, typed.text("monitor")
    refuse_unless(ask.account, "rule", monitor)
    among("finding", typed.text("finding"), _FINDINGS)
    finding = next(f for f in _FINDINGS if f == typed.text("finding"))
    who, against = typed.text("dissent_who"), typed.text("dissent_why")
    if bool(who) != bool(against):
        raise Refused("a dissent has somebody and a reason", mend="say who does not share the ruling, and why")
    dissent = [Dissent(who, against)] if who else []
    decider = by_hand(ask, typed.text("why"))
    entry = rule_on(docket(ask), one, finding, monitor, decider, severity=typed.text("severity"), dissent=dissent)
    return _done(ask, one, entry)


@forms.form("/complaints/{complaint}/reply", _ONE, "reply", complaint, page=False, program=_of("replies", ReplyFields))
def replied(ask: Ask, typed: Typed, complaint: str) -> Done:
    """Replies, in the name of the accused."""
    found = proceeding_of(ask, complaint)
    accused, own = found.complaint.accused, ask.account.party
    party = own if own and not may(ask.account, "reply", accused) and own.startswith(f"{accused}.") else accused
    refuse_unless(ask.account, "reply", party)
    decider = by_hand(ask, typed.text("why") or "given on the board")
    entry = reply(docket(ask), found.id, party, typed.text("answer"), typed.text("text"), decider)
    return _done(ask, found.id, entry)


def _done(ask: Ask, complaint: str, entry: Entry) -> Done:
    return Done(f"/{ask.tag}/complaints/{complaint}", (entry,), f"/complaints/{complaint}")


def _when(typed: Typed) -> str:
    """The day, or the days from and to."""
    start, end = typed.text("when"), typed.text("until")
    if not end or end == start:
        return start
    try:
        return str(Span.parse(f"{start}/{end}"))
    except ValueError as error:
        raise Refused("when: {error}", mend="give the first and the last day", error=error) from None
