"""An agreement of a registry as the beginning of a pact file, for a person to go on with."""

from __future__ import annotations

from collections.abc import Iterable

from pactwatch.pacts.draft_clauses import gap
from pactwatch.pacts.writing import array, comment, inline, text
from pactwatch.registries.agreements import Agreement


def starting_point(agreement: Agreement, others: Iterable[Agreement] = ()) -> str:
    """The header of a pact file, what the registry says as comments, and what is still to be filled in.

    others: further registries; one that lists the same agreement may tell when it ended.
    """
    pact = agreement.pact()
    twin = next((o for o in others if o.id == agreement.same_as or o.same_as == agreement.id), None)
    ended = agreement.ended or (twin.ended if twin else None)
    said = (
        ("Process", agreement.process),
        ("Signed by", agreement.signatories),
        ("Third parties", agreement.third_parties),
        ("Summary", agreement.summary),
        ("The same agreement", twin.id if twin else ""),
    )
    sides = "which of those who signed have no code yet? see `parties` in docs/pact-files.md"
    lines = [
        comment(f"Begun from the registry entry {agreement.id}. Check every line against the text."),
        *(comment(f"{what}: {words}") for what, words in said if words),
        f"id = {text(agreement.id)}",
        f"kind = {text(pact.kind or 'agreement')}",
        f"title = {inline(pact.title)}",
        *([f"parties = {array(pact.parties)}"] if pact.parties else []),
        *([f"witnesses = {array(pact.witnesses)}"] if pact.witnesses else []),
        f"made = {agreement.made}",
        *([f"in_force = {{ until = {ended} }} {comment('as the registry says; check why it ended')}"] if ended else []),
        'time_zone = "UTC" # put the zone in which the parties count their days',
        f"source = {text(agreement.link or agreement.id)}",
        *gap([sides if pact.parties else "who are the parties?", "what are its clauses?"]),
    ]
    return "\n".join(lines) + "\n"
