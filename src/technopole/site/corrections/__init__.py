"""Corrections: what readers report as wrong, kept until somebody has looked."""
