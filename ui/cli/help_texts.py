"""The help of every command, written by hand: aligned for characters that take two columns.

`{prog}` becomes the way the program was started. A test holds every option to its text.
"""

from __future__ import annotations

from app.i18n import N_, _

_PROGRAM = N_("""
售后台：不带命令就打开窗口；带命令就在终端里做一件事。两者用同一份数据。

用法：
  {prog} [选项]
  {prog} [选项] 命令 …

命令：
  import 文件…       导入平台导出的退款、订单文件
  tickets            列出售后单
  show 单号          查看一张售后单
  review 单号        核实：每一项的结论、依据和还缺什么
  rules              列出店铺适用的规则、来源和是否核实
  quote 单号 …       试算一个方案，不写入任何内容
  approvals          列出等审批的方案
  approve 单号       同意一个等审批的方案
  deny 单号 …        不同意，写明原因
  export 种类 …      导出月报、举证报告、退货卡
  staff …            人员、角色和 PIN
  limits …           多大金额以内自己决定
  verify             校验历史、数据和证据文件
  demo               建一个演示店铺

选项（写在命令前面、后面都可以）：
  --data-dir 文件夹  数据放在哪里；不写就用本机的用户数据文件夹
  --as 名字          以谁的名义操作；每一条历史都记着这个名字
  --lang 语言        说哪种语言，例如 zh_CN
  -h, --help         显示帮助；命令后面写 --help 显示这个命令的帮助
  --version          显示版本

只对窗口有用：
  --theme 外观       light 浅色、dark 深色、system 跟随系统

退出码：
  0 完成    1 校验发现不符    2 命令写错    3 不允许，或不存在
  4 平台文件没有（全部）导入  5 磁盘、文件或权限有问题
  70 程序出错    130 被 Ctrl+C 中断    141 读取输出的程序先退出了
""")

_COMMON = N_("""
选项（写在命令前面、后面都可以）：
  --data-dir 文件夹  数据放在哪里；不写就用本机的用户数据文件夹
  --as 名字          以谁的名义操作
  --lang 语言        说哪种语言，例如 zh_CN
  -h, --help         显示这段帮助
  --version          显示版本
""")

_IMPORT = N_("""
导入平台导出的文件：千牛退款导出（xlsx）、淘宝订单列表和宝贝列表（csv）。
格式按表头识别；同一批文件再导入一次，什么也不会改变。
被拒绝的文件、有问题的行会逐条说明，其余的照样导入，退出码为 4。

用法：
  {prog} import 文件… [--shop 店铺] [--dry-run] [--json]

  文件               一个或几个文件，要来自同一个平台
  --shop 店铺        属于哪家店铺；没有这家店铺，就在文件的平台上新建
  --dry-run          只看会有什么变化，什么也不写入
  --json             用 JSON 输出
""")

_TICKETS = N_("""
列出售后单，未结和已结的都在内。买家昵称始终打码。

用法：
  {prog} tickets [--view 视图] [--search 文字] [--json]

  --view 视图        只列出其中一部分，默认 all：
                       all 全部           open 未结          completed 已完成
                       overdue 已超时     new 待受理         closed 已关闭
                       reviewing 核实中   need_info 待补充   negotiating 协商中
                       inspecting 待验货  fulfilling 执行中  repairing 维修中
                       due_soon 快到期：平台 24 小时内，本店 4 小时内
                       awaiting_return 待寄回
                       awaiting_approval 待主管审批
                       awaiting_confirmation 待买家确认
  --search 文字      单号、订单号、退款编号、快递单号、手机尾号、昵称、商品
  --json             输出一个 JSON 数组
""")

_SHOW = N_("""
查看一张售后单：诉求、商品和可退金额、打款、时间线。个人信息始终打码。

用法：
  {prog} show 单号 [--json]

  单号               例如 AS-261122-0007
  --json             用 JSON 输出
""")

_QUOTE = N_("""
试算：这张售后单用某种方式处理会怎样。
和窗口里方案对话框用同一个算法，什么也不写入。
输出每一项金额、规则、每件的金额、各个上限、检查，以及需要谁审批。
算出来不允许的，退出码为 3。

用法：
  {prog} quote 单号 --remedy 方式 [--units 商品…] [--amount 金额]
           [--liability 责任] [--freight 金额] [--freight-by 承担方] [--json]

  --remedy 方式      refund_only 仅退款        return_refund 退货退款
                     compensation 部分补偿     exchange 换货     reship 补发
                     repair 维修               price_protection 价保
                     freight 退运费
  --units 商品…      哪些件：L1:1,2 是第 1 行的第 1、2 件，L2 是第 2 行全部，
                     L3:1-4 是第 1 到 4 件；不写就按对话框的默认
  --amount 金额      退款或补偿多少；换货时是新商品单价，维修时是买家付多少，
                     价保时是现在的单价，退运费时是运费
  --liability 责任   merchant 商家  courier 物流  buyer 买家  supplier 供应商
                     platform 平台  force_majeure 不可抗力  shared 共同
                     undetermined 待定
  --freight 金额     退货运费
  --freight-by 承担方  merchant 商家  buyer 买家  insurer 保险公司  none 不涉及
  --json             用 JSON 输出，金额以分为单位
""")

_EXPORT = N_("""
导出一个文件，并输出它的路径。售后单在哪个阶段都可以导出。

用法：
  {prog} export 种类 月份或单号 [--out 文件]

{kinds}

  --out 文件         写到哪里；给一个已有的文件夹就在里面自动命名，
                     不写就放在当前文件夹
""")

_VERIFY = N_("""
校验：历史记录的链条、每一行数据的指纹、每个证据文件、数据库本身。只读，不修复。
全部相符时退出码为 0；有不符就逐条说明，退出码为 1。

用法：
  {prog} verify [--json]

  --json             用 JSON 输出
""")

_DEMO = N_("""
建一个演示店铺：约 100 张虚构的售后单，各个阶段都有。标准输出只有文件夹的路径。

用法：
  {prog} demo [--open] [--seed 数字]

  --open             建好后打开窗口
  --seed 数字        随机种子；同一个种子得到同样的店铺
""")


def with_common(text: str) -> str:
    """A command's own text and the options every command has."""
    return _(text) + _(_COMMON)


def program() -> str:
    """The help of the program."""
    return _(_PROGRAM)


def importing() -> str:
    """The help of `import`."""
    return with_common(_IMPORT)


def listing() -> str:
    """The help of `tickets`."""
    return with_common(_TICKETS)


def showing() -> str:
    """The help of `show`."""
    return with_common(_SHOW)


def quoting() -> str:
    """The help of `quote`."""
    return with_common(_QUOTE)


def exporting() -> str:
    """The help of `export`; its kinds are those of the registry."""
    from ui.cli.exporting import kinds_text

    return with_common(_EXPORT).replace("{kinds}", kinds_text())


def verifying() -> str:
    """The help of `verify`."""
    return with_common(_VERIFY)


def demo() -> str:
    """The help of `demo`."""
    return with_common(_DEMO)
