"""How large a table of a reader's own may be, and how the columns are called that stand out."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ID", "KIND", "MOST_BYTES", "MOST_COLUMNS", "MOST_LISTED", "MOST_MEMORY", "MOST_ROWS", "MOST_SECONDS", "ROW", "SECTOR", "SIZE",
]  # fmt: skip

MOST_BYTES: Final = 20_000_000
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 300
MOST_LISTED: Final = 100
MOST_SECONDS: Final = 20
"""So many seconds of a processor may be spent on reading it."""
MOST_MEMORY: Final = 2 * 2**30

ID: Final = "id"
"""The column that may hold a sign of the reader's own for each row."""
ROW: Final = "row"
"""The column that holds the number of each row in the reader's file, from 1 on, headings not counted."""

KIND: Final = "applicant.kind"
SECTOR: Final = "company.sector"
SIZE: Final = "company.employees"
"""The questions that applicants are counted by."""
