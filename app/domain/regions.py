"""Whether an address lies in a region where freight is high."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

# A street may be called after a far region; a region is followed by its kind or begins the line.
_KINDS: Final = "(?:省|市|特别行政区|[^省市县区]{0,4}自治[区州县]|地区|州|盟|县)"


def is_remote(address: str, regions: Iterable[str]) -> bool:
    """Whether an address lies in one of these regions: by its beginning, or by a region's kind.

    `上海市西藏中路` is no address in Tibet.
    """
    text = "".join(address.split()).removeprefix("中国")
    return any(
        text.startswith(region) or re.search(re.escape(region) + _KINDS, text) is not None
        for region in regions
        if region and text
    )
