"""Texts that fill a cell and say nothing: 同上, 略, 正在推进.

Sources: the issue's list, and the status words that the study of filling rules found in place of progress
(推进中, 正在办理, 按计划推进, 有序推进).
"""

from progress_xl.text.likeness import letters
from progress_xl.text.numerals import squeeze
from progress_xl.text.patterns import lazy

# What the remedy of stale-text asks for.
NO_NEWS = lazy("(?:无|没有|未有|未发生)(?:任何|明显)?(?:新的?(?:进展|变化|情况|增)|变化|进展)")
# Longer texts say something.
_LONGEST = 20
_NOTHING = lazy(
    r"(?:同|如|与|按)[上前](?:一?[月期季次]|相同|一致|所[报述填]|填报|情况|内容|进展)*|见上[文行]?|(?:详|另)?见附?[件表后]|附[件表后](?:另报)?|(?:省|从)?略"
    r"|暂?无|没有|不涉及|不适用|待[定补报填]充?|填[报写]中|未填|测试|x+|na|null|none|是|否|(?:尚|还)?未完成"
)
# A number that only says where to look: 见附件1, 同第3项, 同4.
_ELSEWHERE = lazy(
    r"[(【]?(?:(?:详|另|参)?见|同|如)?(?:附[件表]|(?<=[见同如])(?:第|序号|任务|编号)?)\d{1,3}[项条款点号]?(?:任务|工作|内容)?[)】]?[。.]?"
)
_HOW = (
    "(?:正在?|在|已|持续|继续|有序|稳步|积极|全力|扎实|加快|抓紧|大力|深入|正常|顺利|按照?|时序|序时|时间|计划|进度|要求|安排|节点"
    "|年度|目前|现|均|全部|全面|[各该本]项|相关|有关|工作|任务|项目)*"
)
_UNDER_WAY = lazy(rf"{_HOW}(?:推进|进行|开展|实施|落实|办理|推动|抓好|做好|跟进)[之当]?中?{_HOW}(?:落实)?")
_DONE = lazy(rf"{_HOW}(?:完成|办结|完工)")


def is_placeholder(text: str) -> bool:
    """Whether a text says nothing but that there is nothing to say, or that something is under way."""
    if not _is_bare(text):
        return len(text) <= _LONGEST and bool(_ELSEWHERE.fullmatch(squeeze(text)))
    said = letters(text)
    return not said or bool(_NOTHING.fullmatch(said) or _UNDER_WAY.fullmatch(said))


def says_done_alone(text: str) -> bool:
    """Whether a text says nothing but that the task is done."""
    return _is_bare(text) and bool(_DONE.fullmatch(letters(text)))


def _is_bare(text: str) -> bool:
    """Whether a text is short and without a figure: «完成58%» says something."""
    return len(text) <= _LONGEST and not any(map(str.isdigit, text))
