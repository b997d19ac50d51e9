"""What if a rule were another: its levers, a table of applicants, and what becomes of them."""
