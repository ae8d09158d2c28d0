"""Complaint → inquiry → ruling → reply: each a line of the ledger with who, when and why; what stands is derived from them.

`complain` and `reply` take in a side's own words, `take_step` and `rule_on` are the monitor's, `proceedings` is the register.
`intake` takes in what a person enters by hand.
"""

from pactwatch.inquiries.docket import Docket
from pactwatch.inquiries.filing import Filing, complain, reply
from pactwatch.inquiries.inquiring import NEXT, may_rule, rule_on, take_step
from pactwatch.inquiries.register import STATES, Proceeding, Wanted, proceeding, proceedings, select

__all__ = [
    "NEXT",
    "STATES",
    "Docket",
    "Filing",
    "Proceeding",
    "Wanted",
    "complain",
    "may_rule",
    "proceeding",
    "proceedings",
    "reply",
    "rule_on",
    "select",
    "take_step",
]
