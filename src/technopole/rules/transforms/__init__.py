"""From the tree of a rule to something quicker or something amended; no reader is known here."""
