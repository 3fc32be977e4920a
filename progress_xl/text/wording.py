"""What a phrase speaks of: its naming words as pairs of characters, its verbs, levels and sides, for comparing two."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from progress_xl.text.patterns import lazy
from progress_xl.text.qualifiers import without_qualifiers

# Short forms of terms that every report uses, brought to one spelling.
_SHORT = {
    "国内生产总值": "地区生产总值",
    "GDP": "地区生产总值",
    "高企": "高新技术企业",
    "科小": "科技型中小企业",
    "规模以上": "规上",
    "规模(?=工业|企业)": "规上",
    "限额以上": "限上",
    "旅游人数": "游客",
    "低保": "最低生活保障",
    "审结": "办结",
    "固投": "固定资产投资",
    "社零": "社会消费品零售",
    "危改": "危房改造",
    "棚改": "棚户区改造",
    "化债": "化解债务",
    "旧改": "老旧小区改造",
    "比重": "占比",
    "用时": "时间",
    "时长": "时间",
    "时限": "时间",
    "电商": "电子商务",
    "中小微": "中小",
    "PM2.5": "细颗粒物",
    "PM10": "可吸入颗粒物",
    "拆违": "拆除违法建设",
    "危桥": "危旧桥梁",
    "R&D": "研发",
    "研究与试验发展": "研发",
    "停车泊位": "停车位泊位",
    "绿地": "绿化地",
    "小升规": "小微企业上规",
    "播面": "播种面积",
    "总产(?!值)": "产量",
    "保租房": "保障性租赁住房",
    "公租房": "公共租赁住房",
    "廉租房": "廉租住房",
    "公厕": "公共厕所",
    "公办园": "公办幼儿园",
    "民办园": "民办幼儿园",
    "技改": "技术改造",
    "电诈": "电信网络诈骗",
    "加梯": "加装电梯",
    "地灾": "地质灾害",
    "医保": "医疗保险",
    "专项债(?!券)": "专项债券",
    "保障性安居工程": "保障性住房",
}
_LONG = {short.partition("(")[0]: long for short, long in _SHORT.items()}
_SHORT_FORM = lazy("|".join(_SHORT))
_LEVEL = lazy(
    "国家级|省部级|省级|市级|县级|区级|镇级|村级|国家(?=重点|专精|技术|企业|实验|高新|科技)|省(?<!全省)(?=重点|专精|技术|企业|实验)|市(?<!全市)(?=重点|专精|技术|企业|实验)"
)
_BY_WHOM = lazy(r"[家省市县区镇村]级(?=验收|评审|审核|考核|评估|下达|财政|统计)")
_AND_ABOVE, _HIGHER = lazy("级及?以上"), frozenset(("国家级", "省级", "省部级", "市级"))

# Words that part one thing in two: a figure of one side says nothing of the other.
_SIDES = {
    "农村": "rural",
    "乡村": "rural",
    "农民": "rural",
    "城镇": "urban",
    "城市": "urban",
    "城区": "urban",
    "发明": "invented",
    "公办": "public",
    "公立": "public",
    "民办": "private",
    "私立": "private",
    "细颗粒物": "fine",
    "可吸入颗粒物": "coarse",
    "存栏": "kept",
    "出栏": "sold",
    "小学": "primary",
    "初中": "middle",
    "高中": "high",
    "幼儿园": "nursery",
    "投资": "invested",
    "收入": "earned",
    "支出": "spent",
    "增加值": "added",
    "总产值": "made",
    "产值": "made",
    "进出口": "traded",
    "出口": "exported",
    "进口": "imported",
    "贷款": "lent",
    "存款": "saved",
    "一产": "first",
    "第一产业": "first",
    "二产": "second",
    "第二产业": "second",
    "三产": "third",
    "第三产业": "third",
    "夏粮": "summer",
    "秋粮": "autumn",
    "早稻": "early",
    "绿化地率": "planted",
    "绿化覆盖率": "shaded",
}
_SIDE = lazy("|".join(_SIDES))
_OPPOSED = tuple(
    map(
        frozenset,
        (
            ("rural", "urban"),
            ("public", "private"),
            ("fine", "coarse"),
            ("kept", "sold"),
            ("primary", "middle", "high", "nursery"),
            ("first", "second", "third"),
            ("planted", "shaded"),
            ("invested", "earned", "spent", "added", "made", "traded", "exported", "imported", "lent", "saved"),
        ),
    )
)

# Words by what they tell, earlier rows first where two begin alike. Terms name a measure by themselves.
_TERMS = "增加值 总产值 产值 进出口 出口 进口"
_EMPTY = (
    "截至 截止 目前 当前 今年以来 今年 本年度 本年 年度 全年 年内 年底 年末 月底 月末 期末 上半年 下半年 前三季度 前三个季度 一季度 二季度 三季度 四季度 累计 共计 合计 总计"
    " 总数 总量 总额 全部 平均(?!寿) 全面 基础上 基本 实际 现有 大约 超过 突破 达到 不低于 不少于 不超过 不高于 低于 高于 控制在 控制 稳定在 保持在 以内 以上 以下 左右 其中 分别"
    " 力争 确保 争取 计划 预计 目标任务 目标 任务 指标 全市 全县 全区 全省 全镇 全州 我市 我县 我区 我局 我镇 辖区 各类 各项 各级 一批 通过 继续 进一步 持续 积极 大力 着力"
    " 加快 有序 顺利 组织 开展 推进 推动 实施 落实 加强 深化 强化 抓好 做好 围绕 聚焦 同比 环比 上年 去年 同期 增速 增幅 涨幅 超额 提前 圆满 初步 成功 核算 情况 长度 存量 保有量 在库"
    " 在册 上级 向上 数量 总体 第[一二三四五六七八九十]+[批届期次] 前?[一二两三四五]批 首批 需求 均(?<!人均)(?<!平均) 约(?<![节预集条]约) 近 较 为 是 于 的 了 或 并 将 把 由 从 至 达 已 年 月 日 末 各 余 超(?!声|市) 其"
    " 和(?!谐) 与(?<!参与) 及(?<!普及) 等(?!级) 到(?!位) 对(?!接|象) 共(?<!公共)(?!建|同|享) 有(?<![国所公]有)(?!机|效|线) 比(?<!占比)(?!例|重|率|赛)"
    " 在(?!孵|册|建|保) 个(?!体) 以(?!工)"
)
_VERBS = (
    "完成 实现 新增 净增 增加 增长 新建 改扩建 改建 扩建 建设 建成 改造 提升 提高 下降 降低 减少 压减 引进 培育 评定 命名 更新 认定 获批 获评 获得 备案 登记 入库 发放 举办 打造 创建 建立"
    " 培训 完工 竣工 投用 投入使用 新开工 开工 启动 交付 验收 改善 解决 治理 整治 修复 打通 化解 处置 帮扶 救助 资助 补贴 安装 更换 铺设 种植 拆除 清理 办结 开办 筹集 收储"
    " 供应 销售 签约 签订 到位 形成 投入 申报 推荐 出栏 存栏 收购 检查 筛查 覆盖 惠及 受益 转移 脱贫 上升 回升 下滑 获证 发证 授证 通车 发布 出台 制定 印发 授权 清偿 整改 批复 核准 对接 摸排 征集 排查 谋划 储备 洽谈 走访 受理 上报 竣工 投产 运营 动工 就业 创业 缩短 压缩 施工 修缮 消除 淘汰 关停 开园 开业 开馆 启用 并网 投运 开放 提供 优化 调整 维修 养护 办理 许可 申请 审批 审核 审查 手续 在建 争创 创成 增收 减收 公示 招标 挂网 进场 意向 报到 入职 上岗 到岗 录用 取得证书 取得 面试 笔试 入围 体检 入编 公告 公布 落地 落户 招引 评审 报名 立项 提交 资格审查"
    " 新(?=[认签发登培引申办上装购栽种])"
)
_GENERIC = "项目 企业 工程 资金 投资 人员 工作 单位 机构 面积 余额 金额 数额 额 收入 支出 业务 活动 产业 重点 重大 示范 行动 设施 平台 基地 服务 对象 群众 居民 人口 建筑"
_RANKS = {"term": _TERMS, "empty": _EMPTY, "verb": _VERBS, "generic": _GENERIC}
_RANK_OF = {word.split("(")[0]: rank for rank, words in reversed(_RANKS.items()) for word in words.split()}
_WORD = lazy("|".join(word for words in _RANKS.values() for word in words.split()))
_RATE_ENDS = r"([一-鿿]{2}[率度])(?:目前|现|已|均|约|超过?|为|达到?|[提升降][高升低]?[到至]|稳定在|保持在|突破|不低于)*"
_RATE_NAMED = lazy(_RATE_ENDS + "$")
_RATE_ALONE = lazy(r"(?:目前|现在?|已|平均|总体|综合|全[市县区]|其)*" + _RATE_ENDS)
_RUN = lazy("[A-Za-z一-鿿]+")
_NAMING = frozenset(("pair", "term", "generic"))
VAGUE = frozenset(("举办", "完成", "实现", "新增", "增加", "建设", "新", "新建"))


class Wording(NamedTuple):
    """What a phrase names.

    Attributes:
        pairs: of neighbouring characters in what is left when the other words are taken out: 技术, 术合, 合同.
        generic: words that many measures share: 项目, 资金.
        verbs: what is done: 改造, 培训.
        heads: what each part (left and right of the number) names last: the thing that is counted.
        levels: 国家级, 省级; ``sides``: of town or country, public or private, of schools, of industries.
    """

    pairs: frozenset[str]
    generic: frozenset[str]
    verbs: frozenset[str]
    levels: frozenset[str]
    sides: frozenset[str]
    heads: frozenset[str]

    @property
    def empty(self) -> bool:
        """Whether it names nothing."""
        return not self.pairs and not self.generic

    @property
    def silent(self) -> bool:
        """Whether it does not even name a level."""
        return self.empty and not self.levels


@lru_cache(maxsize=8192)
def wording(text: str) -> Wording:
    """The words of a phrase; a ``|`` parts what stands left and right of a number."""
    text = _SHORT_FORM.sub(lambda found: _LONG[found[0]], without_qualifiers(text))
    text = _BY_WHOM.sub("·", text) if "级" in text else text
    sides = frozenset(_SIDES[side] for side in _SIDE.findall(text))
    levels = frozenset(_LEVEL.findall(text))
    if levels and _AND_ABOVE.search(text):
        levels |= _HIGHER
    words: dict[str, set[str]] = {"pair": set(), "term": set(), "verb": set(), "generic": set(), "empty": set()}
    heads = {_gathered(part, words) for part in (_LEVEL.sub("·", text) if levels else text).split("|")}
    pairs = frozenset(words["pair"] | words["term"])
    generic, verbs = frozenset(words["generic"]), frozenset(words["verb"])
    return Wording(pairs, generic, verbs, levels, sides, frozenset(heads - {""}))


def _gathered(part: str, words: dict[str, set[str]]) -> str:
    """The last that a part names; all its words are added to ``words`` by their rank."""
    head = ""
    for run in _RUN.findall(part):
        for rank, word in _pieces(run):
            words[rank].add(word)
            if rank in _NAMING:
                head = word
    return head


def _pieces(run: str) -> Iterator[tuple[str, str]]:
    """The words of a run of letters with their ranks; what is left between them in pairs of characters."""
    done = 0
    for match in _WORD.finditer(run):
        yield from (("pair", run[at : at + 2]) for at in range(done, match.start() - 1))
        done = match.end()
        yield _RANK_OF.get(match[0], "empty"), match[0]
    yield from (("pair", run[at : at + 2]) for at in range(done, len(run) - 1))


def rate_named(text: str) -> str:
    """The rate that a clause names last: 覆盖率 of «集团化办学覆盖率达到»."""
    found = _RATE_NAMED.search(text)
    return found[1] if found else ""


def rate_alone(text: str) -> str:
    """The name of the rate that a clause ends with, and names nothing before: 覆盖率, 满意度."""
    found = _RATE_ALONE.fullmatch(text)
    return found[1] if found else ""


def opposed(first: Wording, second: Wording) -> bool:
    """Whether two phrases speak of different sides or levels: 农村 and 城镇, 省级 and 市级."""
    if first.levels and second.levels and not first.levels & second.levels:
        return True
    if not (first.sides and second.sides):
        return False
    return any(
        first.sides & group and second.sides & group and not first.sides & second.sides & group for group in _OPPOSED
    )


def _same_thing(goal: Wording, own: Wording) -> bool:
    """Whether what one phrase names last is named by the other: 充电桩 and 充电站 are not the same."""
    named = (goal.pairs | goal.generic, own.pairs | own.generic)
    return bool(goal.heads & named[1] or own.heads & named[0])


def likeness(goal: Wording, own: Wording, *, context: bool = False) -> float | None:
    """How far two phrases name the same, from 0 to 1: the pairs they share, of the shorter.

    Generic words alone (项目) count little, with the same deed (检查企业) somewhat more; ``None`` where ``own`` names nothing.
    """
    generic = 0.3 if own.generic & goal.generic else 0.0
    if own.pairs:
        shared = len(goal.pairs & own.pairs)
        share = shared / min(len(goal.pairs), len(own.pairs)) if shared else 0.0
        if share < SURELY and not context and not _same_thing(goal, own):
            return 0.0
        return share + generic / 2 if shared and (generic or share >= HARDLY) else 0.0
    if generic and goal.verbs & own.verbs - VAGUE:
        return 0.4
    if own.levels and own.empty:
        return 0.5 if goal.levels == own.levels else 0.0
    return generic or (0.0 if own.generic else None)


HARDLY, ALIKE, SURELY = 0.3, 0.34, 0.67
"""From these on two phrases may name the same measure, and are taken to (found on the development labels)."""
