"""What is said to have happened to a figure: reached, applied for, planned, begun, last year's.

Sources: the wording of filed reports (the project's study: labels, filling rules 4): 申报, 推荐, 拟, 预计, 培育, 储备 are no
results, 认定, 获批, 建成, 入库 are; a begun project is not a finished one.
"""

from functools import lru_cache
from typing import Literal, get_args

from progress_xl.text.patterns import lazy

Act = Literal["missing", "partial", "start", "sign", "apply", "prepare", "finish", "done"]
Tense = Literal["plan", "past", "slice", "era", "now"]

# Words of each act, the longer of two that begin alike first. Literals lead every alternative, which keeps searching fast.
_ACTS: dict[Act, str] = {
    "missing": "其余 尚未 还未 仍未 未能 未完成 未开工 未达 没有 剩余 余下 缺口 还差 尚缺 仅剩 还剩 保留 退出 注销 流失 取消 退库",
    "partial": (
        "诊断 核查 审核 主体完工 主体结构 主体封顶 主体工程 主体完成 主体建设 封顶 基础施工 基础完成 基础已完成 基础工程 前期工作 前期手续 初步设计 施工图 可研 选址 勘察 勘测"
        " 路基 土石方 土方 桩基 垫层 管沟 征地 拆迁 招标 招投标 挂网 环评 土地平整 平整 土建 方案 进场 立项批复 批复 核准 通过立项 立项(?!建设) 用地 资格审查 初审 初评"
        " 公示 公告 待验收 预验收 中期评估 规划编制 编制 设计(?!中心|院|师|大赛|周|类|奖) 评估(?!中心|机构) 选点 流转 笔试 面试 入围"
    ),
    "start": (
        "进展(?!情况) 开工建设 启动建设 动工建设 加快建设 抓紧建设 正在建设 正在改造 正在实施 正在施工 正在推进 正在办理 正在修建 正在安装 有序推进 稳步推进"
        " 扎实推进 加快推进 新开工 集中开工 开工 动工 启动 在建 正在 施工 推进中 实施中 建设中 改造中 进行中 铺开 续建(?<!、续建)(?!、)"
    ),
    "sign": "合同引进 协议引进 签约 签订 签署 签下 达成协议 合同(?=外资|引资|投资|利用)",
    "apply": ("申报 推荐 上报 报送 报名 提交 申请 送审 受理 推送 待批 在审 评审 申领 提名 报批 报审 发起 收到"),
    "prepare": (
        "培育 储备 摸排 排摸 摸底 摸清 征集 意向 洽谈 在谈 对接 谋划 策划 遴选 筛选 梳理 排查 筹备 筹建 准备 需求 指导 辅导 发动 动员 走访 调研 考察 拜访 邀请"
        " 参与 参加 参会 论证 纳入 列入 安排 下达 分解 承担 涉及 建档 锁定 确定 明确 支持 助力 发现 选定 普查 巡检 抽查 督查 督导 复查 表彰 符合 包装 清单 入企 列为 帮助 准规上 准四上 准限上 后备 苗子 养护 维护 维修 管护 保养 巡查 巡护 总投资(?=$|约|近|达) 预算(?=$|约|为$) 概算 协议投资 计划投资 协议资金"
    ),
    "finish": "完成施工 基本建成 建成 竣工 完工 投用 投入使用 投运 投产 交付 验收 建好 通车 投入运营 运营 开园 开业 开馆 启用 并网",
    "done": (
        "完成 实现 达到 达成 达 认定 评定 命名 创成 获批 获评 获得 获 通过 授权 颁发 发布 出台 清偿 兑付 拨付 支付 销号 整改 审结 入库 备案 登记 授牌 新增 净增 引进 招引 落户 落地 到位 兑现 改造 建设 新建 培训(?!中心|基地|机构|学校) 办结 化解 安置(?![住房区点小]) 解决 修复 发放 筹集 报到 入职 到岗 录用 取得 发证 获证 颁证 公布 举办 促开工 实际 累计"
        " 拥有 实施 升至 提升至 提高到 增至 增加到 降至 降到 下降到 控制在 已 稳定在 保持在"
    ),
}
_ACT_OF: dict[str, Act] = {word.split("(")[0]: act for act, words in _ACTS.items() for word in words.split()}
_PAPERWORK = frozenset(("完成", "已", "发布", "出台", "获批", "获", "通过"))
_LINKS = frozenset(("达到", "达", "累计", "实际", "已"))
# What is applied for, looked for or chosen may be named by what is to be done with it: 受理登记3件, 排查改造对象9户.
_CHOOSING = frozenset(
    [
        "申报",
        "推荐",
        "上报",
        "提交",
        "申请",
        "受理",
        "申领",
        "收到",
        "摸排",
        "排摸",
        "摸底",
        "排查",
        "谋划",
        "策划",
        "确定",
        "明确",
        "锁定",
        "安排",
        "下达",
        "列入",
        "纳入",
        "征集",
        "储备",
    ]
)
_TO_BE_DONE = frozenset(
    ["登记", "备案", "改造", "建设", "新建", "整改", "培训", "实施", "修复", "安置", "化解", "解决"]
)
_RESULTS = frozenset(("finish", "done"))
# Put on a list of what may come: 推荐入库, 储备入库.
_LISTING = frozenset(("申报", "推荐", "培育", "储备", "谋划", "征集", "上报"))
# How a figure is counted, whatever time it is of: «近三年累计».
_COUNTED = frozenset(("累计", "已", "实际"))
_ACT = lazy("|".join(word for act in get_args(Act) for word in _ACTS[act].split()))

# 计划 is a plan before a verb or a time, and a name in 科技计划; a % of the plan (按计划, 超计划) is none.
_PLAN = (
    "拟(?![定制订]) 预计 预期(?!寿) 预测 全年计划(?!的) 年度计划(?!的) 原计划 总计划 力争 争取(?=[年在于完实达早新全今明]) 确保 有望 可望"
    " 计划(?<![按超技划]计划)(?=[于在年今全下新建投总实开改引举培打创完每前再0-9]) 将(?<![即必终]将)(?=[于在完建新达继开实再力])"
    " 下步 下一步 下阶段 下月 下个月 目标$ 目标任务$ 目标[为是:]$ 目标值$ 目标数$ 任务$ 任务数$ 任务量$ 任务[为是:]$ 仍需 还需 尚需 待(?=[完建验批审签开])"
    " 年底前 年底可 年底完成$ 计划(?<![年度占超按]计划)$"
)
_PAST = (
    "去年同期的?$ 上年同期的?$ 去年的?[为是]?$ 上年的?[为是]?$ 去年(?<![较比]去年)(?<!同比去年) 上年(?<![较比]上年)(?<!同比上年) 前年 往年 上月 上个月 上季度"
    " 上周 此前 以往 同期(?<![上去]年同期)(?<![较比]同期) 年初(?<![较比]年初)(?=的|为|有|[0-9]|$) 由(?=[^,]{0,8}$) 从(?=[^,]{0,8}$)"
)
_SLICE = "期间(?<![五情汛]期间)(?<!五”期间) 小长假 黄金周 假期 国庆(?=节?期间) 春节(?=期间) 元旦(?=期间) 五一(?=期间) 端午(?=节?期间) 中秋(?=节?期间) 节日期间 节假日 本月 当月 单月 本周 当周 当季 本季度 二季度(?<![前至截]二季度)(?![末底]) 三季度(?<![前至截]三季度)(?![末底]) 四季度(?<![前至截]四季度)(?![末底])"
_ERA = "五以来 五”以来 两年来 二年来 三年来 四年来 五年来 近年来 近两年 近三年 近五年 历年"
_NOW = (
    "已 今年 本年 目前 当前 截至 截止 实际 累计 现有 现已 至今 迄今 上半年"
    " 前[0-9一二三四五六七八九十]{1,2}[个季] 增[加长]?[到至] 升[高]?[到至] 提[高升]?[到至] 降[低]?[到至] 压[减缩降]?[到至] 缩[减短小]?[到至] 减[少]?[到至] 扩[大]?[到至]"
)
_TENSES: dict[Tense, str] = {"plan": _PLAN, "past": _PAST, "slice": _SLICE, "era": _ERA, "now": _NOW}
_TENSE_OF: dict[str, Tense] = {
    alternative[:2].rstrip("(的[$"): name for name, words in _TENSES.items() for alternative in words.split()
}
_TENSE = lazy("|".join(alternative for words in _TENSES.values() for alternative in words.split()))
# A month alone is a slice; the end of a range (1-7月) or of a day (10月31日) is up to now.
# One in which something was opened is neither («9月投入使用，新增…»).
_MONTH = lazy(
    r"(?P<range>[-—–~至到])?(?P<month>[0-9]{1,2})月(?!份?[底末初]?(?:投入使用|投用|建成|竣工|完工|交付|开园|开学)[,﹐])份?(?P<end>[末底初0-9]|以来|(?:工作)?进[展度]|[公发][布示])?"
)
_AS_OF = lazy(r"(?:截至|截止|至|到)[^,﹐]{0,10}月[^,﹐]{0,4}")
_CLAUSE = lazy("[,﹐:]")
_DONE_TASK = lazy(r"(?:完成|达到|超过|达)[^,﹐]{0,12}(?:目标|任务|计划)(?:任务)?(?:值|数)?$")


@lru_cache(maxsize=4096)
def governing_act(text: str) -> tuple[Act | None, str]:
    """The last act that a text names, and its word; a link (申报企业达到12家) leaves the act before it as it is,
    and so does what is done with papers right after one short of a result (招标完成, 方案已通过)
    and what is to be done with things applied for or chosen (受理登记), or a list of them (推荐入库).
    """
    word, end, last = "", 0, ""
    for found in _ACT.finditer(text):
        links = _LINKS if found.start() > end or _ACT_OF.get(word) != "partial" else _LINKS | _PAPERWORK
        if word in _CHOOSING:
            links = links | _TO_BE_DONE
        listed = found[0] == "入库" and last in _LISTING and found.start() == end
        if not (listed or (word and found[0] in links and _ACT_OF[word] not in _RESULTS)):
            word = found[0]
        end, last = found.end(), found[0]
    return (_ACT_OF[word], word) if word else (None, "")


@lru_cache(maxsize=4096)
def low_words(text: str) -> frozenset[str] | None:
    """Acts short of a result that a text names (申报, 开工, 培育); ``None`` where it names no act at all."""
    words = frozenset(_ACT.findall(text))
    return frozenset(word for word in words if _ACT_OF[word] not in ("done", "finish")) if words else None


def is_low(act: Act | None) -> bool:
    """Whether an act falls short of a result; 培育 and its like do so only where nothing else is said."""
    return act in ("apply", "sign", "start", "partial", "missing")


def is_choosing(word: str) -> bool:
    """Whether an act's word only looks for or lists things to be done: 排查, 确定."""
    return word in _CHOOSING


@lru_cache(maxsize=4096)
def tense(text: str) -> Tense | None:
    """Of which time a text speaks: the last sign of time in it."""
    if "月" in text:
        text = _AS_OF.sub("截至", text)
    at, found = -1, None
    for match in _TENSE.finditer(text):
        if found != "era" or match[0] not in _COUNTED:
            at, found = match.start(), _tense_of(match[0])
    for match in _MONTH.finditer(text) if "月" in text else ():
        if match.start() > at and not (found == "plan" and _CLAUSE.search(text, at, match.start()) is None):
            found = "now" if match["range"] or match["end"] else "slice"
    return None if found == "plan" and _DONE_TASK.search(text) else found


def as_of_month(text: str) -> int:
    """The last month up to which a text counts (截至10月底, 1-11月); 0 where it names none."""
    if "月" not in text:
        return 0
    found = [match for match in _MONTH.finditer(text) if match["range"] or match["end"]]
    return int(found[-1]["month"]) if found else 0


def _tense_of(word: str) -> Tense:
    return _TENSE_OF.get(word[:2]) or _TENSE_OF[word[:1]]
