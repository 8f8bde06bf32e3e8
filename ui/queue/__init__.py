"""The queue: tickets by the time that is left, a page at a time."""
