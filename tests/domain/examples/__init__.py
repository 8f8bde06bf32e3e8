"""Worked examples: every rule of money with figures that anybody can check by hand.

The expected values are worked out by hand and written as literals; the program has to agree. The
document `docs/worked_examples.md` is generated from here and from nothing else.
"""
