"""Names that may mean one unit: 县法院 and 县人民法院, 教体局 and 县教育体育局."""

from __future__ import annotations

import re
from typing import Final

AREA: Final = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,8}(?:自治区|自治县|自治州|[区县市旗省])|[区县市旗])"
    r"(?!场|容|监局|政(?:局|园林|管理|工程|公用)|民服务|划|域|块|志|帜)(?=[\u4e00-\u9fff]{2})"  # 市场, 市政, 区域, 县志
)
_SHORT: Final = (
    ("监督管理", "监管"), ("人力资源和社会保障", "人社"), ("住房和城乡建设", "住建"), ("发展和改革", "发改"),
    ("农业农村", "农业"), ("自然资源", "资规"), ("卫生健康", "卫健"), ("人民法院", "法院"), ("人民检察院", "检察院"),
    ("人民政府", "政府"), ("委员会", "委"), ("办公室", "办"), ("人民代表大会常务委员会", "人大"),
    ("人大常委会", "人大"), ("行政审批服务", "审批"), ("文化旅游广电", "文旅"), ("和", ""), ("与", ""),
)  # fmt: skip


def core_of(name: str) -> str:
    """A unit's name without its area, its long words short."""
    text = AREA.sub("", name)
    for long, short in _SHORT:
        text = text.replace(long, short)
    return text


def are_alike(one: str, other: str) -> bool:
    """Whether two cores are one, or one is left of the other by dropping characters inside (教体局, 教育体育局)."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or short[0] != long[0] or short[-1] != long[-1] or len(long) > 2 * len(short) + 2:
        return False
    rest = iter(long)
    return all(char in rest for char in short)
