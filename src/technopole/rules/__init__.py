"""Rules: one text a scheme, read by many readers that must agree."""
