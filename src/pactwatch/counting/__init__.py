"""Numbers that say what they count: rules of counting, rates before and after a promise, how long truces held."""

from pactwatch.counting.rules import RULES, Figure, Rule, count

__all__ = ["RULES", "Figure", "Rule", "count"]
