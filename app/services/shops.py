"""The shops of the desk: platform, zone, currency, return addresses, allowed couriers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.domain.access import Permission
from app.domain.history import DESK_CHAIN, parsed
from app.domain.shop import REMOTE_REGIONS, Address, Platform, Shop
from app.errors import NotFound, RuleViolation, Stale
from app.i18n import _
from app.model.reading import Reader, Values
from app.model.tables import Setting, ShopAddress
from app.model.tables import Shop as ShopRow
from app.model.writing import Write
from app.services.context import HOME_ZONE, Context

if TYPE_CHECKING:
    from app.domain.deadlines.calendar import Week
    from app.domain.imported import ReturnAddress

DEFAULT_COURIERS = ("中通", "圆通", "韵达", "申通", "极兔", "顺丰", "京东", "邮政")


class ShopService:
    """Shops and what is printed for them."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> tuple[Shop, ...]:
        """Every shop, in the order they were made."""
        read = self._context.read()
        return tuple(load_shop(read, row) for row in read.find(ShopRow))

    def get(self, shop_id: int) -> Shop:
        """Raises `NotFound`."""
        read = self._context.read()
        row = read.get(ShopRow, shop_id)
        if row is None:
            raise NotFound(_("找不到这家店铺。"))
        return load_shop(read, row)

    def named(self, name: str) -> Shop | None:
        """The shop of this name, None when there is none."""
        read = self._context.read()
        row = read.one(ShopRow, name=" ".join(name.split()))
        return load_shop(read, row) if row else None

    def create(
        self, platform: Platform, name: str, zone: str = HOME_ZONE, currency: str = "CNY"
    ) -> Shop:
        """A new shop. Raises `RuleViolation` for an empty or taken name."""
        with self._context.write() as write:
            self._context.demand(Permission.CONFIGURE, _("新建店铺"))
            key = create_shop(write, platform, name, self._context.now_text(), zone, currency)
            write.event(DESK_CHAIN, "shop_created", {"shop": key})
            write.touch("shop", key)
        return self.get(key)

    def save(self, shop: Shop) -> Shop:
        """Store an edited shop. Raises `Stale` when somebody else changed it meanwhile."""
        _check(shop.name, shop.zone)
        hours = _hours_text(shop.opening_hours)
        with self._context.write() as write:
            self._context.demand(Permission.CONFIGURE, _("修改店铺设置"))
            row = write.get(ShopRow, shop.id)
            if row is None:
                raise NotFound(_("找不到这家店铺。"))
            if row["version"] != shop.version:
                raise Stale(
                    _("「{name}」的设置刚被改过，你填的内容没有写入。").format(name=row["name"]),
                    _("请核对后再保存一次。"),
                )
            twin = write.one(ShopRow, platform=shop.platform.value, name=shop.name)
            if twin is not None and twin["id"] != shop.id:
                raise RuleViolation(_("同一平台已有名为「{name}」的店铺。").format(name=shop.name))
            write.update(
                ShopRow,
                shop.id,
                platform=shop.platform.value,
                name=shop.name,
                zone=shop.zone,
                currency=shop.currency,
                couriers=json.dumps(shop.couriers, ensure_ascii=False),
                return_freight_cap_cents=shop.return_freight_cap_cents,
                one_way_freight_cents=shop.one_way_freight_cents,
                return_days=shop.return_days,
                goodwill_budget_cents=shop.goodwill_budget_cents,
                waived_difference_cents=shop.waived_difference_cents,
                offer_hours=shop.offer_hours,
                ship_hours=shop.ship_hours,
                remote_regions=_regions_text(shop.remote_regions),
                opening_hours=hours,
                version=shop.version + 1,
            )
            _save_addresses(write, shop)
            write.event(DESK_CHAIN, "shop_changed", {"shop": shop.id})
            write.touch("shop", shop.id)
        return self.get(shop.id)

    def proposed_addresses(self, shop_id: int) -> tuple[Address, ...]:
        """Return addresses that platform files named and nobody has taken over yet."""
        row = self._context.read().one(Setting, key=_proposal_key(shop_id))
        known = {address.address for address in self.get(shop_id).addresses}
        said = parsed(str(row["value"])) if row else []
        return tuple(
            Address(one["contact"], one["phone"], one["address"], one["postcode"])
            for one in said
            if one["address"] not in known
        )

    def take_address(self, shop_id: int, address: Address) -> Shop:
        """Add an address a platform file proposed; the first one becomes the default."""
        shop = self.get(shop_id)
        if any(known.address == address.address for known in shop.addresses):
            return shop
        with self._context.write() as write:
            self._context.demand(Permission.CONFIGURE, _("修改店铺设置"))
            write.insert(
                ShopAddress,
                shop_id=shop_id,
                contact=address.contact,
                phone=address.phone,
                address=address.address,
                postcode=address.postcode,
                is_default=not shop.addresses,
            )
            write.event(DESK_CHAIN, "shop_address_added", {"shop": shop_id})
            write.touch("shop", shop_id)
        return self.get(shop_id)


def keep_address(write: Write, shop_id: int, proposed: ReturnAddress | None, *, take: bool) -> None:
    """What a file says of the return address: taken for a shop it made, else kept as a proposal.

    Runs inside the import's write and appends its own event; an address that is known already
    changes nothing.
    """
    if proposed is None or not proposed.address:
        return
    known = [row["address"] for row in write.find(ShopAddress, shop_id=shop_id, removed=False)]
    if proposed.address in known:
        return
    values = {
        "contact": proposed.contact or "",
        "phone": proposed.phone or "",
        "address": proposed.address,
        "postcode": proposed.postcode or "",
    }
    if take:
        write.insert(ShopAddress, shop_id=shop_id, is_default=not known, **values)
        write.event(DESK_CHAIN, "shop_address_added", {"shop": shop_id})
    elif not _remember_proposal(write, shop_id, values):
        return
    write.touch("shop", shop_id)


def _remember_proposal(write: Write, shop_id: int, values: dict[str, str]) -> bool:
    row = write.one(Setting, key=_proposal_key(shop_id))
    said = parsed(str(row["value"])) if row else []
    if any(one["address"] == values["address"] for one in said):
        return False
    text = json.dumps([*said, values], ensure_ascii=False)
    if row is None:
        write.insert(Setting, key=_proposal_key(shop_id), value=text)
    else:
        write.update(Setting, int(row["id"]), value=text)
    write.event(DESK_CHAIN, "shop_address_proposed", {"shop": shop_id})
    return True


def _proposal_key(shop_id: int) -> str:
    return f"proposed_addresses:{shop_id}"


def create_shop(
    write: Write, platform: Platform, name: str, now: str, zone: str, currency: str
) -> int:
    """Insert a shop inside a running write; the caller appends the event."""
    name = " ".join(name.split())
    _check(name, zone)
    if write.one(ShopRow, platform=platform.value, name=name) is not None:
        raise RuleViolation(_("同一平台已有名为「{name}」的店铺。").format(name=name))
    return write.insert(
        ShopRow,
        platform=platform.value,
        name=name,
        zone=zone,
        currency=currency,
        couriers=json.dumps(DEFAULT_COURIERS, ensure_ascii=False),
        created_at=now,
    )


def _check(name: str, zone: str) -> None:
    if not name.strip():
        raise RuleViolation(_("请填写店铺名称。"))
    try:
        ZoneInfo(zone)
    except (ValueError, KeyError, OSError) as error:
        raise RuleViolation(
            _("没有「{zone}」这个时区，请写成 Asia/Shanghai 这样。").format(zone=zone)
        ) from error


def _save_addresses(write: Write, shop: Shop) -> None:
    kept: set[int] = set()
    for address in shop.addresses:
        values = {
            "contact": address.contact,
            "phone": address.phone,
            "address": address.address,
            "postcode": address.postcode,
            "is_default": address.is_default,
        }
        if address.id is None:
            kept.add(write.insert(ShopAddress, shop_id=shop.id, **values))
        else:
            write.update(ShopAddress, address.id, **values)
            kept.add(address.id)
    for row in write.find(ShopAddress, shop_id=shop.id, removed=False):
        if row["id"] not in kept:
            write.update(ShopAddress, int(row["id"]), removed=True)


def load_shop(read: Reader, row: Values) -> Shop:
    """The frozen shop of a row."""
    addresses = tuple(
        Address(
            contact=str(a["contact"]),
            phone=str(a["phone"]),
            address=str(a["address"]),
            postcode=str(a["postcode"]),
            id=int(a["id"]),
            is_default=bool(a["is_default"]),
        )
        for a in read.find(ShopAddress, shop_id=row["id"], removed=False)
    )
    return Shop(
        id=int(row["id"]),
        platform=Platform(row["platform"]),
        name=str(row["name"]),
        zone=str(row["zone"]),
        currency=str(row["currency"]),
        couriers=tuple(parsed(row["couriers"])),
        addresses=addresses,
        return_freight_cap_cents=int(row["return_freight_cap_cents"]),
        one_way_freight_cents=int(row["one_way_freight_cents"]),
        return_days=int(row["return_days"]),
        goodwill_budget_cents=row["goodwill_budget_cents"],
        waived_difference_cents=int(row["waived_difference_cents"]),
        offer_hours=int(row["offer_hours"]),
        ship_hours=int(row["ship_hours"]),
        remote_regions=_regions(str(row["remote_regions"])),
        opening_hours=_hours(str(row["opening_hours"])),
        version=int(row["version"]),
    )


# How time is counted is loaded for a shop with hours of its own, and not for the first picture.
def _hours(text: str) -> Week:
    if text in ("", "[]"):
        return ()
    from app.services.calendar_reading import own_week

    return own_week(text)


def _hours_text(week: Week) -> str:
    """Raises `RuleViolation` for a week nothing can be counted by."""
    if not week:
        return "[]"
    from app.domain.deadlines.opening_hours import check_week, stored

    check_week(week)
    return stored(week)


def _regions_text(regions: tuple[str, ...]) -> str:
    """Stored only where the shop's own list differs from the default, which may grow."""
    return "" if regions == REMOTE_REGIONS else "、".join(regions) or "-"


def _regions(text: str) -> tuple[str, ...]:
    if not text:
        return REMOTE_REGIONS
    return () if text == "-" else tuple(text.split("、"))
