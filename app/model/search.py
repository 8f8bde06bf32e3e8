"""The search index for Chinese text: single characters and neighbouring pairs in FTS5.

The stock tokenizers take a run of Chinese as one word, or need three characters; people search
for two. Hits are checked against the folded text, because all pairs of a word may stand in a text
without the word standing there.
"""

from __future__ import annotations

import re
import unicodedata

_RUN = re.compile(r"[0-9a-z]+|[^\W0-9a-z_]+")


def fold(text: str) -> str:
    """The text as it is compared: compatibility forms, lower case, blanks gone."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def _is_word(run: str) -> bool:
    return run[0].isascii()


def tokens(text: str) -> str:
    """What goes into the index: words of Latin letters and digits whole, Chinese by 1 and 2."""
    found: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if _is_word(run):
            found.append(run)
            continue
        found.extend(run)
        found.extend(run[i : i + 2] for i in range(len(run) - 1))
    return " ".join(found)


def match(text: str) -> str | None:
    """The FTS5 query for what somebody typed, or None when there is nothing to look for.

    Every term is quoted: what people type is text, never a query language.
    """
    terms: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if _is_word(run):
            terms.append(f'"{run}"*')
        elif len(run) == 1:
            terms.append(f'"{run}"')
        else:
            terms.extend(f'"{run[i : i + 2]}"' for i in range(len(run) - 1))
    return " AND ".join(terms) or None


def is_exact(text: str) -> bool:
    """Whether a hit of the index surely holds the text: one character, one pair, one word."""
    runs = _RUN.findall(unicodedata.normalize("NFKC", text).lower())
    return len(runs) == 1 and runs[0] == fold(text) and (_is_word(runs[0]) or len(runs[0]) <= 2)


def number_key(text: str) -> str:
    """A number as it is stored and compared: no blanks or dashes at the ends, upper case."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def looks_like_number(text: str) -> bool:
    """Whether a query can only mean a number: letters, digits and dashes, four digits or more."""
    key = number_key(text)
    return bool(re.fullmatch(r"[A-Z]{0,4}[A-Z0-9-]*", key)) and sum(c.isdigit() for c in key) >= 4
