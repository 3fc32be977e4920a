"""Headings and status words that offices use, beyond those of a particular form.

Sources: the column headings of the public documents the forms follow, and the status words listed with
their sources in the study of filling rules (bulletins and tables of some thirty cities and counties).
"""

import re
from functools import lru_cache

from progress_xl.forms.form import Role, StatusClass
from progress_xl.forms.headings import heading_key
from progress_xl.text.patterns import lazy

# Tried in this order: the more particular words first. 是否滞后 is no status: its 是 would mean the contrary.
_ROLE_WORDS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("next_step", lazy(r"^下.{0,8}(?:打算|计划|措施|安排|步骤|重点|工作)|^(?:工作|后续)(?:打算|措施)")),
    ("reason", lazy(r"原因|存在(?:的)?(?:问题|困难)|问题困难|困难问题|^问题")),
    ("status", lazy(r"^是否(?!.*(?:滞后|延期|逾期|超期|落后|存在))|状态|达标情况|^完成与否|进度评价|亮灯")),
    ("deadline", lazy(r"时限|时间节点|截止|完成时间|办结时间|完成期限")),
    ("target", lazy(r"(?:季度?|阶段性?|本期|月度?|半年|节点)(?:工作)?(?:目标|计划)")),
    ("rate", lazy(r"(?:完成|进度|形象)?(?:率|百分比|比例)$|^形象进度|进度%$")),
    ("number", lazy(r"^(?:任务|项目|工作|事项)?(?:序|编)号$|^号$|^(?:no|NO|No)\.?$")),
    ("leader", lazy(r"领导|负责人|责任人|包联人")),
    ("units", lazy(r"(?:责任|牵头|承办|主办|填报|落实|实施|配合|报送)?(?:单位|部门)$|责任主体")),
    ("progress", lazy(r"进展|(?:落实|推进|完成|开展|执行|进度|工作)情况|完成数")),
    ("remark", lazy(r"^备注|^说明$|^其他$")),
    ("group", lazy(r"^(?:任务|工作|事项|指标)?(?:类别|分类|板块|领域)$|^大项$")),
    ("task", lazy(r"任务|目标|事项|工作内容|重点工作|项目名称|工作要点|^项目$|^内容$")),
)
_LONGEST_HEADING = 24

_STATUS_WORDS: dict[StatusClass, str] = {
    "done": "完成 已完成 已完工 完工 已办结 办结 全面完成 已全部完成 提前完成 超额完成 已完成或超额完成 已完成年度目标任务 "
    "提前完成全年任务 提前完成全年目标 销号 已销号",
    "ahead": "超进度 超序时进度 超序时 进展较快 达预期",
    "on-pace": "是 序时推进 按序时推进 有序时推进 达序推进 达进度 达到序时进度 达序时 正常推进 有序推进 顺利推进 按进度实施 "
    "正在实施 正在办理 基本达序时进度 已达序时 推进中 进行中 达到时序进度 按计划推进 持续推进",
    "behind": "否 未完成 滞后 欠进度 未达到序时进度 未达序时 滞后序时 慢序时 推进缓慢 进展缓慢 进度偏慢 偏慢 严重滞后 "
    "进展滞后 需要加快推进 未达预期 未达到进度 不够理想",
    "not-begun": "未启动 未开工 未开始 未开展 尚未启动 暂未启动",
}
STATUS_VOCABULARY: dict[str, StatusClass] = {
    word: kind for kind, words in _STATUS_WORDS.items() for word in words.split()
}


@lru_cache(maxsize=4096)
def guess_role(heading: str) -> Role | None:
    """The role that a heading's words speak for, or ``None``."""
    key = heading_key(heading)
    if not key or len(key) > _LONGEST_HEADING:
        return None
    return next((role for role, words in _ROLE_WORDS if words.search(key)), None)
