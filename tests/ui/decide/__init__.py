"""Dialogs of the way of a ticket, on a real desk."""
