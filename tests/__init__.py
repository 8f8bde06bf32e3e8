"""The tests. A package, so that shared parts are imported as `tests.…` and nothing else can be meant."""
