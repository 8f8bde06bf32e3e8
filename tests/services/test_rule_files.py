"""The packs that ship: every value says who says so; a mistake in a file never loads."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

import app as app_package
from app.domain.deadlines.span import TimeUnit
from app.domain.labels import label
from app.domain.order import Platform
from app.domain.rulepack import GENERIC, KEYS, Expiry, Mark, RuleValue, resolve
from app.domain.rulepack.keys import RuleGroup, ValueKind
from app.errors import RuleViolation
from app.services.rule_files import all_packs, chain, pack, pack_ids, parsed_pack
from app.services.rule_notes import notes

HOURS, DAYS, MONTHS = TimeUnit.NATURAL_HOURS, TimeUnit.NATURAL_DAYS, TimeUnit.MONTHS
TODAY = date(2026, 11, 22)
NO_DEFAULT = {
    "warranty.months",  # goods differ too much
    "goods.bad_share_steps",  # only what rots
    "page_error.percent",  # one platform's own rule
    "page_error.cap_cents",
    "freight.free_from_cents",  # every shop's own
}

# What the texts that were read say: pack, key, kind of goods, amount, unit, mark.
READ = """
    generic   window.change_of_mind           -               7      natural_days   V
    generic   window.return                   -               7      natural_days   V
    generic   window.exchange                 -               15     natural_days   P
    generic   warranty.repair                 -               35     natural_days   P
    generic   warranty.repairs                -               2      -              P
    taobao    platform.refund_unshipped       -               48     natural_hours  U
    taobao    platform.refund_shipped         -               5      natural_days   U
    taobao    platform.return_request         -               5      natural_days   U
    taobao    platform.buyer_ships            -               7      natural_days   U
    taobao    platform.shop_receives          -               10     natural_days   U
    taobao    platform.after_refusal          -               7      natural_days   U
    taobao    platform.evidence               -               3      natural_days   U
    taobao    late.penalty_percent            -               30     -              U
    tmall     platform.return_request         -               2      natural_days   U
    jd        platform.evidence               -               24     natural_hours  V
    jd        platform.evidence_more          -               4      window_hours   V
    jd        platform.ruling                 -               24     natural_hours  V
    jd        platform.appeal                 -               7      natural_days   V
    jd        platform.opinion_reply          -               2      natural_hours  V
    jd        platform.after_refusal          -               15     natural_days   V
    jd        window.late_shipment            -               15     natural_days   V
    jd        platform.return_request         -               48     natural_hours  V
    jd        page_error.percent              -               10     -              V
    jd        page_error.cap_cents            -               20000  -              V
    jd        window.proof                    electronics     48     natural_hours  V
    jd        window.proof                    clothing        48     natural_hours  V
    jd        window.proof                    jewellery       48     natural_hours  V
    jd        window.quality                  clothing        15     natural_days   V
    jd        window.quality                  shoes           15     natural_days   V
    jd        window.quality                  bags            15     natural_days   V
    jd        window.quality                  watches         15     natural_days   V
    jd        window.not_as_described         precious_metal  7      natural_days   V
    jd        window.quality                  home            15     natural_days   V
    jd        window.quality                  tableware       7      natural_days   V
    jd        window.quality                  car             15     natural_days   V
    jd        window.not_as_described         pet             24     natural_hours  V
    jd        window.quality                  pet             7      natural_days   V
    jd        window.proof                    aquarium        24     natural_hours  V
    jd        window.quality                  live_seafood    12     natural_hours  V
    jd        window.quality                  fresh           48     natural_hours  V
    jd        window.quality                  eggs            48     natural_hours  V
    jd        window.quality                  fruit           5      natural_days   V
    jd        size.tolerance_mm               clothing        30     -              V
    jd        size.shrink_mm                  clothing        26     -              V
    jd        window.return                   shoes           7      natural_days   V
    jd        window.exchange                 bags            15     natural_days   V
    jd        warranty.months                 shoes           120    natural_days   V
    jd        warranty.months                 bags            90     natural_days   V
    jd        warranty.repair                 shoes           30     natural_days   V
    jd        warranty.repairs                bags            2      -              V
    jd        window.return                   precious_metal  48     natural_hours  V
    jd        window.exchange                 precious_metal  7      natural_days   V
    jd        window.return                   jewellery       7      natural_days   V
    jd        window.exchange                 jewellery       15     natural_days   V
    jd        warranty.months                 jewellery       30     natural_days   V
    jd        warranty.months                 precious_metal  15     natural_days   V
    pdd       platform.refund_unshipped       -               24     natural_hours  U
    pdd       platform.return_request         -               36     natural_hours  U
    pdd       platform.buyer_ships            -               7      natural_days   U
    pdd       platform.shop_receives          -               36     natural_hours  U
    pdd       platform.evidence               -               24     natural_hours  U
    douyin    evidence.pictures               -               4      -              V
    douyin    platform.return_request         -               24     natural_hours  U
    douyin    platform.buyer_ships            -               7      natural_days   U
    douyin    platform.shop_receives          -               48     natural_hours  U
    xhs       platform.return_request         -               24     natural_hours  U
    xhs       platform.buyer_ships            -               7      natural_days   U
    xhs       platform.shop_receives          -               48     natural_hours  U
    weixin    platform.refund_shipped         -               48     natural_hours  V
    weixin    platform.return_request         -               48     natural_hours  V
    weixin    platform.buyer_ships            -               7      natural_days   V
    weixin    platform.shop_receives          -               10     natural_days   V
    weixin    platform.after_refusal          -               7      natural_days   V
    weixin    window.quality                  -               7      natural_days   V
    weixin    request.most                    -               5      -              V
    weidian   platform.return_request         -               4      natural_days   P
    weidian   platform.buyer_ships            -               7      natural_days   P
    weidian   platform.shop_receives          -               7      natural_days   P
    amazon    platform.return_request         -               24     natural_hours  P
    amazon    platform.shop_receives          -               2      working_days   P
"""
ROWS = [tuple(line.split()) for line in READ.strip().splitlines()]


def value(pack_id: str, key: str, category: str = "") -> RuleValue:
    """What one pack says, without those it is based on."""
    return next(one for one in pack(pack_id).values if one.key == key and one.category == category)


@pytest.mark.parametrize("row", ROWS, ids=["-".join(row[:3]) for row in ROWS])
def test_a_number_is_the_one_of_the_text_that_was_read(row: tuple[str, ...]) -> None:
    pack_id, key, category, amount, unit, mark = row
    found = value(pack_id, key, category.replace("-", ""))
    assert (found.value, found.unit or "-", found.mark) == (int(amount), unit, mark)


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_value_says_who_says_so_and_since_when_it_is_known(pack_id: str) -> None:
    found = pack(pack_id)
    assert found.values
    for one in found.values:
        assert one.source.strip(), one.key
        assert one.mark in {Mark.VERIFIED, Mark.PARTLY, Mark.UNVERIFIED}
        assert date(2026, 1, 1) <= one.read_on <= TODAY
        assert one.valid_from <= one.read_on
        assert one.key in KEYS
        assert one.pack == f"{found.id} {found.version}"
    for on, text in found.changes:
        assert on <= TODAY
        assert text.strip()


def test_what_is_not_verified_never_calls_itself_a_rule_alone() -> None:
    """A default nobody confirmed says so in its source, not only by a letter."""
    for found in all_packs():
        for one in found.values:
            if one.mark is Mark.UNVERIFIED:
                assert any(word in one.source for word in ("建议", "预设", "未核实", "没有平台")), (
                    one
                )


def test_there_is_a_pack_for_every_platform_of_shops() -> None:
    assert {platform.value for platform in Platform} == set(pack_ids()) - {GENERIC}
    for platform in Platform:
        assert chain(platform.value)[0].id == GENERIC


@pytest.mark.parametrize("platform", [*Platform])
def test_every_rule_is_answered_for_every_platform(platform: Platform) -> None:
    rules = resolve(chain(platform.value), (), {}, TODAY)
    assert {key for key in KEYS if rules.get(key) is None} <= NO_DEFAULT


def test_every_platform_clock_of_the_best_documented_platform_says_what_happens_then() -> None:
    assert {
        key.removeprefix("platform."): value("weixin", key).expiry
        for key in KEYS
        if key.startswith("platform.") and any(one.key == key for one in pack("weixin").values)
    } == {
        "refund_unshipped": Expiry.AUTO_AGREE,
        "refund_shipped": Expiry.AUTO_AGREE,
        "return_request": Expiry.AUTO_AGREE,
        "buyer_ships": Expiry.CLOSED,
        "shop_receives": Expiry.AUTO_REFUND,
        "after_refusal": Expiry.CLOSED,
    }


def test_more_evidence_is_counted_in_the_platforms_own_hours_of_the_day() -> None:
    span = value("jd", "platform.evidence_more").span
    assert (span.amount, span.window) == (4, "09:00-18:00")


def test_fresh_goods_are_refunded_by_their_bad_share() -> None:
    rules = resolve(chain("jd"), (), {}, TODAY)
    steps = ("9:10", "29:30", "49:50", "70:70", "100:100")  # where two steps meet, the better
    for kind in ("fresh", "fruit"):
        found = rules.get("goods.bad_share_steps", kind)
        assert found is not None
        assert (found.value, found.mark) == (steps, Mark.VERIFIED)


def test_a_platforms_word_comes_before_the_general_one_and_a_kind_of_goods_before_both() -> None:
    rules = resolve(chain("jd"), (), {}, TODAY)
    evidence, eggs = rules.get("platform.evidence"), rules.get("window.quality", "eggs")
    assert evidence is not None
    assert eggs is not None
    assert (evidence.value, evidence.pack) == (24, "jd 2026.11")
    assert (eggs.value, eggs.pack) == (48, "jd 2026.11")
    assert rules.get("window.quality", "clothing") != rules.get("window.quality")
    assert rules.get("window.quality", "custom_made") == rules.get("window.quality")


def test_an_order_of_before_a_rule_is_not_judged_by_it() -> None:
    before, since = date(2026, 6, 14), date(2026, 6, 15)
    assert resolve(chain("jd"), (), {}, before).get("page_error.percent") is None
    assert resolve(chain("jd"), (), {}, since).number("page_error.percent", 0) == 10


def test_a_shop_without_a_platform_has_no_platform_clock() -> None:
    for platform in ("offline", "shopify", "woocommerce"):
        rules = resolve(chain(platform), (), {}, TODAY)
        clocks = [key for key in KEYS.values() if key.group is RuleGroup.PLATFORM_CLOCKS]
        left = {one.key for one in clocks if rules.span(one.key) is not None}
        assert left == {"platform.opinion_reply"}, platform


def test_every_text_a_value_rests_on_can_be_read_offline() -> None:
    known = {note.id: note for note in notes()}
    assert len(known) == len(notes())
    for found in all_packs():
        for one in found.values:
            if one.article:
                assert one.key in known[one.article].keys, one.article
    assert len(known) > 70
    for note in known.values():
        assert note.source, note.id
        assert note.article, note.id
        assert note.group, note.id
        assert len(note.text) > 10, note.id
        assert note.mark is not Mark.OWN


def test_a_verified_value_leads_to_the_text_it_was_read_in() -> None:
    texts = {note.id: note for note in notes()}
    for found in all_packs():
        for one in found.values:
            if one.mark is Mark.VERIFIED:
                assert texts[one.article].mark is Mark.VERIFIED, (found.id, one.key)


HEAD = 'id = "x"\ntitle = "x"\nversion = "1"\nbased_on = "generic"\n'
BLOCK = '[[rules]]\nsource = "某规则"\nmark = "U"\nread_on = 2026-11-22\n[rules.values]\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + BLOCK + '"window.qualty" = "7 natural_days"', "window.qualty"),
        (HEAD + BLOCK + '"window.quality" = "7 day"', "7 day"),
        (HEAD + BLOCK + '"window.quality" = "7"', "window.quality"),
        (HEAD + BLOCK + '"window.quality" = 7', "window.quality"),
        (HEAD + BLOCK + '"window.quality" = "-7 natural_days"', "-7"),
        (HEAD + BLOCK + '"window.quality@shoe" = "7 natural_days"', "shoe"),
        (HEAD + BLOCK + '"ours.review@shoes" = "7 natural_days"', "ours.review@shoes"),
        (HEAD + BLOCK + '"platform.evidence_more" = "4 window_hours"', "4 window_hours"),
        (HEAD + BLOCK + '"platform.evidence_more" = "4 window_hours 18:00-09:00"', "18:00"),
        (HEAD + BLOCK + '"warranty.repairs" = "2"', "warranty.repairs"),
        (HEAD + BLOCK + '"warranty.repairs" = 2.5', "2.5"),
        (HEAD + BLOCK + '"no_reason.allowed" = 1', "no_reason.allowed"),
        (HEAD + BLOCK + '"freight.undetermined.first" = "nobody"', "nobody"),
        (HEAD + BLOCK + '"evidence.quality" = ["selfie"]', "selfie"),
        (HEAD + BLOCK + '"evidence.quality" = ["parcel", "parcel"]', "evidence.quality"),
        (HEAD + BLOCK + '"goods.wear_marks" = ["parcel"]', "parcel"),
        (HEAD + BLOCK + '"goods.bad_share_steps@fresh" = ["30:30", "10:10"]', "30:30"),
        (HEAD + BLOCK + '"ours.reminders" = ["15", "60"]', "ours.reminders"),
        (HEAD + BLOCK + '"platform.ruling" = { is = "1 natural_days", expiry = "x" }', "expiry"),
        (HEAD + BLOCK + '"platform.ruling" = { is = "1 natural_days", unit = "x" }', "unit"),
        (HEAD + BLOCK + '"request.most" = 1\n' + BLOCK + '"request.most" = 2', "request.most"),
        (HEAD + BLOCK.replace('mark = "U"\n', ""), "mark"),
        (HEAD + BLOCK.replace('"U"', '"own"'), "own"),
        (HEAD + BLOCK.replace('"某规则"', '""'), "source"),
        (HEAD + BLOCK.replace("2026-11-22", '"22.11."'), "read_on"),
        (HEAD + BLOCK.replace("mark =", 'marked = "x"\nmark ='), "marked"),
        (HEAD.replace('"x"', '"y"', 1), "y"),
        (HEAD.replace('based_on = "generic"', ""), "based_on"),
        ("id = ", "x.toml"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_pack_is_refused_with_its_file_and_place(text: str, said: str) -> None:
    with pytest.raises(RuleViolation) as caught:
        parsed_pack(text, "x.toml")
    assert "x.toml" in caught.value.sentence
    assert said in caught.value.sentence


def test_no_code_that_judges_names_a_platform() -> None:
    """What a platform says stands in its file, so that it can be changed without a new version."""
    app = Path(app_package.__file__).parent
    names = {platform.value for platform in Platform}
    places = [*(app / "domain").glob("rulepack/*.py"), *(app / "domain").glob("checks/*.py"),
              *(app / "domain").glob("deadlines/*.py"), *(app / "services").glob("rule*.py"),
              *(app / "services").glob("clock*.py"), *(app / "services").glob("check*.py")]  # fmt: skip
    assert len(places) > 20
    for place in places:
        for node in ast.walk(ast.parse(place.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Constant) and node.value in names), place.name
            assert not (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "Platform"
            ), place.name


def test_every_key_has_words_and_stands_alone() -> None:
    titles = [str(key) for key in KEYS.values()]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for key in KEYS.values():
        assert label(key.kind)
        assert label(key.group)
        assert key.kind is not ValueKind.WORD or not key.by_category
