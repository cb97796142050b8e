"""Scorecard and store to evaluations: the rules of docs/semantics.md."""
