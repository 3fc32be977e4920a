"""Measure words and units of measurement: which there are, and which of them count the same things.

Measure words (量词) are a closed class of Chinese; units with a fixed size convert (GB 3100), measure words do not:
households may be reported as dwellings (户, 套), persons as cases (名, 例), and 个 stands for nearly any of them.
"""

from functools import lru_cache

# Units of a fixed size by what they measure, each with its size in the first of its row.
_SIZES: dict[str, dict[str, float]] = {
    "money": {"元": 1, "块钱": 1},
    "dollars": {"美元": 1, "美金": 1},
    "euros": {"欧元": 1},
    "share": {"%": 1, "‰": 0.1},
    "points": {"个百分点": 1, "百分点": 1},
    "worked land": {"亩次": 1},
    "area": {
        "亩": 2000 / 3,
        "公顷": 10_000,
        "平方米": 1,
        "平米": 1,
        "㎡": 1,
        "m²": 1,
        "m2": 1,
        "平方": 1,
        "平方公里": 1e6,
        "平方千米": 1e6,
        "km²": 1e6,
    },
    "length": {
        "米": 1,
        "延米": 1,
        "延长米": 1,
        "公里": 1000,
        "千米": 1000,
        "km": 1000,
        "KM": 1000,
        "Km": 1000,
        "里": 500,
    },
    "mass": {"吨": 1, "t": 1, "公斤": 0.001, "千克": 0.001, "kg": 0.001, "斤": 0.0005},
    "coal": {"吨标准煤": 1, "吨标煤": 1},
    "volume": {"立方米": 1, "m³": 1, "m3": 1, "立方": 1, "方": 1},
    "power": {"千瓦": 1, "kW": 1, "KW": 1, "kw": 1, "兆瓦": 1000, "MW": 1000, "吉瓦": 1e6, "GW": 1e6},
    "energy": {"千瓦时": 1, "度": 1, "kWh": 1, "兆瓦时": 1000},
    "capacity": {"千伏安": 1, "kVA": 1, "兆伏安": 1000, "MVA": 1000},
    "times": {"倍": 1},
    "score": {"分": 1},
    "years": {"年": 1, "周年": 1},
    "age": {"岁": 1, "周岁": 1},
    "months": {"个月": 1, "月": 1},
    "days": {"天": 1, "日": 1, "个工作日": 1, "工作日": 1, "个自然日": 1},
    "weeks": {"周": 1, "个星期": 1},
    "hours": {"小时": 1, "个小时": 1, "分钟": 1 / 60},
    "lessons": {"学时": 1, "课时": 1},
    "micrograms": {"微克": 1, "μg": 1, "µg": 1, "ug": 1, "毫克": 1000, "mg": 1000},
    "containers": {"标准箱": 1, "标箱": 1, "TEU": 1},
}
DURATIONS = frozenset({"years", "age", "months", "days", "weeks", "hours"})

# Measure words that stand for one another in reports; a word may belong to several groups.
_KINDRED = (
    "人 名 位 例 人次",
    "户 套 间 栋 幢 座",
    "户 家 所",
    "家 所 处 座 站 间",
    "处 座 所 口 眼 站",
    "项 件 宗 起 笔 篇 款 种 类",
    "例 台次 人次 例次",
    "场 次 期 场次 班 班次 节 堂 轮",
    "台 辆 套 部 艘 架",
    "条 段 根",
    "份 件 本 册 张 篇",
    "支 队 组",
    "只 头 羽 匹 尾",
    "株 棵",
    "块 片 处 宗",
    "道 条",
    "处 条",
    "盏 组",
    "村 镇 乡",
    "个次 处次 点次",
    "床 位 张",
    "户次 户 家次 家",
    "件次 件 批次",
    "车次 辆次 艘次 架次",
    "节 课 课次",
    "对 双",
    "人份 份 车次 门 枚",
    "剂 剂次",
)


def _groups() -> dict[str, frozenset[int]]:
    words: dict[str, set[int]] = {}
    for number, row in enumerate(_KINDRED):
        for word in row.split():
            words.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in words.items()}


_GROUPS = _groups()
_SIZED = {word: (family, size) for family, row in _SIZES.items() for word, size in row.items()}
WORDS = frozenset(_SIZED) | frozenset(_GROUPS) | {"个"}
_BY_FIRST = {
    first: tuple(sorted((word for word in WORDS if word[0] == first), key=len, reverse=True))
    for first in {word[0] for word in WORDS if word}
}
# What makes a measure word the beginning of another word: 9部门, 500强 has none, 3分类, 20条例.
_GOES_ON: dict[str, frozenset[str]] = {
    word: frozenset(follow)
    for word, follow in {
        "人": "民才口工大社均员物",
        "户": "籍口外型",
        "条": "例",
        "位": "于居",
        "名": "单录校师牌次",
        "场": "地所",
        "期": "间工",
        "所": "有需在属",
        "家": "庭园",
        "处": "理置于在",
        "对": "象于",
        "分": "别之类级局公期批组",
        "度": "假",
        "口": "岸径",
        "门": "诊店户类",
        "部": "门分委队署",
        "台": "账",
        "本": "级市县区土",
        "片": "区",
        "道": "路",
        "节": "能点约",
        "组": "织建团",
        "支": "持部付出行撑",
        "间": "接",
        "天": "然",
        "周": "边",
        "头": "部",
        "种": "植子粮业养",
        "类": "别",
        "根": "据治本",
        "站": "点",
        "方": "面向案式法",
        "米": "粉",
        "里": "程面",
        "元": "旦素",
        "轮": "换动",
        "班": "子组",
        "床": "位",
        "日": "常",
        "队": "伍",
        "起": "来步",
        "笔": "记",
        "块": "链",
        "村": "级庄民委",
        "镇": "级区街",
        "乡": "村镇级",
        "次": "产",
        "双": "创",
    }.items()
}
_NOTHING = frozenset[str]()


def measure_word_at(text: str, at: int) -> str | None:
    """The longest measure word or unit that begins at ``at``."""
    for word in _BY_FIRST.get(text[at : at + 1], ()):
        end = at + len(word)
        if text.startswith(word, at) and text[end : end + 1] not in _GOES_ON.get(word, _NOTHING):
            return word
    return None


@lru_cache(maxsize=1024)
def family(word: str) -> str:
    """What a unit measures (``money``, ``length``); of a measure word, or a unit unknown here, the word itself.

    Of a rate both: ``micrograms/volume``.
    """
    if "/" in word:
        return "/".join(map(family, word.split("/", 1)))
    return _SIZED[word][0] if word in _SIZED else word


def size(word: str) -> float:
    """A unit's size against the others of its family; 1 for measure words."""
    if "/" in word:
        counted, per = word.split("/", 1)
        return size(counted) / size(per)
    return _SIZED[word][1] if word in _SIZED else 1.0


def is_sized(word: str) -> bool:
    """Whether a unit has a fixed size (亩, 元) and is no measure word (个, 家)."""
    return word in _SIZED


# Persons, events and papers are not counted with 个 where another measure word is at hand.
_NEVER_GE = frozenset(
    [
        "次",
        "场",
        "期",
        "场次",
        "班次",
        "轮",
        "人",
        "名",
        "例",
        "人次",
        "人份",
        "剂",
        "剂次",
        "户次",
        "个次",
        "处次",
        "点次",
        "家次",
        "台次",
        "车次",
        "件次",
        "份",
        "册",
        "本",
        "篇",
        "笔",
        "节",
        "课",
        "课次",
        "堂",
    ]
)


@lru_cache(maxsize=4096)
def kindred(first: str, second: str) -> bool:
    """Whether two different measure words may count the same things; units of a fixed size never do."""
    if first in _SIZED or second in _SIZED or not first or not second:
        return False
    if "个" in (first, second):
        return not {first, second} & _NEVER_GE
    return bool(_GROUPS.get(first, frozenset()) & _GROUPS.get(second, frozenset()))


def is_unit(text: str) -> bool:
    """Whether a text is nothing but a unit, with or without a multiplier: 户, 万亩."""
    return text in WORDS or text.lstrip("百千万亿") in WORDS
