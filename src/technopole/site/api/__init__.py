"""The read API and the downloads: open data that keeps its promises."""
