"""The desk under attack: killed at any moment, its file edited with outside tools."""
