"""Readers of a rule's tree. They share the tree and nothing else, for they judge one another."""
