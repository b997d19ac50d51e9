"""From the tree to something quicker, or to something amended; no reader is imported here."""
