"""The tour: the real window, driven on a screen of its own as a clerk would, with pictures.

Run it with `python -m docs.tour`; it writes `docs/screens`. It needs Xvfb and xdotool, and is a
script rather than a test: continuous integration may have no screen.
"""
