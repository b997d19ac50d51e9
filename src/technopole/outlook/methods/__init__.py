"""The official methods of measuring progress, one module an agency, none of which knows another."""

from typing import Final

from technopole.outlook.methods import destatis, escap, eurostat, istat, open_sdg, unsd
from technopole.outlook.methods.method import Method

__all__ = ["METHODS"]

METHODS: Final[tuple[Method, ...]] = (
    *eurostat.METHODS,
    *open_sdg.METHODS,
    *unsd.METHODS,
    *escap.METHODS,
    *destatis.METHODS,
    *istat.METHODS,
)
"""Every method, in the order in which panels show them."""
