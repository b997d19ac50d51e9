"""Ruritania's plan for innovation: data files only."""
