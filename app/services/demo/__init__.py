"""A demo shop: the real verbs run under a clock of its own, seeded, with times relative to now."""

from app.services.demo.filling import DemoShop, demo_folder, fill

__all__ = ["DemoShop", "demo_folder", "fill"]
