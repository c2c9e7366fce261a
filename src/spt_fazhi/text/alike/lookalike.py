"""Names that look like one another: characters that show nothing, radicals, other forms of the same character."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_UNSEEN_KINDS: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zl", "Zp"})
_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters and signs that show nothing."""
_RADICALS: Final = re.compile("[\u2e80-\u2fdf\u31c0-\u31ef\uf900-\ufaff\U0002f800-\U0002fa1f]")
"""Radicals and strokes, and the doubles of characters that other codes had."""
_BETWEEN: Final = re.compile(r"[\W_]+")
_RADICALS_AS: Final = (
    # radicals of the supplement with the characters they stand for, which Unicode does not fold
    "⺁厂 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇几 ⺉刂 ⺊卜 ⺎兀 ⺏尣 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺖忄 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 "
    "⺞歺 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺪疋 ⺫目 ⺬示 ⺭礻 ⺮竹 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺶羊 "
    "⺷羊 ⺸羋 ⺹耂 ⺺肀 ⺻聿 ⺼肉 ⺽臼 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 "
    "⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏邑 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟飠 ⻠饣 "
    "⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟 "
)
_DRAWN_AS: Final = (
    # characters and letters that are drawn like others
    "末未 士土 曰日 己已 巳已 入人 千干 戌戊 戍戊 囗口 ロ口 ニ二 ハ八 カ力 タ夕 ト卜 エ工 ー一 ㄧ一 丨l "
    "〇o 0o 1l il аa еe оo рp сc хx уy αa οo ρp νv "
)
_SAME: Final = {pair[0]: pair[1] for pair in (_RADICALS_AS + _DRAWN_AS).split()}


def is_unseen(char: str) -> bool:
    """Whether a character shows nothing of its own: a filler, a joiner, a mark on its neighbour, none at all."""
    if char in _FILLERS:
        return True
    newer = 0x20000 <= ord(char) < 0x40000  # rare characters that this Python may not know yet
    return not newer and unicodedata.category(char) in _UNSEEN_KINDS


def odd_characters(name: str) -> tuple[str, ...]:
    """What no one types into a name: characters that show nothing, and radicals in the place of characters."""
    return tuple(dict.fromkeys(char for char in name if is_unseen(char) or _RADICALS.match(char)))


def skeleton(name: str) -> str:
    """What a name looks like: two names that look alike have the same."""
    folded = unicodedata.normalize("NFKC", "".join(_SAME.get(char, char) for char in name)).casefold()
    seen = "".join(char for char in folded if not is_unseen(char))
    return "".join(_SAME.get(char, char) for char in _BETWEEN.sub("", seen))
