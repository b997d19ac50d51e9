"""What other apps may hear."""

from django.dispatch import Signal

# Sent by `actions.load` inside its transaction, with `pack`, when another version becomes current.
# An app that keeps tables made from the pack (a search index) fills them here; if it raises,
# nothing is loaded and everything is as it was.
edition_switched = Signal()
