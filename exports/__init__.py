"""Frozen data in, a file out. No Qt, no database."""
