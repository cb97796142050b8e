"""A unit among others: ranks, what stands out, whom to talk to (docs/semantics.md 8)."""
