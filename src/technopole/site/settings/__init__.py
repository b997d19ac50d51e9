"""Settings: `base` says what the site is, `serving` and `tests` where it runs."""
