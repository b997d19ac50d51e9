"""The outlook's routes: where each target stands, budgets, levers, and the papers that write themselves."""
