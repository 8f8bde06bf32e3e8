"""The ticket pane and the evidence viewer under real clicks, on a real desk."""
