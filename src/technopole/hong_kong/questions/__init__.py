"""The vocabulary that the schemes share: each question asked once, in both languages."""
