"""The public pages: the plan, its indicators, its support and the evidence behind every figure."""
