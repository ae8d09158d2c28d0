"""Filing a complaint, and the accused's reply to it. Both rest on claims, so that what they say is weighed as evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pactwatch.custody import keep_text
from pactwatch.inquiries.docket import Docket
from pactwatch.inquiries.intake import Text, entering, report_of, source_of, typed_claim
from pactwatch.inquiries.register import Proceeding, proceeding
from pactwatch.ledger import NewEntry, to_body
from pactwatch.ledger.canon import canonical, content_id
from pactwatch.ledger.complaints import ANSWERS, Complaint, Reply, among
from pactwatch.ledger.deciding import Decider
from pactwatch.lexicons.roots import covers, root
from pactwatch.pacts.claim_fields import READER
from pactwatch.pacts.vocabulary import is_party
from pactwatch.refusals import Refused
from pactwatch.types import Claim, Clause, Entry, Pact, Report, Source, Statement

_QUOTE = 200


@dataclass(frozen=True, slots=True)
class Filing:
    """A complaint as it is handed in. claims: ids of what it rests on; where it names none, its own text is taken in as a
    report of the complainant's, with one claim: that the accused did `act` (the first of the clause, if empty)."""

    complainant: str
    accused: str
    clauses: tuple[str, ...]
    text: str
    claims: tuple[str, ...] = ()
    when: str = ""
    places: tuple[str, ...] = ()
    severity: str = ""
    act: str = ""
    language: str = ""


def complain(docket: Docket, filing: Filing, decider: Decider) -> Entry:
    """Records a complaint. Refused where a party or clause is unknown, the accused does not owe the clause, or the complainant
    is the accused."""
    clauses = [docket.clause(ref) for ref in dict.fromkeys(filing.clauses)]
    _check_parties(docket, filing, clauses)
    basis: list[NewEntry] = []
    claims = filing.claims
    if not claims:
        if not clauses:
            raise Refused("a complaint names no clause", mend="name each as pact/clause")
        source, report = _own_words(docket, filing.complainant, filing.text, filing.language, decider)
        claim = typed_claim(report, _typed(filing, clauses[0]))
        basis = entering(docket.ledger.view(), source, report, [claim], decider)
        claims = (content_id("claim", canonical(to_body(claim))),)
    made = Complaint(
        complainant=filing.complainant,
        accused=filing.accused,
        clauses=tuple(c.ref for c in clauses),
        claims=tuple(sorted(claims)),
        text=filing.text.replace("\r\n", "\n").strip(),
        why=decider.why,
        when=filing.when,
        places=filing.places,
        severity=filing.severity,
    )
    line = decider.entry(made)
    docket.ledger.check(line)  # nothing is kept before it can be recorded
    if basis:
        if not filing.when and clauses[0].duty == "must_not":
            mend = "give the day, or the month or year as far as it is known"
            raise Refused("the complaint does not say when it happened, so that it could not be weighed", mend=mend)
        keep_text(docket.folder, report)
    return docket.ledger.append_all([*basis, line])[-1]


def reply(docket: Docket, complaint: str, party: str, answer: str, text: str, decider: Decider, *, language: str = "") -> Entry:
    """Records what the accused answers, to the last ruling if there is one: before it or after, closed or not.

    That it accepts or rejects is also a claim of its own, about what each claim of the complaint says. Refused where the
    party is not the accused.
    """
    found = proceeding(docket.ledger.view(), complaint)
    accused = found.complaint.accused
    if not (covers(accused, party) or covers(party, accused)):
        raise Refused(
            "{party} is not accused in this complaint", mend="the right of reply is {accused}'s", party=party, accused=accused
        )
    among("answer", answer, ANSWERS)
    source, report = _own_words(docket, party, text, language, decider)
    claims = tuple(_answering(docket, found, report, party, answer))
    ids = tuple(sorted(dict.fromkeys(content_id("claim", canonical(to_body(c))) for c in claims)))
    ruling = found.rulings[-1].id if found.rulings else ""
    line = decider.entry(Reply(found.id, party, answer, report.text, decider.why, ruling, ids))
    docket.ledger.check(line)
    keep_text(docket.folder, report)
    return docket.ledger.append_all([*entering(docket.ledger.view(), source, report, claims, decider), line])[-1]


def can_be_accused(clause: Clause, pact: Pact) -> tuple[str, ...]:
    """Whose acts a clause binds: its bearers, and those for whom they answer."""
    others = [p for b in clause.bearers for p in pact.answers_for.get(b, ())]
    return tuple(dict.fromkeys([*clause.bearers, *others]))


def _check_parties(docket: Docket, filing: Filing, clauses: list[Clause]) -> None:
    for party in (filing.complainant, filing.accused):
        if not is_party(party):
            raise Refused("{party!r} is no party", mend="take a name of lexicons/parties.toml, such as ARM or UN", party=party)
    if root(filing.complainant) == root(filing.accused):
        raise Refused(
            "{accused} would complain of itself", mend="name another complainant, or another accused", accused=filing.accused
        )
    for clause in clauses:
        bound = can_be_accused(clause, docket.pacts[clause.pact])
        if not any(covers(b, filing.accused) for b in bound):
            raise Refused(
                "{accused} does not owe {ref}",
                mend="it binds: {choices}",
                accused=filing.accused,
                ref=clause.ref,
                choices=", ".join(bound),
            )


def _own_words(docket: Docket, party: str, text: str, language: str, decider: Decider) -> tuple[Source, Report]:
    source = source_of(docket.ledger.view(), party)
    return source, report_of(docket, Text(source, text, language), decider)


def _typed(filing: Filing, clause: Clause) -> dict[str, str]:
    """The claim that a complaint makes by itself: what the clause forbids was done, or what it asks for was not."""
    return {
        "speaker": filing.complainant,
        "stance": "asserts",
        "act": filing.act or clause.acts[0],
        "negated": "true" if clause.duty == "must" else "false",
        "actor": filing.accused,
        "target": ",".join(clause.target),
        "places": ",".join(filing.places),
        "when": filing.when,
    }


def _answering(docket: Docket, found: Proceeding, report: Report, party: str, answer: str) -> Iterator[Claim]:
    """What a reply says of each claim of the complaint: that it is so, or that it is not."""
    if answer == "partly":
        return
    view = docket.ledger.view()
    statement, quote = Statement(report.id, 0, len(report.text), report.text), report.text[:_QUOTE]
    for claim in (view.claims[i] for i in view.now(found.complaint.claims)):
        if claim.stance != "asserts":
            continue
        so = answer == "accepts"
        yield replace(
            claim,
            statement=statement,
            start=0,
            end=len(quote),
            quote=quote,
            stance="asserts" if so or claim.negated else "denies",
            negated=claim.negated and so,
            speaker=party,
            certainty="stated",
            reader=READER,
        )
