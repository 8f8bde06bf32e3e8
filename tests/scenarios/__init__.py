"""Whole cases from the first word to what was decided: played on a real desk, written down."""
