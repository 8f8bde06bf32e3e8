"""What argparse says when a command line is wrong, in our words.

The keys are argparse's own messages; a test reads them out of the running Python's argparse, so
that a new one does not come through in English unseen.
"""

from __future__ import annotations

from typing import Final

from app.i18n import N_, _

_WORDS: Final = {
    "argument %(argument_name)s: %(message)s": N_("%(argument_name)s：%(message)s"),
    "unknown parser %(parser_name)r (choices: %(choices)s)": N_(
        "没有「%(parser_name)s」这个命令，可用：%(choices)s"
    ),
    "unrecognized arguments: %s": N_("不认识 %s"),
    "not allowed with argument %s": N_("不能和 %s 一起用"),
    "ignored explicit argument %r": N_("后面不能带 %s"),
    "the following arguments are required: %s": N_("还缺少：%s"),
    "one of the arguments %s is required": N_("%s 里要写一个"),
    "expected one argument": N_("后面要写一个值"),
    "expected at most one argument": N_("后面最多写一个值"),
    "expected at least one argument": N_("后面至少写一个值"),
    "expected %s argument": N_("后面要写 %s 个值"),
    "expected %s arguments": N_("后面要写 %s 个值"),
    "ambiguous option: %(option)s could match %(matches)s": N_(
        "%(option)s 不明确，可能是 %(matches)s"
    ),
    "unexpected option string: %s": N_("不认识 %s"),
    "invalid %(type)s value: %(value)r": N_("「%(value)s」写得不对"),
    "invalid choice: %(value)r (choose from %(choices)s)": N_(
        "没有「%(value)s」，可用：%(choices)s"
    ),
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": N_(
        "没有「%(value)s」，是不是 %(closest)s？可用：%(choices)s"
    ),
}


def word(text: str) -> str:
    """argparse's `_`."""
    known = _WORDS.get(text)
    return _(known) if known else text


def plural(one: str, many: str, count: int) -> str:
    """argparse's `ngettext`."""
    return word(one if count == 1 else many)
