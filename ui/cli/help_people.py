"""The help of people, limits and approvals, written by hand as that of the other commands."""

from __future__ import annotations

from app.i18n import N_
from ui.cli.help_texts import with_common

_STAFF = N_("""
人员：谁在用、各是什么角色。第一个人是店主，其他人由店主添加。
只有一个人时，什么都不用设。

用法：
  {prog} staff [list] [--all] [--json]
  {prog} staff add 名字 --roles 角色
  {prog} staff roles 名字 角色
  {prog} staff rename 名字 新名字
  {prog} staff leave 名字
  {prog} staff return 名字
  {prog} staff pin 名字 [--remove] [--forgotten]

  list               列出在职的人；不写操作就是它
  add                添加一位
  roles              换成这些角色
  rename             改名
  leave              离职；名字留在历史里，分给他的售后单不变
  return             回来，角色和 PIN 还是原来的
  pin                设 PIN，在终端里输入两遍；别人的 PIN 只有店主能设

  --all              离职的也列出
  --roles 角色       一个或几个，用逗号隔开：agent 客服、lead 主管、
                     warehouse 仓库、finance 财务、owner 店主
  --remove           取消 PIN
  --forgotten        唯一的店主忘了 PIN 时取消它，历史里会写明
  --json             输出一个 JSON 数组

用有 PIN 的名字操作时，在终端里输入 PIN，或放在环境变量 AFTERSALES_PIN 里；
脚本里设 PIN，新的 PIN 放在 AFTERSALES_NEW_PIN 里。
""")

_LIMITS = N_("""
额度：每个角色多大金额以内可以自己决定，超过就要主管或店主审批。
店主和一个人的店不受限制。没有改过时，列出的是本软件的建议值。

用法：
  {prog} limits [list] [--json]
  {prog} limits set 角色 范围 金额 [--remedy 方式] [--currency 币种]
  {prog} limits remove 角色 范围 [--remedy 方式] [--currency 币种]

  list               列出全部；不写操作就是它
  set                设一项；金额写 any 表示不限
  remove             去掉一项；一项也没有就是不限

  角色               agent 客服、lead 主管
  范围               decision 每次方案、order 每笔订单累计、
                     buyer 每位买家累计、day 24 小时累计
  金额               例如 500 或 99.90
  --remedy 方式      只对这种处理方式，它优先于不写方式的那一项；
                     例如 compensation 部分补偿
  --currency 币种    默认 CNY；不同币种各算各的
  --json             输出一个 JSON 数组
""")

_APPROVALS = N_("""
列出等审批的方案：谁定的、多少钱、为什么要审批。最早的在前。

用法：
  {prog} approvals [--json]

  --json             输出一个 JSON 数组
""")

_APPROVE = N_("""
同意一个等审批的方案。与买家说好的随即生效，其余的向买家提出。
不能审批自己定的方案。

用法：
  {prog} approve 单号 [--note 文字]

  单号               例如 AS-261122-0007
  --note 文字        写进历史的一句话
""")

_DENY = N_("""
不同意一个等审批的方案；定方案的人要重新决定。

用法：
  {prog} deny 单号 --reason 原因

  单号               例如 AS-261122-0007
  --reason 原因      为什么不同意，定方案的人会看到
""")


def staff() -> str:
    """The help of `staff`."""
    return with_common(_STAFF)


def limits() -> str:
    """The help of `limits`."""
    return with_common(_LIMITS)


def approvals() -> str:
    """The help of `approvals`."""
    return with_common(_APPROVALS)


def approve() -> str:
    """The help of `approve`."""
    return with_common(_APPROVE)


def deny() -> str:
    """The help of `deny`."""
    return with_common(_DENY)
