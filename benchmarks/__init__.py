"""Measured work: ratios within one run, the bad design kept as the other side. See README.md."""
