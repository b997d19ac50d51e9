"""What the pages of the outlook ask: pure functions from a pack and a day to frozen dataclasses."""
