"""Views of the outlook: read the address, ask, render."""
