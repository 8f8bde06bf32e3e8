"""Platform files in: pick, look at what would change, take it."""
