"""What the documents say: figures with their sources, in time, proven and compared."""
