"""Pacts: files of agreements, their scenarios, and drafts made from promises in reports."""

from pactwatch.pacts.adopting import adopt_draft
from pactwatch.pacts.drafting import draft_pact
from pactwatch.pacts.loading import LIBRARY, dangling_relations, find_pact, load_pact, load_pacts
from pactwatch.pacts.scenarios import load_scenarios

__all__ = [
    "LIBRARY",
    "adopt_draft",
    "dangling_relations",
    "draft_pact",
    "find_pact",
    "load_pact",
    "load_pacts",
    "load_scenarios",
]
