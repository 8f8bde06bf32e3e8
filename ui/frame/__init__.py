"""The frame around the panes: top bar, rail, status line, and what is dropped on the window."""
