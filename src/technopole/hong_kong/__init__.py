"""The Hong Kong pack: data files only."""
