"""Which encoding a text file is in. Never guessed from its name, never left to statistics alone.

Order: byte order mark, NULs (UTF-16), strict UTF-8 over the whole file, then GB18030 against Big5
by how common the characters are that each reading gives. A file with a few damaged places is
still read; the damaged rows are refused later, one by one.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.i18n import _
from app.services.importing.refusal import Unreadable

REPLACEMENT = "\ufffd"
_CHUNK = 1 << 20
_SAMPLE = 256 * 1024
_SCORED = 64 * 1024
_NATIONAL = ("gb18030", "cp950")
_DAMAGED_SHARE = 0.02  # more replacement characters than this: it is another encoding
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Characters that every list of orders holds, in either script; they weigh more than a rare one.
_TELLING = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家"
    "订单编号买家卖家会员名称宝贝标题数量金额退款状态物流公司收货地址电话时间商品订单号付款"
    "訂單編號買家賣家會員名稱數量金額退款狀態物流收貨地址電話時間商品付款這個來國說們為時過"
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec name; `damaged` when some bytes cannot be read in it (they become U+FFFD)."""

    name: str
    damaged: bool = False

    @property
    def errors(self) -> str:
        return "replace" if self.damaged else "strict"


def detect(path: Path) -> Encoding:
    """The encoding of a text file. Raises `Unreadable` when it is no text."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return Encoding(name, damaged=not _strict(path, name))
    if wide := _without_mark(sample):
        return Encoding(wide, damaged=not _strict(path, wide))
    if sample.count(0) > len(sample) // 100:
        raise Unreadable(_("不是文本，也不是能认出的表格。"), not_text())
    if _strict(path, "utf-8"):
        return Encoding("utf-8")
    # By how the beginning reads; the whole file then has to confirm it.
    likely = sorted(_NATIONAL, key=lambda name: _score(sample, name), reverse=True)
    if _damage(sample, "utf-8") <= _DAMAGED_SHARE:
        # Truncated or slightly damaged UTF-8: a long file of it may pass as GB18030, as nonsense.
        likely.insert(0, "utf-8")
    for name in likely:
        if _strict(path, name):
            return Encoding(name)
        if _damage(sample, name) <= _DAMAGED_SHARE:
            return Encoding(name, damaged=True)
    raise Unreadable(_("的文字编码认不出来。"), not_text())


def not_text() -> str:
    """The advice for a text file whose characters cannot be read."""
    return _("请用 Excel 或 WPS 打开它，另存为 .xlsx 或“CSV UTF-8”，再导入。")


def _without_mark(sample: bytes) -> str | None:
    """UTF-16 without its mark: the ASCII in it has a NUL as every second byte, on one side only."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    enough = max(8, len(sample) // 100)
    if odd >= enough and odd > 5 * even:
        return "utf-16-le"
    if even >= enough and even > 5 * odd:
        return "utf-16-be"
    return None


def _strict(path: Path, name: str) -> bool:
    """Whether the whole file can be read in this encoding."""
    decoder = codecs.getincrementaldecoder(name)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(sample: bytes, name: str) -> str:
    # The sample may end inside a character, which is no damage.
    return codecs.getincrementaldecoder(name)("replace").decode(sample)


def _damage(sample: bytes, name: str) -> float:
    """The share of replacement characters among those beyond ASCII."""
    text = _decoded(sample, name)
    beyond = sum(1 for c in text if c > "\x7f")
    return text.count(REPLACEMENT) / beyond if beyond else 0.0


def _score(sample: bytes, name: str) -> float:
    """How common the characters beyond ASCII are when the sample is read so: 0 to about 3."""
    text = _decoded(sample[:_SCORED], name)
    beyond = [c for c in text if c > "\x7f"]
    if not beyond:
        return 1.0
    common = _common()
    points = sum((c in common) + 2 * (c in _TELLING) for c in beyond)
    return points / len(beyond)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """The everyday characters of both scripts: the first level of GB 2312 and of Big5."""
    simplified = bytes(b for hi in range(0xB0, 0xD8) for lo in range(0xA1, 0xFF) for b in (hi, lo))
    lows = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = bytes(b for hi in range(0xA4, 0xC7) for lo in lows for b in (hi, lo))
    marks = "，。、；：？！（）《》“”‘’—…·￥【】"
    return frozenset(
        simplified.decode("gb2312", "ignore") + traditional.decode("big5", "ignore") + marks
    )
