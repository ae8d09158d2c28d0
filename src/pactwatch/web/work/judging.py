"""What people say of claims: of the same event or of different ones; how reliable a source is, how credible a claim."""

from __future__ import annotations

from dataclasses import dataclass

from pactwatch.ledger import deciding
from pactwatch.ledger.judgements import CREDIBILITY, RELIABILITY, Grading
from pactwatch.pacts.vocabulary import is_party
from pactwatch.refusals import Refused
from pactwatch.web.acting import Forms, by_hand
from pactwatch.web.asking import Ask
from pactwatch.web.done import Done
from pactwatch.web.sending import Program
from pactwatch.web.typing_in import Typed
from pactwatch.web.work.complaints import RestsOn, rests_on
from pactwatch.web.work.fields import EventFields, GradeFields

forms = Forms()
_TOGETHER = Program("judgements", "/judgements", EventFields)


@dataclass(frozen=True, slots=True)
class TogetherPage:
    """The claims that were named in the address, in their sentences."""

    claims: list[RestsOn]


@dataclass(frozen=True, slots=True)
class GradePage:
    """What is to be graded: a source by its id, or a claim; and what people said of it so far, with who."""

    source: str
    claim: RestsOn | None
    sources: list[tuple[str, str]]
    given: list[tuple[str, Grading]]
    reliability: tuple[str, ...] = RELIABILITY
    credibility: tuple[str, ...] = CREDIBILITY


def together(ask: Ask) -> TogetherPage:
    """The form that joins or parts claims; `claim=` of the address names them."""
    named = ask.request.query_params.getlist("claim")
    return TogetherPage(list(rests_on(ask, [i for i in named if i in ask.snapshot.view.claims])))


def grades(ask: Ask) -> GradePage:
    """The form that grades a source or a claim; `source=` or `claim=` of the address names it."""
    view = ask.snapshot.view
    source, claim = ask.given.get("source", ""), ask.given.get("claim", "")
    told = [(j.by, j.decision) for j in view.judgements if isinstance(j.decision, Grading)]
    about = [(by, d) for by, d in told if (source and d.source == source) or (claim and d.claim == claim)]
    shown = next(rests_on(ask, [claim] if claim in view.claims else []), None)
    sources = sorted((s.id, ask.words.titled(s.names).text) for s in view.sources.values())
    return GradePage(source if source in view.sources else "", shown, sources, about)


@forms.form("/work/together", "work/together.html.j2", "judge_events", together, program=_TOGETHER)
def joined_or_parted(ask: Ask, typed: Typed) -> Done:
    """Says that claims speak of one happening, or that no two of them do."""
    ledger, decider = ask.board.ledger, by_hand(ask, typed.text("why"))
    claims = [ledger.named(name).id for name in typed.lines("claims")]
    match typed.text("do"):
        case "same":
            entry = deciding.same_event(ledger, claims, decider)
        case "different":
            entry = deciding.different_event(ledger, claims, decider)
        case other:
            raise Refused(
                "{other!r} is nothing that can be said of claims", mend="say that they are the same, or not", other=other[:20]
            )
    return Done(ask.link(f"/events/{claims[0]}"), (entry,), f"/events/{claims[0]}")


@forms.form("/work/grade", "work/grade.html.j2", "grade", grades, program=Program("judgements", "/gradings", GradeFields))
def graded(ask: Ask, typed: Typed) -> Done:
    """Grades a source or a claim; it takes the place of what the same account said of it before."""
    source, claim = typed.text("source"), typed.text("claim")
    if bool(source) == bool(claim):
        raise Refused("a grading is of one source or one claim", mend="name one of them")
    interest = typed.text("interest")
    if interest and not is_party(interest):
        raise Refused("{interest!r} is no party", mend="take a name of lexicons/parties.toml, such as ARM", interest=interest)
    one = ask.board.ledger.named(claim).id if claim else ""
    entry = deciding.grade(
        ask.board.ledger,
        by_hand(ask, typed.text("why")),
        source=source,
        claim=one,
        reliability=typed.text("reliability") if source else "",
        credibility=typed.text("credibility") if claim else "",
        interest=interest,
    )
    page = ask.link("/work/grade", source=source or None, claim=one or None)
    return Done(page, (entry,), f"/sources/{source}" if source else "")
