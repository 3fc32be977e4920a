"""Quantities in a text: numbers with a unit, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress_xl.text.quantities import chinese_value, find_quantities, split_unit


def _read(text: str) -> list[tuple[float, str]]:
    return [(each.value, each.unit) for each in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("17.39亿元", 17.39, "亿元"),
        ("１７．３９亿元", 17.39, "亿元"),
        ("1,234.5万亩", 1234.5, "万亩"),
        ("12 公里", 12, "公里"),
        ("12\n公里", 12, "公里"),
        ("30万千瓦", 30, "万千瓦"),
        ("3千公里", 3, "千公里"),
        ("5个百分点", 5, "个百分点"),
        ("５０％", 50, "%"),
        ("百分之八十", 80, "%"),
        ("百分之12.5", 12.5, "%"),
        ("0.9‰", 0.9, "‰"),
        ("35微克/立方米", 35, "微克/立方米"),
        ("1.2万人次", 1.2, "万人次"),
        ("40亿", 40, "亿"),
        ("四所", 4, "所"),
        ("两家", 2, "家"),
        ("三十二个", 32, "个"),
        ("一百零五户", 105, "户"),
        ("四千五百个", 4500, "个"),
        ("3个工作日", 3, "个工作日"),
    ],
)
def test_number_with_its_unit_is_one_quantity(text: str, value: float, unit: str) -> None:
    assert _read(text) == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "2022年12月31日",
        "1-6月",
        "淄教职字〔2022〕1号",
        "1号教学楼",
        "第20次会议",
        "攻7/8关",
        "《2022年100项重点工作》",
        "“三个一批”",
        "PM2.5浓度",
        "5G网络",
        "1.深入学习",
        "(3)推进改革",
        "十四五",
        "三农工作",
        "千方百计",
        "24×7",
        "9部门联合印发",
    ],
)
def test_dates_marks_and_names_hold_no_quantity_with_a_unit(text: str) -> None:
    assert [each for each in find_quantities(text) if each.word] == []


@pytest.mark.parametrize(
    ("text", "value", "upper", "unit"),
    [("5-8家", 5, 8, "家"), ("6%—7%", 6, 7, "%"), ("20至30万亩", 20, 30, "万亩"), ("5%～8%", 5, 8, "%")],
)
def test_range_has_both_ends(text: str, value: float, upper: float, unit: str) -> None:
    assert [(each.value, each.upper, each.unit) for each in find_quantities(text)] == [(value, upper, unit)]


@pytest.mark.parametrize("text", ["300余家", "20多个", "10余万亩", "10万余亩"])
def test_a_number_with_more_is_vague(text: str) -> None:
    assert [each.vague for each in find_quantities(text)] == [True]


def test_list_mark_before_a_date_is_no_decimal() -> None:
    assert _read("1.2月23日奠基。\n2.30个项目开工") == [(30, "个")]


def test_full_width_comma_parts_numbers_and_a_plain_one_groups_thousands() -> None:
    assert _read("完成1,200个，300个") == [(1200, "个"), (300, "个")]


def test_longer_word_is_no_measure_word() -> None:
    assert _read("20条例、3分类") == [(20, ""), (3, "")]


@pytest.mark.parametrize(
    ("unit", "scale", "word"), [("万座", 1e4, "座"), ("千瓦", 1, "千瓦"), ("万千瓦", 1e4, "千瓦"), ("户", 1, "户")]
)
def test_unit_is_split_from_its_multiplier(unit: str, scale: float, word: str) -> None:
    assert split_unit(unit) == (scale, word)


@pytest.mark.parametrize(("numeral", "value"), [("十", 10), ("二十", 20), ("九百九十九", 999), ("二三", None)])
def test_chinese_numeral_has_its_value(numeral: str, value: float | None) -> None:
    assert chinese_value(numeral) == value


@given(st.integers(1, 9999), st.sampled_from(["个", "公里", "万亩", "亿元", "%"]), st.text("，。在了完成", max_size=9))
def test_any_number_is_found_where_it_stands(value: int, unit: str, before: str) -> None:
    written = f"{value}{unit}"
    (found,) = find_quantities(f"{before}约{written}")
    assert (found.value, found.unit) == (value, unit)
    assert f"{before}约{written}"[slice(*found.span)] == written
