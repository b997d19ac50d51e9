"""The outlook: will the targets be met, what would it take, how long the money lasts, and the papers that say so."""
