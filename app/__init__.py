"""The desk without a screen: rules, tables and verbs. Never Qt."""

__version__ = "0.1.0"
