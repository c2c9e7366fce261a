"""Words that belong to the web page or the file, not to the document."""

from __future__ import annotations

import re
from typing import Final

_LABELS: Final = (
    "序号|索引号|文号|发文字号|文件编号|发[布文]机[构关]|(?:发布|发文|成文|印发|印制|公开|公布|生成|签发|制发|施行|生效|失效|废止)(?:日期|时间)|"
    "信息来源|文章来源|主题分类|主题词|体裁分类|公开[方形]式|公开属性|公开类别|公开程度|公开范围|有效性|有效期|责任编辑|浏览次数|阅读次数|点击次数|"
    "网站标识码"
)
_WORDS: Final = (
    "此件|本文(?:来源|链接|地址)|附件|扫一扫|上一[篇条]|下一[篇条]|当前位置|您(?:现在的|的)?位置|网站地图|版权|技术支持|备案|"
    "[^。]{0,8}ICP备|[^。]{0,4}公网安备|相关(?:链接|文章|文件|解读|附件)|政策解读|图片解读"
)
_SHORT: Final = (
    "打印|关闭|分享|编辑|来源|作者|浏览|点击|字体|字号|主送|抄送|公开方式|公开属性|有效性|主办|承办|首页|返回"
)
_PAGE: Final = re.compile(
    rf"[（(]?(?:(?:{_LABELS})[ \u3000\t]*(?:[:：|\t]|$)|{_WORDS}|(?:{_SHORT})[^。；]{{0,40}}$"
    r"|目[ \u3000]{0,8}录$|[^。]{2,60}?[.．…·]{3}[.．…·]{0,200}[ \u3000\t]{0,20}\d{1,4}$"
    r"|[第－—-]?[ \u3000]*\d{1,4}[ \u3000]*[页－—-]?$"
    r"|第[ \u3000]?\d{1,4}[ \u3000]?页[，,/ \u3000]{0,4}共[ \u3000]?\d{1,4}[ \u3000]?页$"
    r"|[-—－][ \u3000]*\d{1,4}[ \u3000]*[-—－]$)"
)


def is_of_the_page(text: str) -> bool:
    """Whether a line belongs to the web page or the file, not to the document."""
    return _PAGE.match(text.strip()) is not None
