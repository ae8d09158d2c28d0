"""What a report of South Sudan's ceasefire monitors found to have been done, as an act of `lexicons/acts.toml`."""

from __future__ import annotations

import re

_ACTS = {
    "mobilize": r"\brecruit|child soldier",
    "block_access": r"den(?:ial of|ied|ying)\b[^.]{0,20}\baccess|refusal [^.]{0,40}access|access restrictions"
    r"|harassment of CTSAMV?M",
    "detain": r"\bdetain|\bdetention|\babduct|\bapprehended|marched",
    "attack": r"\battack|\brap(?:e|ed|ing)\b|SGBV|\bkill|\bambush|\bshell|offensive|fighting|hostilities"
    r"|\bharass(?!\w*[^.]{0,40}denied access)|\bloot|clash|exchange of fire|shooting",
    "harm": r"\bburn|\bdestr|displace|damage",
}
_ACT = {act: re.compile(pattern, re.IGNORECASE) for act, pattern in _ACTS.items()}
_NAME_OF_AGREEMENT = re.compile(
    r"(?:Cessation of\s+)?Hostilit?ies Agreement|Agreement on Cessation of Hostilit?ies|Cessation of Hostilities"
)


def act_in(text: str) -> str | None:
    """The act whose words stand first in a text; None where it has none of them."""
    text = _NAME_OF_AGREEMENT.sub(" ", text)
    first = {act: found.start() for act, pattern in _ACT.items() if (found := pattern.search(text))}
    return min(first, key=lambda act: first[act]) if first else None
