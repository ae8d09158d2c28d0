"""Agreements as draft pacts: a text of articles and points read into one clause for each duty, for a person to check."""

from pactwatch.drafts.agreements import draft_agreement

__all__ = ["draft_agreement"]
