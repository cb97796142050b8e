"""Makes the demonstration data: standard library, fixed seeds, whole-number arithmetic, the same bytes every run."""
