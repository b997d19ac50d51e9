"""Support: what fits whom, a scheme's rule as a page, and what a change of it would cost."""
