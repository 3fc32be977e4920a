"""What a phrase speaks of: its naming words as pairs of characters, its verbs and its levels, for comparing two phrases."""

import re
from dataclasses import dataclass
from functools import lru_cache

# Short forms of terms that every report uses, brought to one spelling.
_SHORT = {
    "GDP": "地区生产总值",
    "国内生产总值": "地区生产总值",
    "生产总值": "地区生产总值",
    "高企": "高新技术企业",
    "科小": "科技型中小企业",
    "规上": "规模以上",
    "限上": "限额以上",
    "固投": "固定资产投资",
    "社零": "社会消费品零售",
    "危改": "危房改造",
    "棚改": "棚户区改造",
    "旧改": "老旧小区改造",
    "用时": "时间",
    "时长": "时间",
    "时限": "时间",
    "电商": "电子商务",
    "中小微": "中小",
    "R&D": "研发",
    "研究与试验发展": "研发",
    "播面": "播种面积",
    "总产": "产量",
    "绿化造林": "造林绿化",
    "住院部": "医院",
    "保租房": "保障性租赁住房",
    "公租房": "公共租赁住房",
    "乡卫生院": "乡镇卫生院",
}
_SPELLED_OUT = re.compile(
    "|".join(f"(?:{re.escape(word)})" for word in sorted(_SHORT, key=len, reverse=True)).replace(
        "(?:生产总值)", "(?<!地区)(?<!国内)生产总值"
    )
)
_LEVEL = re.compile(
    "国家级|省部级|省级|市级|县级|区级|镇级|村级|国家(?=[一-鿿])|(?<!全)省(?=重点|专精|技术|企业|实验)|(?<!全)市(?=重点|专精|技术|企业|实验)"
)
_EMPTY = (
    "截至|截止|目前|当前|今年以来|今年|本年度?|年度|全年|年内|年底|年末|月底|月末|[上下]半年|前?[一二三四]个?季度|累计|共计|合计|总计|总数|总量|总额"
    "|全部|平均(?!寿)|全面|基本|实际|现有|大约|超过|突破|达到|不低于|不少于|不超过|不高于|低于|高于|控制在|控制|稳定在|保持在|以内|以上|以下|左右|其中|分别|力争|确保"
    "|争取|计划|预计|目标任务|目标|任务|指标|全市|全县|全区|全省|全镇|全州|我市|我县|我区|我局|我镇|辖区|各类|各项|各级|一批|通过|继续|进一步|持续|积极|大力|着力|加快"
    "|有序|顺利|组织|开展|推进|推动|实施|落实|加强|深化|强化|抓好|做好|围绕|聚焦|同比|环比|上年|去年|同期|增速|增幅|涨幅|超额|提前|圆满|初步|核算|情况|存量|保有量|在库|在册|数量|总体"
    "|第[一二三四五六七八九十]+[批届期次]|(?<!人|平)均|(?<!节|预|集|条)约|[近较为是于的了或并将把由从至达已年月日末各余超其]"
    "|和(?!谐)|(?<!参)与|(?<!普)及|等(?!级)|到(?!位)|对(?!接|象)|(?<!公)共(?!建|同|享)|(?<!国|所|公)有(?!机|效|线)|(?<!占)比(?!例|重|率|赛)|在(?!孵|册|建)|个(?!体)|以(?!工)"
)
_TERM = "增加值|总产值|产值|进出口|出口|进口"
_VERB = (
    "完成|实现|新增|净增|增加|增长|新建|改建|扩建|改扩建|建设|建成|改造|提升|提高|下降|降低|减少|压减|引进|培育|认定|获批|获评|获得|备案|登记|入库|发放|举办|打造|创建"
    "|建立|培训|完工|竣工|投用|投入使用|新开工|开工|启动|交付|验收|改善|解决|治理|整治|修复|打通|化解|处置|帮扶|救助|资助|补贴|安装|更换|铺设|种植|拆除|清理|办结|开办"
    "|筹集|收储|供应|销售|签约|签订|到位|形成|投入|申报|推荐|出栏|存栏|收购|检查|筛查|覆盖|惠及|受益|转移|脱贫|上升|回升|下滑|获证|发证|授证|通车|在建|就业|创业|新(?=认|签|发|登|培|引|申|办|上|装|购|栽|种)"
)
_GENERIC = "项目|企业|工程|资金|投资|人员|工作|单位|机构|面积|金额|数额|额|收入|支出|业务|活动|产业|重点|重大|示范|行动|设施|平台|基地|服务|对象|群众|居民|人口|建筑"
_PARTS = re.compile(
    f"(?P<term>{_TERM})|(?P<empty>{_EMPTY})|(?P<verb>{_VERB})|(?P<generic>{_GENERIC})|(?P<other>[^一-鿿A-Za-z]+)"
)


# Words that part one thing in two; a figure of one side says nothing of the other.
_OPPOSED = (
    ("rural", "urban"),
    ("public", "private"),
    ("primary", "middle", "high", "nursery"),
    ("first", "second", "third"),
)
_SIDES = re.compile(
    "(?P<rural>农村|乡村|农民)|(?P<urban>城镇|城市|城区)|(?P<public>公办|公立)|(?P<private>民办|私立|民营)"
    "|(?P<primary>小学)|(?P<middle>初中)|(?P<high>高中)|(?P<nursery>幼儿园)"
    "|(?P<first>一产|第一产业)|(?P<second>二产|第二产业)|(?P<third>三产|第三产业)"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Naming pairs (技术, 术合, 合同), generic words (项目), verbs, levels (省级) and sides (农村, 城镇) of a phrase."""

    pairs: frozenset[str]
    generic: frozenset[str]
    verbs: frozenset[str]
    levels: frozenset[str]
    sides: frozenset[str]

    @property
    def empty(self) -> bool:
        """Whether it names nothing."""
        return not self.pairs and not self.generic


def opposed(first: Wording, second: Wording) -> bool:
    """Whether two phrases speak of different sides or levels: 农村 and 城镇, 省级 and 市级."""
    if first.levels and second.levels and not first.levels & second.levels:
        return True
    for group in map(frozenset, _OPPOSED):
        one, other = first.sides & group, second.sides & group
        if one and other and not one & other:
            return True
    return False


@lru_cache(maxsize=8192)
def wording(text: str) -> Wording:
    """The words of a phrase."""
    text = _SPELLED_OUT.sub(lambda found: _SHORT[found[0]], text)
    sides = frozenset(found.lastgroup or "" for found in _SIDES.finditer(text))
    levels = frozenset(_LEVEL.findall(text))
    text = _LEVEL.sub("·", text)
    pairs, generic, verbs = set[str](), set[str](), set[str]()
    done = 0
    for found in _PARTS.finditer(text):
        _pair_up(text[done : found.start()], pairs)
        done = found.end()
        if found.lastgroup == "term":
            pairs.add(found[0])
        elif found.lastgroup == "verb":
            verbs.add(found[0])
        elif found.lastgroup == "generic":
            generic.add(found[0])
    _pair_up(text[done:], pairs)
    return Wording(frozenset(pairs), frozenset(generic), frozenset(verbs), levels, sides)


def _pair_up(chunk: str, pairs: set[str]) -> None:
    if len(chunk) > 1:
        pairs.update(chunk[at : at + 2] for at in range(len(chunk) - 1))
