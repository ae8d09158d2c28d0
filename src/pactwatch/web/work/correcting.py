"""Correcting a claim field by field: what is typed otherwise than it stands takes its place, as `pactwatch correct` does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from pactwatch.ledger import deciding
from pactwatch.pacts.claim_fields import corrected, written
from pactwatch.pacts.vocabulary import known_acts
from pactwatch.refusals import Refused
from pactwatch.types import Claim, Stance
from pactwatch.web.acting import Forms, by_hand
from pactwatch.web.asking import Ask, Missing
from pactwatch.web.claimed import ClaimRow, claim_row
from pactwatch.web.done import Done
from pactwatch.web.sending import Program
from pactwatch.web.tracing import claim_anchor, report_path
from pactwatch.web.typing_in import Typed
from pactwatch.web.work.fields import CorrectFields

forms = Forms()
_LISTS = ("actor", "target", "places", "amounts")


@dataclass(frozen=True, slots=True)
class CorrectPage:
    """The claim as it stands, in words and field by field; back: the address at which it stands."""

    claim: ClaimRow
    now: dict[str, str]
    back: str
    acts: list[tuple[str, str]]
    stances: tuple[str, ...] = get_args(Stance)


def show(ask: Ask, claim: str) -> CorrectPage:
    """The form that corrects a claim, by its entry id. Missing where no such claim stands."""
    stands = _standing(ask, claim)
    acts = [(act, ask.words.word("acts", act)) for act in known_acts()]
    return CorrectPage(claim_row(ask, claim), written(stands), _address(ask, stands, claim), acts)


@forms.form(
    "/work/claims/{claim}",
    "work/correct.html.j2",
    "correct",
    show,
    program=Program("claims", "/claims/{claim}/corrections", CorrectFields),
)
def put_right(ask: Ask, typed: Typed, claim: str) -> Done:
    """Puts a right claim in the place of a wrong one, which is taken back and stays where it was written."""
    wrong = _standing(ask, claim)
    changed = typed.texts("set") or _changed(wrong, typed)
    if not typed.text("why"):
        raise Refused("there is no reason", mend="say why")
    if not changed:
        raise Refused("the claim says so already", mend="name what is to be said otherwise")
    made = deciding.correct(ask.board.ledger, claim, corrected(wrong, changed), by_hand(ask, typed.text("why")))
    return Done(_address(ask, wrong, made[0].id), made, f"/events/{made[0].id}")


def _changed(wrong: Claim, typed: Typed) -> list[str]:
    """What the form says otherwise than the claim, as `field=value`."""
    now = written(wrong)
    values = {field: ",".join(typed.lines(field)) if field in _LISTS else typed.text(field) for field in now}
    return [f"{field}={values[field]}" for field in now if values[field] != now[field].replace(", ", ",")]


def _standing(ask: Ask, name: str) -> Claim:
    claim = ask.snapshot.view.claims.get(name)
    if claim is None:
        raise Missing("no such claim stands", mend="it may have been corrected or taken back: look at its report again")
    return claim


def _address(ask: Ask, claim: Claim, name: str) -> str:
    return f"/{ask.tag}{report_path(claim.statement.report)}?row={name}#{claim_anchor(name)}"
