"""What there is to do: drafts that wait, complaints in one's hands and past their time, and the way to every form."""

from __future__ import annotations

from dataclasses import dataclass

from pactwatch.inquiries import proceedings
from pactwatch.ledger import deciding
from pactwatch.web.acting import Forms, by_hand
from pactwatch.web.asking import Ask
from pactwatch.web.done import Done
from pactwatch.web.sending import Program
from pactwatch.web.typing_in import Typed
from pactwatch.web.work.complaints import Complained, listed, moment
from pactwatch.web.work.fields import RetractFields

forms = Forms()
_RETRACT = Program("judgements", "/retractions", RetractFields)
_MINE = 20


@dataclass(frozen=True, slots=True)
class WorkPage:
    """drafts: how many wait. open, late: complaints that nobody has taken up, or that are past their time. mine: in the hands
    of who asks, or of whom the account acts for."""

    drafts: int
    open: int
    late: int
    mine: list[Complained]


def show(ask: Ask) -> WorkPage:
    """The work at hand."""
    every = proceedings(ask.snapshot.view, ask.snapshot.pacts)
    names = {ask.account.name, ask.account.party} - {""}
    mine = [p for p in every if p.assigned in names and p.state != "closed"]
    return WorkPage(
        drafts=len(list(ask.board.case.drafts.glob("*.toml"))),
        open=sum(p.state == "open" for p in every),
        late=sum(bool(p.late(moment(ask))) for p in every),
        mine=[listed(ask, p) for p in mine[-_MINE:]],
    )


@forms.form("/work", "work/work.html.j2", "enter", show)
def looked(ask: Ask, typed: Typed) -> str:
    """Nothing is sent to the overview itself."""
    return f"/{ask.tag}/work"


@forms.form("/work/retract", "work/retract.html.j2", "retract", lambda ask: None, program=_RETRACT)
def taken_back(ask: Ask, typed: Typed) -> Done:
    """Takes an entry back: it is counted no more, and stays where it was written."""
    wrong = ask.board.ledger.named(typed.text("entry"))
    entry = deciding.retract(ask.board.ledger, wrong.id, by_hand(ask, typed.text("why")))
    return Done(f"/{ask.tag}/work", (entry,))
