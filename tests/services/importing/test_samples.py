"""The export files of platforms, read whole: counts and values as they stand in the files."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from app.domain.facts import Closing, GoodsIn, Review
from app.domain.imported import ClaimFacts, FileKind, ReturnAddress
from app.domain.order import Platform
from app.domain.payment import MoneyState
from app.domain.remedy import Remedy
from tests.services.importing.making import DATA, FORMATS, read

NEW = ClaimFacts(review=Review.NEW)
TO_BE_SENT = ClaimFacts(review=Review.ACCEPTED, goods_in=GoodsIn.TO_BE_SENT)
IN_TRANSIT = ClaimFacts(review=Review.ACCEPTED, goods_in=GoodsIn.IN_TRANSIT)
REJECTED = ClaimFacts(review=Review.REJECTED)
CANCELLED = ClaimFacts(closing=Closing.CANCELLED)
PAID = ClaimFacts(closing=Closing.COMPLETED, money=MoneyState.ARRIVED)


def test_the_refund_export_gives_every_claim() -> None:
    file = read(DATA / "qianniu_refund_export.xlsx")
    assert (file.importer_id, file.platform, file.kind) == (
        "qianniu_refund_export",
        Platform.TAOBAO,
        FileKind.CLAIMS,
    )
    assert (len(file.claims), file.rows_read, file.orders, file.problems) == (18, 18, (), ())
    assert len(file.sha256) == 64
    assert sum(claim.amount_cents or 0 for claim in file.claims) == 166010
    assert Counter(claim.order_no for claim in file.claims).most_common(4)[0][1] == 2
    assert Counter(claim.facts for claim in file.claims) == {
        NEW: 3, TO_BE_SENT: 3, IN_TRANSIT: 3, REJECTED: 3, CANCELLED: 3, PAID: 3,
    }  # fmt: skip
    assert Counter(claim.remedy for claim in file.claims) == {
        Remedy.RETURN_REFUND: 12,
        Remedy.REFUND_ONLY: 6,
    }


def test_a_claim_holds_what_its_row_says() -> None:
    claim = read(DATA / "qianniu_refund_export.xlsx").claims[2]
    assert claim.claim_no == "170000000000000062"
    assert claim.order_no == "3300008641977230867"
    assert (claim.amount_cents, claim.order_paid_cents) == (7900, 7900)
    assert claim.status == "买家已经退货，等待卖家确认收货"
    assert claim.due_at == datetime(2024, 6, 6, 15, 0, tzinfo=UTC)
    assert claim.due_whose == "us"
    assert claim.applied_at == datetime(2024, 6, 4, 15, 0, tzinfo=UTC)
    assert claim.return_sent_at == datetime(2024, 6, 6, 5, 0, tzinfo=UTC)
    assert claim.finished_at is None
    assert (claim.return_courier, claim.return_tracking) == ("圆通速递", "YT9900000000002")
    assert claim.out_tracking == "YT8800000000002"
    assert claim.reason == "尺寸/尺码与商品描述不符"
    assert claim.buyer_words == "洗后起球，附图3张"
    assert (claim.remedy_text, claim.needs_return, claim.goods_state) == ("需要退货", True, "买家已退货")  # fmt: skip
    assert (claim.liability_text, claim.intervention_text) == ("买家责任", "不需客服介入")
    assert claim.return_address == ReturnAddress(
        "示例店主", "13800000000", "浙江省杭州市余杭区示例路88号 退货组", "311100"
    )
    assert claim.title == "保温杯 500ml"
    assert claim.sku is None  # 商品编码 is the platform's item id, not the merchant's code
    assert claim.source_line == 4


def test_the_countdown_belongs_to_whoever_the_status_waits_for() -> None:
    claims = read(DATA / "qianniu_refund_export.xlsx").claims
    whose = {(claim.facts, claim.due_at is not None): claim.due_whose for claim in claims}
    assert whose == {
        (NEW, True): "us",
        (TO_BE_SENT, True): "buyer",
        (IN_TRANSIT, True): "us",
        (REJECTED, False): None,
        (CANCELLED, False): None,
        (PAID, False): None,
    }


def test_the_order_list_gives_orders_without_lines() -> None:
    file = read(DATA / "taobao_ExportOrderList_gbk.csv")
    assert (file.importer_id, file.encoding) == ("taobao_orders", "gb18030")
    assert (len(file.orders), file.rows_read, file.problems) == (24, 24, ())
    assert all(order.lines is None for order in file.orders)
    order = file.orders[2]
    assert order.number == "3300008641977230867"
    assert order.buyer_message == "尺码偏小就换\nL码"
    assert (order.buyer_nickname, order.receiver, order.phone) == ("tb000001", "测试02", "13800000002")  # fmt: skip
    assert order.address == "浙江省 杭州市 余杭区 示例路2号"
    assert (order.paid_cents, order.goods_cents, order.shipping_cents) == (7900, 7900, 0)
    assert (order.total_quantity, order.titles, order.shop_name) == (1, "保温杯 500ml", "示例小店")
    assert order.placed_at == datetime(2024, 6, 1, 15, 0, tzinfo=UTC)
    assert order.paid_at == datetime(2024, 6, 1, 16, 0, tzinfo=UTC)
    assert (order.tracking, order.courier, order.seller_note) == (None, None, None)
    assert order.source_line == 4
    assert file.orders[3].source_line == 6  # the message before it takes two lines


def test_an_unpaid_order_has_paid_nothing_and_no_day_of_payment() -> None:
    order = read(DATA / "taobao_ExportOrderList_gbk.csv").orders[4]
    assert (order.status, order.paid_cents, order.paid_at) == ("等待买家付款", 0, None)


def test_the_prefix_of_a_tracking_number_goes() -> None:
    order = read(DATA / "taobao_ExportOrderList_gbk.csv").orders[0]
    assert order.tracking == "YT8800000000000"
    assert order.seller_note == "旗帜：红 买家要求补发"


def test_the_list_of_goods_gives_the_lines_of_each_order() -> None:
    file = read(DATA / "taobao_ExportOrderDetailList_gbk.csv")
    assert (file.importer_id, file.kind) == ("taobao_order_lines", FileKind.ORDER_LINES)
    assert (len(file.orders), file.rows_read, file.problems) == (24, 27, ())
    assert sum(len(order.lines or ()) for order in file.orders) == 27
    by_number = {order.number: order for order in file.orders}
    order = by_number["3300008641978230870"]
    assert order.lines is not None
    assert [(line.sku, line.quantity, line.unit_price_cents) for line in order.lines] == [
        ("PT-500x2", 2, 3980),
        ("EJ-ANC-K", 1, 19900),
    ]
    assert order.lines[1].variant == "颜色:黑"
    assert order.lines[1].paid_share_cents is None
    assert (order.paid_cents, order.total_quantity, order.phone) == (None, None, None)
    assert (order.status, order.source_line) == ("交易关闭", 5)


def test_html_named_xls_is_read_as_the_table_it_is() -> None:
    file = read(DATA / "html_disguised_as.xls")
    assert (file.importer_id, file.encoding) == ("qianniu_refund_export", "html gb18030")
    assert [claim.amount_cents for claim in file.claims] == [12900, 5990, 7900, 3980, 19900]
    assert file.claims[0].order_no == "3300008641975230861"
    assert all(claim.status is None and claim.facts is None for claim in file.claims)
    (note,) = file.problems
    assert note.line is None
    assert "退款状态" in note.message


def test_another_platform_needs_a_toml_file_only() -> None:
    file = read(DATA / "douyin_aftersale_utf8bom.csv", formats=FORMATS)
    assert (file.importer_id, file.platform, file.encoding) == ("douyin_claims", "douyin", "utf-8-sig")  # fmt: skip
    assert (len(file.claims), file.problems) == (14, ())
    first, third, tenth = file.claims[0], file.claims[2], file.claims[9]
    assert (first.claim_no, first.order_no) == ("7136000000000000000", "6917000000000000000")
    assert (first.remedy, first.facts, first.due_whose) == (Remedy.RETURN_REFUND, NEW, "us")
    assert first.due_at == datetime(2024, 6, 3, 1, 0, tzinfo=UTC)
    assert first.return_tracking == "SF1400000000000"
    assert third.buyer_words is None  # enciphered by the platform
    assert (third.remedy, third.facts, third.due_at) == (Remedy.EXCHANGE, CANCELLED, None)
    assert tenth.order_paid_cents == 103980


def test_rows_of_one_order_are_one_order_and_masked_persons_stay_unknown() -> None:
    file = read(DATA / "kuaishou_orders.xlsx", formats=FORMATS)
    assert (len(file.orders), file.problems) == (8, ())
    order = file.orders[0]
    assert order.number == "2415300000000"  # a float cell of 13 digits is exact
    assert file.orders[1].number == "2415300000000001"
    assert (order.receiver, order.phone, order.address) == (None, None, "广东省")
    assert (order.paid_cents, order.shipping_cents, order.total_quantity) == (12900, 0, 1)
    assert order.lines is not None
    assert (order.lines[0].sku, order.lines[0].quantity) == ("LQ-001-B-M", 1)


def test_the_row_of_totals_at_the_end_is_no_order() -> None:
    file = read(DATA / "pdd_orders_utf8bom.csv", formats=FORMATS)
    assert (len(file.orders), file.rows_read, file.problems) == (15, 15, ())
    assert sum(order.paid_cents or 0 for order in file.orders) == 131860
    assert file.orders[0].number == "240601-100000000000000"
    assert file.orders[0].shipped_at == datetime(2024, 6, 1, 21, 0, tzinfo=UTC)
