"""Registries: lists of agreements that others keep, without clauses, to look one up and to start a pact file from it."""

from pactwatch.registries.agreements import Agreement
from pactwatch.registries.datasets import read_dataset
from pactwatch.registries.kept import import_dataset, look_up, registered
from pactwatch.registries.starting import starting_point

__all__ = ["Agreement", "import_dataset", "look_up", "read_dataset", "registered", "starting_point"]
