"""Where the lines of a paper end."""

from __future__ import annotations

import pytest

from exports._page import printable, width_of, wrap

SIZE = 10.0
TEXT = "差价¥ 39.00、运费US$ 12.00、退回−¥ 3.00，另外赔付¥ 1,299.00给您。"


@pytest.mark.parametrize("width", range(70, 200, 3))
def test_an_amount_stays_on_the_line_of_its_sign(width: int) -> None:
    printable()
    lines = wrap(TEXT, SIZE, float(width))
    assert "".join(lines) == TEXT, "the blank is never the end of a line, so nothing is dropped"
    assert all(width_of(line, SIZE) <= width for line in lines)
    for amount in ("¥ 39.00", "US$ 12.00", "−¥ 3.00", "¥ 1,299.00"):
        assert any(amount in line for line in lines)
