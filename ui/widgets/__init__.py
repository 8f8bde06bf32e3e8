"""Small shared parts of every screen. They know the look, never the business."""
