"""YAML to Scorecard, every mistake with its place, all in one pass."""
