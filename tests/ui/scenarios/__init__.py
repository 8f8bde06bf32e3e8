"""Whole cases by real clicks and keys in the main window: from the first word to the decision."""
