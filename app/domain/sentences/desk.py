"""History in words: the desk's own chain. People are named by whoever shows the event."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.access import Role
from app.domain.sentences.calendar import calendar_changed
from app.domain.sentences.rules import RULES
from app.domain.sentences.telling import Data, Make, fixed, moment, named
from app.i18n import N_, _


def _roles(data: Data, key: str = "roles") -> str:
    names = [named(Role, role) for role in str(data.get(key) or "").split(",") if role]
    return "、".join(names) or _("无")


def _added(data: Data) -> str:
    if not data.get("roles"):
        return _("新增人员")
    return _("新增人员，角色：{roles}").format(roles=_roles(data))


def _roles_changed(data: Data) -> str:
    if data.get("roles_before"):
        return _("修改人员角色：{before} → {roles}").format(
            before=_roles(data, "roles_before"), roles=_roles(data)
        )
    return _("修改人员角色：{roles}").format(roles=_roles(data))


def _pin_refused(data: Data) -> str:
    failures = data.get("failures")
    text = _("PIN 输入错误，连续 {n} 次").format(n=failures) if failures else _("PIN 输入错误")
    until = moment(data, "locked_until")
    return _("{text}，锁定至 {until}").format(text=text, until=until) if until else text


def _pin_removed(data: Data) -> str:
    return _("忘了 PIN，从命令行取消") if data.get("forgotten") else _("取消 PIN")


def _idle(data: Data) -> str:
    minutes = int(data.get("minutes") or 0)
    if not minutes:
        return _("关闭自动锁定")
    return _("自动锁定改为闲置 {n} 分钟").format(n=minutes)


def _note_saved(data: Data) -> str:
    if data.get("removed"):
        return _("删除处理经验")
    return _("新增处理经验") if data.get("new") else _("修改处理经验")


def _limits(data: Data) -> str:
    if data.get("limits") is None:
        return _("修改审批额度")
    return _("修改审批额度，共 {n} 项").format(n=data["limits"])


def _orders_written(data: Data) -> str:
    return _("订单文件写入 {n} 笔订单").format(n=data.get("orders", 0))


def _imported(data: Data) -> str:
    return _("导入平台文件，共 {n} 行").format(n=data.get("rows_read", 0))


DESK: Mapping[str, Make] = {
    "staff_added": _added,
    "staff_renamed": fixed(N_("修改人员姓名")),
    "roles_changed": _roles_changed,
    "staff_left": fixed(N_("人员离职停用")),
    "staff_back": fixed(N_("人员恢复在职")),
    "pin_set": fixed(N_("设置 PIN")),
    "pin_removed": _pin_removed,
    "pin_proved": fixed(N_("PIN 输错之后验证通过")),
    "pin_refused": _pin_refused,
    "idle_lock_changed": _idle,
    "limits_changed": _limits,
    "shop_created": fixed(N_("新建店铺")),
    "shop_changed": fixed(N_("修改店铺设置")),
    "shop_address_added": fixed(N_("添加退货地址")),
    "shop_address_proposed": fixed(N_("平台文件里有新的退货地址，等待确认")),
    **RULES,
    "calendar_changed": calendar_changed,
    "note_saved": _note_saved,
    "orders_written": _orders_written,
    "imported": _imported,
}
