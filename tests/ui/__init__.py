"""Windows, on a screen without a screen."""
