"""Texts that are nearly the same: a buyer's words pasted twice, once through a bad copy.

Both are folded (simplified characters, half width, no blanks or marks, no little words that
copies mangle first), and a few fingerprints of each are kept: texts that share one are compared.
"""

from __future__ import annotations

import unicodedata
import zlib

_SHORTEST = 12
"""Folded characters below which every text resembles every other."""
_MARKS = 6
_GRAM = 4
ALIKE = 60
"""From which share of common pieces on (percent) two texts are nearly the same."""

_TRADITIONAL = (
    "們個來時這為國說過對還會開見實現發經動與進種無當從後應樣點業關區產問間電話給買賣貨價錢單號線"
    "條縫紐鈕鬆緊壞髒換補運費遲緩處聯繫請謝讓記錄認識讀寫訊輸達裝紙張標籤質體積顏藍綠黃紅銀鐵銅鋼"
    "鋁鏡鐘錶燈櫃廚廳門簾鋪氈襪褲領鏈鍊繩網頁圖畫寬長詳細節損傷劃變壓彎斷閉響聲氣異熱溫凍鮮爛蟲魚"
    "雞鴨鵝飯麵麥葉藥醫療營養較優歲歡樂愛憂煩惱懷騙詐義務權責據證檢測驗報稱論調詢訴態勢滿東車馬鳥"
    "龍龜書學習師員幫辦場廠廣圍園圓團隊際險隱難離雙雜雖靈靜頂項順須預頭題類顯風飛餘館驚鬧魯齊齒兒"
    "內兩則剛創劑勞勝匯協參叢嗎嘆嘗噴塊塵壘壯夠夢夾奪奮婦媽孫寧寶將專尋導屆屬島嶺巖幣帶幾庫彈強彙"
    "徑復徹恆悅惡慘慣慶慮憑擇擊擋擔擴擺攝敗敵數斂斬曉暈暢曬術機殺極構槍樓樹橋檔歐歷殘毀氫決沒況淚"
    "淨淺減湯準溝滅滾漲漸潔潤澤濃濕濟濾灣災爐爭爺牆獨獎獲環癢盜盤監盡睏睜矚碼磚礎礙禮禿稅穩竊競筆"
    "築簡糧糾純紗級紛紮終組結絕絲綁統綜綢維綿緣編練縮縱總績織繞繪繼續纏罰罷羅聖聞聰職聽肅脅脈腦腫"
    "腳臉臟臨舉舊艦艱莊華萬蓋蘇蘭虛蝦螞蠟衛衝裡製複襯規視覺覽觸計訂討訓託設許評詞試該誇誌誤誘課誰"
    "談諾講譯議護讚豈豐負財貢貧貪販貫貴貸貼貿賀資賓賜賠賢賬賴購贈贊贏趕趙趨跡踐躍軌軍軟軸輕載輛輝"
    "輪輯轉轎農邊郵鄉鄰醜釋針釘釣鈴鉛銷鋒鋸錯鍋鍵鎖鎮鏟鑰鑽閃閒閱闊陣陰陳陸陽隨雲霧韓頓頗頻顆額顧"
    "飲飽飾餅餓駕駛駐騎騰驅驕髮鬥鹽麗黨齡妳麼甚著臺裏綫搖黏傾檯櫥縐皺鋅閥隻"
)
_SIMPLIFIED = (
    "们个来时这为国说过对还会开见实现发经动与进种无当从后应样点业关区产问间电话给买卖货价钱单号线"
    "条缝纽钮松紧坏脏换补运费迟缓处联系请谢让记录认识读写讯输达装纸张标签质体积颜蓝绿黄红银铁铜钢"
    "铝镜钟表灯柜厨厅门帘铺毡袜裤领链链绳网页图画宽长详细节损伤划变压弯断闭响声气异热温冻鲜烂虫鱼"
    "鸡鸭鹅饭面麦叶药医疗营养较优岁欢乐爱忧烦恼怀骗诈义务权责据证检测验报称论调询诉态势满东车马鸟"
    "龙龟书学习师员帮办场厂广围园圆团队际险隐难离双杂虽灵静顶项顺须预头题类显风飞余馆惊闹鲁齐齿儿"
    "内两则刚创剂劳胜汇协参丛吗叹尝喷块尘垒壮够梦夹夺奋妇妈孙宁宝将专寻导届属岛岭岩币带几库弹强汇"
    "径复彻恒悦恶惨惯庆虑凭择击挡担扩摆摄败敌数敛斩晓晕畅晒术机杀极构枪楼树桥档欧历残毁氢决没况泪"
    "净浅减汤准沟灭滚涨渐洁润泽浓湿济滤湾灾炉争爷墙独奖获环痒盗盘监尽困睁瞩码砖础碍礼秃税稳窃竞笔"
    "筑简粮纠纯纱级纷扎终组结绝丝绑统综绸维绵缘编练缩纵总绩织绕绘继续缠罚罢罗圣闻聪职听肃胁脉脑肿"
    "脚脸脏临举旧舰艰庄华万盖苏兰虚虾蚂蜡卫冲里制复衬规视觉览触计订讨训托设许评词试该夸志误诱课谁"
    "谈诺讲译议护赞岂丰负财贡贫贪贩贯贵贷贴贸贺资宾赐赔贤账赖购赠赞赢赶赵趋迹践跃轨军软轴轻载辆辉"
    "轮辑转轿农边邮乡邻丑释针钉钓铃铅销锋锯错锅键锁镇铲钥钻闪闲阅阔阵阴陈陆阳随云雾韩顿颇频颗额顾"
    "饮饱饰饼饿驾驶驻骑腾驱骄发斗盐丽党龄你么什着台里线摇粘倾台橱绉皱锌阀只"
)
# The little words a bad copy exchanges or doubles; texts differ in them and say the same.
_LITTLE = "的得地他她它是就了啊呢吧"
_FOLD = str.maketrans(_TRADITIONAL, _SIMPLIFIED, _LITTLE)


def folded(text: str) -> str:
    """The text as two of them are compared: only letters, digits and characters that tell."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(_FOLD)
    return "".join(sign for sign in plain if sign.isalnum())


def marks(text: str) -> tuple[int, ...]:
    """Fingerprints (31 bits) under which texts like this one are found; none of a short text.

    The smallest hashes of all runs of four characters: near copies keep most of them, wherever
    something was added, left out or changed (Broder, On the resemblance of documents, 1997).
    """
    plain = folded(text)
    if len(plain) < _SHORTEST:
        return ()
    hashes = {zlib.crc32(piece.encode()) & 0x7FFFFFFF for piece in _pieces(plain, _GRAM)}
    return tuple(sorted(hashes)[:_MARKS])


def likeness(one: str, other: str) -> int:
    """How much two texts have in common, in percent: shared pairs of characters among all."""
    first, second = (_pieces(folded(text), 2) for text in (one, other))
    together = len(first | second)
    return 100 * len(first & second) // together if together else 0


def _pieces(plain: str, length: int) -> set[str]:
    return {plain[at : at + length] for at in range(len(plain) - length + 1)}
