"""The frame of the desk under test: window, queue, first start, import, shops."""
