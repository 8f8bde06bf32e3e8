"""Words for the enums of a line of the list: loaded with the first picture of the window.

All other words are in `label_tables_more`, because their enums would have to be loaded as well.
"""

from __future__ import annotations

from enum import StrEnum

from app.domain.access import ROLE_NAMES, Role
from app.domain.facts import Stage, StageGroup
from app.domain.remedy import Remedy
from app.domain.shop import Platform
from app.domain.ticket_list import View
from app.i18n import N_

TABLES: dict[type[StrEnum], dict[str, str]] = {
    Platform: {
        Platform.TAOBAO: N_("淘宝"),
        Platform.TMALL: N_("天猫"),
        Platform.JD: N_("京东"),
        Platform.PDD: N_("拼多多"),
        Platform.DOUYIN: N_("抖店"),
        Platform.XHS: N_("小红书"),
        Platform.KUAISHOU: N_("快手"),
        Platform.WEIXIN: N_("微信小店"),
        Platform.WEIDIAN: N_("微店"),
        Platform.SHOPIFY: "Shopify",
        Platform.WOOCOMMERCE: "WooCommerce",
        Platform.AMAZON: N_("亚马逊"),
        Platform.OFFLINE: N_("线下"),
    },
    Stage: {
        Stage.NEW: N_("待受理"),
        Stage.NEED_INFO: N_("待补充资料"),
        Stage.REVIEWING: N_("核实中"),
        Stage.AWAITING_APPROVAL: N_("待主管审批"),
        Stage.NEGOTIATING: N_("协商中"),
        Stage.AWAITING_RETURN: N_("待买家退货"),
        Stage.INSPECTING: N_("待验货"),
        Stage.REPAIRING: N_("维修中"),
        Stage.FULFILLING: N_("待退款/发货"),
        Stage.DISPUTED: N_("平台介入"),
        Stage.AWAITING_CONFIRMATION: N_("待买家确认"),
        Stage.COMPLETED: N_("已完成"),
        Stage.REJECTED: N_("已拒绝"),
        Stage.CANCELLED: N_("已取消"),
        Stage.EXPIRED: N_("已过期"),
        Stage.MERGED: N_("已合并"),
    },
    StageGroup: {
        StageGroup.NEW: N_("待受理"),
        StageGroup.IN_PROGRESS: N_("处理中"),
        StageGroup.AWAITING_BUYER: N_("待客户确认"),
        StageGroup.COMPLETED: N_("已完成"),
        StageGroup.CLOSED: N_("已关闭"),
    },
    Remedy: {
        Remedy.REFUND_ONLY: N_("仅退款"),
        Remedy.RETURN_REFUND: N_("退货退款"),
        Remedy.EXCHANGE: N_("换货"),
        Remedy.RESHIP: N_("补发"),
        Remedy.REPAIR: N_("维修"),
        Remedy.COMPENSATION: N_("部分补偿"),
        Remedy.PRICE_PROTECTION: N_("价保"),
        Remedy.FREIGHT: N_("退运费"),
        Remedy.REJECT: N_("拒绝"),
        Remedy.APOLOGY: N_("致歉说明"),
        Remedy.REAPPLY: N_("引导重新申请"),
    },
    View: {
        View.OPEN: N_("未完结"),
        View.DUE_SOON: N_("即将超时"),
        View.OVERDUE: N_("已超时"),
        View.NEED_INFO: N_("待补充资料"),
        View.NEW: N_("待受理"),
        View.REVIEWING: N_("核实中"),
        View.AWAITING_APPROVAL: N_("待主管审批"),
        View.NEGOTIATING: N_("协商中"),
        View.REPAIRING: N_("维修中"),
        View.AWAITING_RETURN: N_("待买家退货"),
        View.INSPECTING: N_("待验货"),
        View.FULFILLING: N_("待退款/发货"),
        View.AWAITING_CONFIRMATION: N_("待买家确认"),
        View.COMPLETED: N_("已完成"),
        View.CLOSED: N_("已关闭"),
        View.ALL: N_("全部"),
    },
    Role: ROLE_NAMES,
}
