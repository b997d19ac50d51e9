"""Benchmarks: each thing measured beside its peer in the same run, or against its bar."""
