"""A rule for people: in plain words, as a decision table, and as its list of thresholds."""

from __future__ import annotations

from technopole.rules.thresholds import Threshold, thresholds

__all__ = ["Threshold", "thresholds"]
