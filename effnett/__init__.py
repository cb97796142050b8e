"""Balanced scorecards for Norwegian municipalities: files in, figures one can trust out."""

__version__ = "0.1.0"
