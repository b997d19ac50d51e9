"""The routes that answer by the rules: schemes, questions, decisions, whole tables, proofs."""
