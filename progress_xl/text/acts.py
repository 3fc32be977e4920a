"""What is said to have happened to a figure: reached, applied for, planned, begun, last year's, only a part.

Sources: the wording of filed reports (the project's study, labels and filling rules): 申报, 推荐, 拟, 预计, 培育, 储备 are not
results, 认定, 获批, 建成, 入库 are; a begun project is not a finished one.
"""

import re
from typing import Literal

Act = Literal["apply", "prepare", "sign", "start", "partial", "finish", "done", "missing"]
Tense = Literal["plan", "past", "slice", "now"]

_ACTS: dict[Act, str] = {
    "missing": "尚未|还未|仍未|未能|未完成|未开工|未达|没有|剩余|余下|缺口|还差|尚缺|仅剩|还剩|退出|注销|流失|取消|淘汰出",
    "partial": (
        "主体完工|主体结构|主体封顶|主体工程|主体完成|封顶|基础施工|基础完成|基础已完成|基础工程|前期工作|前期手续|初步设计|施工图|可研|选址|勘[察测]"
        "|路基|土石方|土方|桩基|垫层|管沟|征地|拆迁|招投?标|挂网|环评|土地平整|方案|进场|立项批复|通过立项|立项(?!建设)|用地|资格审查|初审|初评|公示|待验收|预验收"
    ),
    "start": "开工建设|启动建设|动工建设|加快建设|抓紧建设|正在[一-鿿]{0,4}(?:建设|改造|实施|施工|推进|办理|修建|建造|安装)|有序推进|稳步推进|扎实推进|加快推进|新开工|集中开工|开工|动工|启动|在建|正在|施工|推进中|实施中|建设中|改造中|进行中|铺开|续建",
    "sign": "签约|签订|签署|签下|达成协议",
    "apply": "申报|推荐|上报|报送|报名|提交|申请|送审|受理|推送|待批|在审|评审|申领|提名|组织申|报批|报审|发起|收到",
    "prepare": (
        "培育|储备|摸排|排摸|摸底|摸清|征集|意向|洽谈|在谈|对接|谋划|策划|遴选|筛选|梳理|排查|筹备|筹建|准备|指导|辅导|发动|动员|走访|调研|考察|拜访"
        "|邀请|参与|参加|参会|论证|纳入|列入|安排|下达|分解|承担|涉及|建档|锁定|确定|发现|选定|包装|入企|列为|帮助"
    ),
    "finish": "基本建成|建成|竣工|完工|投用|投入使用|投运|投产|交付|验收|建好|通车|投入运营|运营",
    "done": (
        "完成|实现|达到|达成|达|认定|获批|获评|获得|获|通过|入库|备案|登记|授牌|新增|净增|引进|落地|到位|兑现|改造|建设|新建|培训|办结|发放|筹集"
        "|实际|累计|拥有|实施|升至|提升至|提高到|增至|增加到|降至|降到|下降到|控制在|已|稳定在|保持在"
    ),
}
_ACT = re.compile("|".join(f"(?P<{act}>{words})" for act, words in _ACTS.items()))
_LOW: frozenset[Act] = frozenset({"apply", "prepare", "sign", "start", "partial", "missing"})

_TENSE = re.compile(
    r"(?P<plan>拟(?![定制订])|预计|预期|预测|(?:全年|年度|今年|原|总|本年|年)计划(?!的|[0-9]|数的)|(?:^|[^按超技划的])计划(?=[于在年今全下新建投总实开改引举培打创完每前再]|[0-9])"
    r"|力争|争取(?=[年在于完实达早新全今明])|(?<![即必终])将(?=[于在完建新达继开实再力])|确保|有望|下一?步|下阶段|下个?月|目标(?:任务)?(?:值|数)?[为是:]?$|任务(?:数|量)?[为是:]?$"
    r"|仍需|还需|尚需|待(?=[完建验批审签开])|年底[前可]?完成$|年底前|可望)"
    r"|(?P<past>(?<![较比])(?<!同比)(?:去年|上年)|(?:去年|上年)(?:同期)?的?(?:为|是)?$|前年|往年|(?<!上年)(?<!去年)(?<!较)(?<!比)同期|上月|上个月|上季度|上周|此前|以往|(?<!较)(?<!比)年初(?=的|为|有|[0-9]|$)|[由从](?=[^,]{0,8}$))"
    r"|(?P<slice>本月|当月|单月|本周|当周|当季|本季度|(?<![前至截])[二三四]季度(?![末底])|(?<![-—–~至到0-9])[0-9]{1,2}月份?(?![末底初0-9])(?!以来))"
    r"|(?P<now>已|今年|本年|目前|当前|截至|截止|实际|累计|现有|现已|至今|迄今|(?<=[-—–~至到])[0-9]{1,2}月|前[0-9一二三四五六七八九十]{1,2}[个季]|上半年|[增升提降压减缩][到至高降]?[到至](?=[^,]{0,3}$))"
)
_AS_OF = re.compile(r"(?:截至|截止|至|到)[^,]{0,10}月[^,]{0,4}")
_DONE_TASK = re.compile(r"(?:完成|达到|超过|达)[^,]{0,12}(?:目标|任务)(?:任务)?(?:值|数)?$")


def low_words(text: str) -> frozenset[str]:
    """Acts short of a result that a text names: 申报, 开工, 培育."""
    return frozenset(word for word, act in acts_of(text).items() if is_low(act) or act == "prepare")


def governing_act(text: str) -> tuple[Act | None, str]:
    """The last act that a text names, and its word."""
    found = None
    for found in _ACT.finditer(text):  # noqa: B007
        pass
    return (found.lastgroup, found[0]) if found else (None, "")  # type: ignore[return-value]


def acts_of(text: str) -> dict[str, Act]:
    """Every act that a text names, by its word."""
    return {found[0]: found.lastgroup for found in _ACT.finditer(text)}  # type: ignore[misc]


def is_low(act: Act | None) -> bool:
    """Whether an act falls short of a result."""
    return act in _LOW


def tense(text: str) -> Tense | None:
    """Of which time a text speaks: the last sign of time in it."""
    plain = _AS_OF.sub("截至", text)
    found = None
    for found in _TENSE.finditer(plain):  # noqa: B007
        pass
    if found is None or (found.lastgroup == "plan" and _DONE_TASK.search(plain)):
        return None
    return found.lastgroup  # type: ignore[return-value]
