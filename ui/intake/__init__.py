"""Opening a ticket by hand, and what is learned of its case: a phone call, a walk-in, a message."""
