"""What is to be said of each promise: rules over evidence, each answer with the sentences that it rests on."""

from pactwatch.verdicts.judge import judge

__all__ = ["judge"]
