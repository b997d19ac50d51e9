"""The plan: its tree, its indicators, its initiatives, and the register of what carries it out."""
