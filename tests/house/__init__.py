"""The written plan of the house as checks: import contracts, bans, names, sizes."""
