"""Millions of cases at once: a Polars table of answers in, a Polars table of verdicts out."""
