"""The clerk's first day, from an empty folder to slip, report and month, with its pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageDraw, ImageFilter
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QImage

from app.domain.workflow import Verb
from docs.tour.clerk import Clerk
from docs.tour.hands import Stuck
from ui.decide.compensation_choice import CompensationChoice
from ui.welcome.screen import WelcomeScreen

NAME: Final = "小周"
SHOP: Final = "云岚家居旗舰店"
# Claim numbers of the sample files, and the beginning of an order nobody complained about yet.
RETURNED: Final = "170000000000000186"
COMPENSATED: Final = "170000000000000372"
REFUNDED: Final = "170000000000000000"
REFUSED: Final = "170000000000000217"
BY_HAND: Final = "3300008641995"
PDF: Final = b"%PDF-"
XLSX: Final = b"PK\x03\x04"


class FirstDay:
    """`files`: what the platform's pages would have exported; `out`: where papers go."""

    def __init__(self, clerk: Clerk, files: list[Path], out: Path) -> None:
        self.clerk = clerk
        self.hands = clerk.hands
        self.files = files
        self.out = out
        self._made = ""

    def live(self) -> None:
        """Everything in order."""
        self.first_start()
        self.import_files()
        self.look_around()
        number = self.take_evidence()
        self.return_and_refund(number)
        self.papers()
        self.goods_and_money(number)
        self.compensate()
        self.refund_only()
        self.reject()
        self.by_keyboard()
        self.cancel()
        self.shop()
        self.month()
        self.check()

    # ---------------------------------------------------------------------------- begin

    def first_start(self) -> None:
        """A name and a shop."""
        hands, window = self.hands, self.clerk.window
        welcome = hands.until("the welcome", lambda: window.findChild(WelcomeScreen))
        self.clerk.camera.take("welcome")
        hands.type(NAME)
        hands.fill(welcome.shop, SHOP)
        hands.press("Return")
        hands.until("the desk", lambda: window.findChild(WelcomeScreen) is None)
        hands.rest(0.3)
        self.clerk.camera.take("empty-desk")

    def import_files(self) -> None:
        """Pick the files, read the preview, take them; a second time nothing would change."""
        hands = self.hands
        self._preview(*self.files)
        dialog = hands.dialog("ImportDialog")
        self.clerk.camera.take("import")
        self.clerk.confirm(dialog)
        self.clerk.open.idle()
        hands.until("tickets", lambda: self.clerk.window.queue.model.rowCount() > 0)
        before = self.clerk.proof.tickets()
        self._preview(*self.files)
        dialog = hands.dialog("ImportDialog")
        if dialog.preview.taken:
            raise Stuck("the same files a second time would change something")
        hands.press("Escape")
        hands.gone("ImportDialog")
        if self.clerk.proof.tickets() != before or len(before) < 18:
            raise Stuck(f"{len(before)} tickets, or looking at a preview wrote something")

    def _preview(self, *files: Path) -> None:
        self.hands.click(self.clerk.window.bar.bring)
        dialog = self.hands.dialog("ImportDialog")
        self.hands.click(dialog.place.pick)
        self.clerk.pick(*files)
        self.hands.until("the preview", dialog.primary.isVisible, 60)

    def look_around(self) -> None:
        """J and K walk the list, the pane follows."""
        clerk, hands = self.clerk, self.hands
        hands.click(clerk.window.queue.view)
        seen = []
        for key in ("k", "k", "j", "j", "j", "k"):
            hands.press(key)
            seen.append(clerk.shown())
        if len(set(seen)) < 3:
            raise Stuck(f"J and K stayed on {seen}")

    # ------------------------------------------------------------------------- evidence

    def take_evidence(self) -> str:
        """Search a ticket, accept it, give it pictures: picked, pasted and dropped."""
        clerk, hands = self.clerk, self.hands
        number = clerk.search(RETURNED)
        clerk.camera.take("ticket")
        clerk.do(Verb.ACCEPT, by_key=True)
        clerk.at_stage(number, "reviewing")
        photo = self.out / "IMG_2231.jpg"
        draw_photo(photo)
        hands.click(hands.button("选择文件"))
        clerk.pick(photo)
        clerk.open.idle()
        self._pieces(number, 1)
        # Somebody took a screenshot: it waits on the clipboard.
        QGuiApplication.clipboard().setImage(QImage(str(photo)).scaled(640, 480))
        hands.press("ctrl+v")
        clerk.open.idle()
        self._pieces(number, 2)
        parcel = self.out / "IMG_2232.jpg"
        draw_photo(parcel, (176, 138, 91))
        hands.drop([parcel], clerk.pane.evidence)
        clerk.open.idle()
        self._pieces(number, 3)
        hands.rest(0.5)
        return number

    def _pieces(self, number: str, count: int) -> None:
        pane = self.clerk.pane
        self.hands.until(f"{count} pieces", lambda: len(pane.ticket.evidence) == count)
        stored = self.clerk.proof.ticket(number)["evidence"]
        if len(stored) != count:
            raise Stuck(f"{number} has {len(stored)} pieces stored, not {count}")

    # ---------------------------------------------------------------- return and refund

    def return_and_refund(self, number: str) -> None:
        """The decision, as the buyer asked for it."""
        clerk = self.clerk
        clerk.do(Verb.DECIDE_RETURN_REFUND)
        dialog = self.hands.dialog("DecisionDialog")
        clerk.camera.take("decide-sample")
        words = dialog.words.value()
        clerk.confirm(dialog)
        clerk.at_stage(number, "awaiting_return")
        if QGuiApplication.clipboard().text() != words:
            raise Stuck("the words for the buyer are not on the clipboard")

    def papers(self) -> None:
        """Slip and report, from the foot of the ticket."""
        clerk, hands, bar = self.clerk, self.hands, self.clerk.pane.actions_bar
        for verb, entry, name in (
            ("export-slip", "导出退货卡", "slip.pdf"),
            ("export-dispute", "导出纠纷报告", "dispute.pdf"),
        ):
            if entry.endswith("退货卡") and bar.slip.isVisible():
                hands.click(bar.slip)
                hands.choose(bar.slip_menu, entry)
            elif bar.dispute.isVisible():
                hands.click(bar.dispute)
            else:
                hands.click(bar.more)
                hands.choose(bar.menu, clerk.pane.commands[verb].text())
            clerk.save_as(self.out / name, PDF)

    def goods_and_money(self, number: str) -> None:
        """Sent, received, inspected, paid, arrived, confirmed, closed."""
        clerk, hands = self.clerk, self.hands
        clerk.do(Verb.RETURN_SENT)
        dialog = hands.dialog("SentDialog")
        hands.click(dialog.tracking)
        hands.type("YT9912345678904")
        if not dialog.courier.value():
            raise Stuck("the courier was not guessed from the number")
        clerk.confirm(dialog)
        clerk.at_stage(number, "inspecting")
        clerk.do(Verb.RETURN_RECEIVED)
        clerk.confirm(hands.dialog("ReceivedDialog"))
        hands.until("received", lambda: "received" in clerk.pane.ticket.goods_in.values())
        clerk.do(Verb.INSPECT)
        dialog = hands.dialog("InspectDialog")
        clerk.segment(dialog.results[0].condition, "商品完好")
        clerk.camera.take("inspect")
        clerk.confirm(dialog)
        clerk.at_stage(number, "fulfilling")
        self._pay(number, "2026112222001", picture="pay")
        self._arrive(number)
        clerk.do(Verb.CONFIRM)
        dialog = hands.dialog("ConfirmDialog")
        hands.click(dialog.how)
        hands.type("平台聊天里回复“收到了”")
        # A tick answers on its words only, and its row is wider.
        hands.click(dialog.also_close, QPoint(10, dialog.also_close.height() // 2))
        hands.until("not closing", lambda: not dialog.also_close.value())
        clerk.confirm(dialog)
        clerk.at_stage(number, "awaiting_confirmation")
        clerk.do(Verb.CLOSE)
        clerk.confirm(hands.dialog("CloseDialog"))
        clerk.at_stage(number, "completed")
        hands.rest(0.4)
        clerk.camera.take("completed")

    def _pay(self, number: str, reference: str, picture: str = "") -> None:
        clerk, hands = self.clerk, self.hands
        clerk.do(Verb.PAY)
        dialog = hands.dialog("PayDialog")
        hands.fill(dialog.reference, reference)
        if picture:
            clerk.camera.take(picture)
        clerk.confirm(dialog)
        hands.until("paid", lambda: "submitted" in _states(clerk.pane.ticket))
        paid = clerk.proof.ticket(number)["payouts"]
        if not any(row["reference"] == reference for row in paid):
            raise Stuck(f"{reference} stands in no money row of {number}: {paid}")

    def _arrive(self, number: str) -> None:
        clerk = self.clerk
        clerk.do(Verb.PAYMENT_ARRIVED)
        clerk.confirm(self.hands.dialog("ArrivedDialog"))
        clerk.at_stage(number, "awaiting_confirmation")

    def _confirm_and_close(self, number: str) -> None:
        clerk = self.clerk
        clerk.do(Verb.CONFIRM)
        clerk.confirm(self.hands.dialog("ConfirmDialog"))
        clerk.at_stage(number, "completed")

    # ------------------------------------------------------------------ the other kinds

    def compensate(self) -> None:
        """Part of the money back, the goods stay."""
        clerk, hands = self.clerk, self.hands
        number = clerk.search(COMPENSATED)
        clerk.do(Verb.ACCEPT, by_key=True)
        clerk.at_stage(number, "reviewing")
        clerk.do(Verb.DECIDE_COMPENSATION)
        dialog = hands.dialog("DecisionDialog")
        hands.fill(dialog.fields.part(CompensationChoice).amount.line, "9.50")
        clerk.segment(dialog.fields.liability, "商家")
        clerk.segment(dialog.fields.answer, "买家已同意")
        clerk.camera.take("compensation")
        clerk.confirm(dialog)
        clerk.at_stage(number, "fulfilling")
        self._pay(number, "2026112222002")
        self._arrive(number)
        self._confirm_and_close(number)

    def refund_only(self) -> None:
        """Money back for goods that stay: asks a second time, in red."""
        clerk, hands = self.clerk, self.hands
        number = clerk.search(REFUNDED)
        clerk.do(Verb.ACCEPT, by_key=True)
        clerk.do(Verb.DECIDE_REFUND_ONLY)
        dialog = hands.dialog("DecisionDialog")
        if dialog.primary.isEnabled() or not dialog.second_look.isVisible():
            raise Stuck("refunding goods that stay with the buyer was not asked a second time")
        hands.click(dialog.second_look.reason)
        hands.type("买家寄回运费高于商品价值，店主同意不退货")
        hands.click(dialog.second_look.seen)
        clerk.segment(dialog.fields.answer, "买家已同意")
        clerk.camera.take("refund-only")
        clerk.confirm(dialog)
        clerk.at_stage(number, "fulfilling")
        self._pay(number, "2026112222003")
        self._arrive(number)
        self._confirm_and_close(number)

    def reject(self) -> None:
        """No, with the reason and polite words."""
        clerk, hands = self.clerk, self.hands
        number = clerk.search(REFUSED)
        clerk.do(Verb.REJECT)
        dialog = hands.dialog("RejectDialog")
        hands.pick_in(dialog.reason, dialog.reason.itemText(0))
        clerk.confirm(dialog)
        clerk.at_stage(number, "rejected")

    # -------------------------------------------------------------------------- by hand

    def by_keyboard(self) -> None:
        """A phone call becomes a ticket without the mouse."""
        clerk, hands = self.clerk, self.hands
        clerk.everything()
        known = {one["number"] for one in clerk.proof.tickets()}
        hands.press("ctrl+n")
        dialog = hands.dialog("IntakeDialog")
        hands.type(BY_HAND)
        hands.until("the order", lambda: len(dialog.order.search.hits) == 1)
        hands.press("Return")
        hands.until("found", lambda: dialog.order.mode == "found")
        box = dialog.complaint.problem_class
        clerk.tab_to(lambda focus: focus is box)
        clerk.down_to(box, "质量")
        clerk.tab_to(lambda focus: focus is dialog.complaint.words)
        hands.type("杯盖拧不紧，装热水会漏。")
        clerk.tab_to(lambda focus: focus is dialog.complaint.wish)
        clerk.down_to(dialog.complaint.wish, "退货退款")
        clerk.camera.take("new-ticket")
        hands.press("ctrl+Return")
        hands.gone("IntakeDialog")
        fresh = [one for one in clerk.proof.tickets() if one["number"] not in known]
        if len(fresh) != 1:
            raise Stuck(f"{len(fresh)} tickets were made")
        self._made = str(fresh[0]["number"])
        clerk.at_stage(self._made, "new")

    def cancel(self) -> None:
        """The buyer thinks better of it."""
        clerk, hands = self.clerk, self.hands
        clerk.do(Verb.CANCEL)
        dialog = hands.dialog("CancelDialog")
        hands.pick_in(dialog.reason, dialog.reason.itemText(0))
        clerk.confirm(dialog)
        clerk.at_stage(self._made, "cancelled")

    # ------------------------------------------------------------------------- the shop

    def shop(self) -> None:
        """The shop's settings: the days a buyer has."""
        clerk, hands = self.clerk, self.hands
        hands.click(clerk.window.rail.shop)
        dialog = hands.dialog("ShopsDialog")
        clerk.camera.take("shop")
        hands.fill(dialog.current.name, SHOP + "（杭州）")
        clerk.confirm(dialog)
        hands.until("renamed", lambda: "杭州" in clerk.window.windowTitle())

    def month(self) -> None:
        """The month as a workbook."""
        clerk, hands = self.clerk, self.hands
        hands.click(clerk.window.rail.report)
        dialog = hands.dialog("MonthDialog")
        clerk.camera.take("month")
        hands.click(dialog.primary)
        clerk.save_as(self.out / "month.xlsx", XLSX)

    def check(self) -> None:
        """Everything is as it was written."""
        clerk = self.clerk
        self.hands.click(clerk.window.rail.check)
        clerk.open.idle()
        ask = clerk.open.desk.ask
        self.hands.until(
            "the verdict", lambda: ask.last is not None and "数据完好" in ask.last.text
        )
        clerk.camera.take("checked")
        clerk.proof.verify()


def _states(ticket: Any) -> set[str]:
    return {row.state.value for row in ticket.payouts}


def draw_photo(path: Path, table: tuple[int, int, int] = (196, 178, 150)) -> None:
    """A photograph such as a buyer sends: a cloth on a table, a stain in its middle."""
    image = Image.new("RGB", (1600, 1200), table)
    draw = ImageDraw.Draw(image)
    draw.polygon([(300, 160), (1330, 210), (1250, 1040), (240, 980)], fill=(222, 226, 235))
    for fold in range(5):
        left = 380 + 190 * fold
        draw.line([(left, 200), (left - 40, 990)], fill=(196, 203, 218), width=14)
    draw.ellipse((700, 500, 930, 660), fill=(132, 108, 84))
    image.filter(ImageFilter.GaussianBlur(4)).save(path, quality=85)
