"""The ticket pane: what is known of one ticket, and what can be done with it now."""
