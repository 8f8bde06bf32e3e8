"""What was typed, taken as the values that options mean. Raises `ArgumentTypeError`, a sentence."""

from __future__ import annotations

import argparse
import os

from app.i18n import _


def words(text: str) -> str:
    """What was typed, read as UTF-8 even where the system claims to know no such letters.

    Names of files are left alone: they must go back to the system as they came.
    """
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError:
        return text


def given(text: str, complaint: str) -> str:
    """The text, unless it is blank."""
    if not text.strip():
        raise argparse.ArgumentTypeError(complaint)
    return text


def person(text: str) -> str:
    """A name without stray blanks."""
    return " ".join(given(words(text), _("名字不能为空")).split())
