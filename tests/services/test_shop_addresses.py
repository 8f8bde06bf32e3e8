"""Where goods go back to: taken from a file for a shop it makes, proposed for one that exists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.domain.order import Platform
from app.model.db import Database
from app.paths import Paths
from app.services import Services, build

REFUNDS = Path(__file__).parents[1] / "data" / "importing" / "qianniu_refund_export.xlsx"
ADDRESS = "浙江省杭州市余杭区示例路88号 退货组"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    db = Database.open(tmp_path / "desk.db")
    built = build(db, Paths(tmp_path), FixedClock(datetime(2026, 11, 22, tzinfo=UTC)))
    built.staff.act_as("小周")
    yield built
    db.close()


def test_a_shop_made_by_a_file_takes_the_address_of_the_file(services: Services) -> None:
    services.importing.apply(services.importing.read([REFUNDS]))
    (shop,) = services.shops.all()
    assert shop.return_address is not None
    assert (shop.return_address.contact, shop.return_address.address) == ("示例店主", ADDRESS)
    assert services.shops.proposed_addresses(shop.id) == ()
    assert services.verify.run().clean


def test_a_shop_that_exists_is_only_told_of_the_address(services: Services) -> None:
    shop = services.shops.create(Platform.TAOBAO, "云岚家居")
    services.importing.apply(services.importing.read([REFUNDS]))
    assert services.shops.get(shop.id).addresses == ()
    (proposed,) = services.shops.proposed_addresses(shop.id)
    assert proposed.address == ADDRESS
    services.shops.take_address(shop.id, proposed)
    assert services.shops.proposed_addresses(shop.id) == ()
    assert services.verify.run().clean


def test_an_address_taken_away_stays_away_when_the_shop_is_saved(services: Services) -> None:
    services.importing.apply(services.importing.read([REFUNDS]))
    (shop,) = services.shops.all()
    saved = services.shops.save(replace(shop, addresses=()))
    assert saved.addresses == ()
    assert services.verify.run().clean
