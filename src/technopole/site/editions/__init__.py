"""Editions: which version of a pack the site shows, and every version that it has shown."""
