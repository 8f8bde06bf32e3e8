"""Cases of the review taken from laws and platform rules; `docs/checks.md` is made from them.

Verdicts and days were reckoned by hand from the texts named as their source. The rules are those
that ship, so that a wrong figure in a rule file is noticed here too.
"""
