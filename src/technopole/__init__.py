"""Technopole runs a government's innovation-and-technology plan as software.

Hong Kong's plan is the first it runs. `docs/explanation/house.md` says which room is for what.
"""

__version__ = "0.1.0"
