"""Papers that write themselves: one model, three kinds, three writers, in which no number is typed."""
