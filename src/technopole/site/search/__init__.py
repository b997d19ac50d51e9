"""Search over everything, in both languages whatever the page's."""
