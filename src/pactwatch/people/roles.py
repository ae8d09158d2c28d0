"""Roles, and the one table of what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from pactwatch.lexicons.roots import covers
from pactwatch.refusals import Refused, Word

Role = Literal["reader", "monitor", "ruler", "keeper"]
ROLES: tuple[Role, ...] = get_args(Role)
"""From the least to the most: each may do all that those before it may."""


@dataclass(frozen=True, slots=True)
class Right:
    """What somebody may do. least: the least role. party: whether it is done in the name of a party, to which the account must
    belong, a keeper excepted: keepers record what came on paper, under their own name. or_role: the role from which an account
    may do it in the name of any party. public: whether it needs no account."""

    least: Role
    says: str
    party: bool = False
    or_role: Role = "keeper"
    public: bool = False


RIGHTS: dict[str, Right] = {
    "read": Right("reader", "read the board", public=True),
    "account": Right("reader", "change one's own password, second factor and tokens"),
    "complain": Right("reader", "file a complaint in the name of one's party", party=True, or_role="monitor"),
    "reply": Right("reader", "reply to a complaint in the name of one's party", party=True),
    "see_restricted": Right("monitor", "see who recorded a line, and how a complaint came in"),
    "enter": Right("monitor", "enter texts, claims and tables"),
    "judge_events": Right("monitor", "say that claims are of the same or of different events"),
    "correct": Right("monitor", "correct claims field by field"),
    "grade": Right("monitor", "grade sources and claims"),
    "inquire": Right("monitor", "take the steps of an inquiry"),
    "adopt": Right("ruler", "adopt or refuse drafts of pacts"),
    "rule": Right("ruler", "rule on a complaint in the name of the monitor whom the pact names", party=True),
    "retract": Right("ruler", "take entries back"),
    "people": Right("keeper", "add and remove accounts"),
}
"""The table: every act that somebody can do on the board, and who may."""
_BY_PASSWORD = ("people", "account")
"""Acts that no token may do."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who acts: `name` becomes `by` of the entries. party: whom it acts for, empty for nobody. token: the hash of the
    token for programs that it came with, which may not manage accounts; empty where it came without."""

    name: str
    role: Role
    party: str = ""
    second_factor: bool = False
    token: str = ""


class Forbidden(Refused):
    """What somebody may not do; it says which role is needed."""


def at_least(role: Role, least: Role) -> bool:
    """Whether a role is this one or a higher one."""
    return ROLES.index(role) >= ROLES.index(least)


def may(account: Account | None, act: str, party: str | None = None) -> bool:
    """Whether an account (None: anybody) may do an act of `RIGHTS`. party: in whose name, where it is done in a party's; None
    asks whether there is any in whose name it may."""
    right = RIGHTS[act]
    if right.public:
        return True
    if account is None or not at_least(account.role, right.least) or (act in _BY_PASSWORD and account.token != ""):
        return False
    if not right.party or at_least(account.role, right.or_role):
        return True
    return bool(account.party) and (party is None or covers(account.party, party))


def refuse_unless(account: Account | None, act: str, party: str = "") -> None:
    """Refused where an account may not do an act, naming the role it needs. party: in whose name, where the act wants one."""
    right = RIGHTS[act]
    if may(account, act, party):
        if right.party and not party:
            raise Refused("there is no party in whose name it is done", mend="name one")
        return
    problem = (
        "to {act} is not for everybody: {name} is {role}" if account else "to {act} is not for everybody: nobody is signed in"
    )
    mend = "this needs the role {least}"
    if right.party:
        mend = "this needs the role {least} of an account that acts for {party}, or the role {other}"
    elif account is not None and account.token and act in _BY_PASSWORD:
        mend = "a token may not do this: sign in with the password"
    raise Forbidden(
        problem,
        mend=mend,
        act=Word(right.says),
        name=account.name if account else "",
        role=Word(account.role if account else ""),
        least=Word(right.least),
        party=party or Word("a party"),
        other=Word(right.or_role),
    )
