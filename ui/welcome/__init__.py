"""The first start: who are you, which shop, or a look at the demo shop."""
