"""Years, months and as-of dates in running text, and which of them accuse a text of being another period's."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress_xl.text.mentions import as_of, foreign_mentions, mentions
from progress_xl.text.periods import Period


def _shown(text: str) -> list[tuple[str, str, int | None, tuple[int, int] | None]]:
    return [(found.quote(text), found.kind, found.year, found.months) for found in mentions(text, year=2022)]


@pytest.mark.parametrize(
    ("text", "quote", "kind", "year", "months"),
    [
        ("7月份，完善了建设方案", "7月份", "month", None, (7, 7)),
        ("在７月召开会议", "７月", "month", None, (7, 7)),
        ("十二月召开会议", "十二月", "month", None, (12, 12)),
        ("2022年7月召开会议", "2022年7月", "month", 2022, (7, 7)),
        ("2022 年 7 月份", "2022 年 7 月份", "month", 2022, (7, 7)),
        ("二〇二一年十月", "二〇二一年十月", "month", 2021, (10, 10)),
        ("今年6月开工", "今年6月", "month", 2022, (6, 6)),
        ("去年6月开工", "去年6月", "month", 2021, (6, 6)),
        ("1-6月，入库15家", "1-6月", "month", None, (1, 6)),
        ("2023年1—5月完成", "2023年1—5月", "month", 2023, (1, 5)),
        ("1月至7月份完成", "1月至7月份", "month", None, (1, 7)),
        ("一至五月份", "一至五月份", "month", None, (1, 5)),
        ("前5个月完成", "前5个月", "month", None, (1, 5)),
        ("前三季度完成", "前三季度", "quarter", None, (1, 9)),
        ("一季度完成", "一季度", "quarter", None, (1, 3)),
        ("2022年第二季度", "2022年第二季度", "quarter", 2022, (4, 6)),
        ("2021年第4季度", "2021年第4季度", "quarter", 2021, (10, 12)),
        ("上半年完成", "上半年", "half", None, (1, 6)),
        ("2023年下半年", "2023年下半年", "half", 2023, (7, 12)),
        ("7月25日，邀请专家", "7月25日", "date", None, (7, 7)),
        ("2021年2月3日印发", "2021年2月3日", "date", 2021, (2, 2)),
        ("2021.2.3印发", "2021.2.3", "date", 2021, (2, 2)),
        ("2021-02-03印发", "2021-02-03", "date", 2021, (2, 2)),
        ("6月中旬，召开专题会", "6月中旬", "month", None, (6, 6)),
        ("截至10月31日，完成", "截至10月31日", "as-of", None, (10, 10)),
        ("截止9月底完成", "截止9月底", "as-of", None, (9, 9)),
        ("截至2022年7月31日", "截至2022年7月31日", "as-of", 2022, (7, 7)),
        ("截至三季度末已达", "截至三季度末", "as-of", None, (7, 9)),
        ("截至到6月末", "截至到6月末", "as-of", None, (6, 6)),
        ("截至2021年底", "截至2021年底", "as-of", 2021, (12, 12)),
        ("2021年实施的项目", "2021年", "year", 2021, None),
        ("2022年度第三批", "2022年度", "year", 2022, None),
        ("1.2月23日，举行仪式", "2月23日", "date", None, (2, 2)),
        ("2025年底建成", "2025年底", "year", 2025, None),
        ("2021—2025年建成", "2021—2025年", "years", 2025, None),
        ("2021年至23年建成", "2021年至23年", "years", 2023, None),
        ("二〇二一至二〇二三年底建成", "二〇二一至二〇二三年底", "years", 2023, None),
        ("“十四五”期间建成", "“十四五”期间", "years", 2025, None),
        ("到十三五末建成", "十三五末", "years", 2020, None),
    ],
)
def test_text_names_one_time(
    text: str, quote: str, kind: str, year: int | None, months: tuple[int, int] | None
) -> None:
    assert _shown(text) == [(quote, kind, year, months)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "截至目前，共上报62家",
        "为期3个月的整治",
        "工期12个月",
        "淄教职字〔2022〕1号",
        "每月25日前报送",
        "一月一调度",
        "每季度末调度",
        "13月",
        "全年新增20家",
        "“十四五”规划",
        "2025—2021年",
        "验收项目2022项",
        "半年来",
        "第十三季度",
    ],
)
def test_text_names_no_time(text: str) -> None:
    assert _shown(text) == []


def test_relative_year_is_left_out_where_the_year_of_the_report_is_not_told() -> None:
    assert mentions("去年6月开工") == ()
    assert [found.year for found in mentions("今年6月开工")] == [None]


def test_mentions_come_in_the_order_of_the_text() -> None:
    assert [quote for quote, *_ in _shown("2021年立项，3月开工，截至6月底完成70%，下半年验收")] == [
        "2021年",
        "3月",
        "截至6月底",
        "下半年",
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("截至10月31日，新增5家", dt.date(2022, 10, 31)),
        ("截止9月底", dt.date(2022, 9, 30)),
        ("截至2月末", dt.date(2022, 2, 28)),
        ("截至2021年12月31日", dt.date(2021, 12, 31)),
        ("截至三季度末已达65.5亿元", dt.date(2022, 9, 30)),
        ("截至上半年", dt.date(2022, 6, 30)),
        ("截至5月底10家，截至6月底12家", dt.date(2022, 6, 30)),
        ("截至目前", None),
        ("6月25日前组织申报", None),
        ("截至2月30日", None),
        ("报名截止6月25日", None),
        ("截止时间为6月25日", None),
        ("", None),
    ],
)
def test_text_states_the_day_its_figures_stand_at(text: str, day: dt.date | None) -> None:
    assert as_of(text, year=2022) == day


@pytest.mark.parametrize(
    ("text", "period", "quotes"),
    [
        ("截至6月底，完成投资3亿元", "2022-07", ["截至6月底"]),
        ("截至6月30日完成", "2022-07", ["截至6月30日"]),
        ("截至5月底完成", "2022Q3", ["截至5月底"]),
        ("截至2021年7月31日，完成投资3亿元", "2022-07", ["截至2021年7月31日"]),
        ("2022年1-5月，入库15家", "2022-07", ["2022年1-5月"]),
        ("1-6月，全市入库15家", "2022-07", ["1-6月"]),
        ("入库企业稳步增加。1-6月份累计15家", "2022-07", ["1-6月份"]),
        ("2021年1-7月，入库15家", "2022-07", ["2021年1-7月"]),
        ("1-5月，规上工业增加值同比增长6.2%", "2022-07", ["1-5月"]),
        ("2023年上半年，新增专利448件", "2024H1", ["2023年上半年"]),
        ("2023年累计登记技术合同146份", "2024H1", ["2023年"]),
        ("2023年，全市新增高新技术企业20家。", "2024H1", ["2023年"]),
        ("6月份，完善了建设方案", "2022-07", ["6月份"]),
        ("一是6月份，完善了建设方案", "2022-07", ["6月份"]),
        ("一季度，召开推进会2次", "2022Q2", ["一季度"]),
        ("第一季度新增5家", "2022Q2", ["第一季度"]),
        ("上半年，全市新增5家", "2022Q3", ["上半年"]),
        ("一季度，全市地区生产总值同比增长5.9%。", "2026-08", ["一季度"]),
        (
            "制定《2023年度攻关计划》，明确全年项目1项；发布《2023年榜单》；制定《2022年帮扶方案》。开展2023年招募。",
            "2024H1",
            ["2023年度", "2023年", "2023年"],
        ),
        (
            "市科技局2024年上半年工作总结。制定《2023年度计划》；发布《2023年榜单》；开展2023年招募。",
            "2024H1",
            ["2023年度", "2023年", "2023年"],
        ),
    ],
)
def test_time_of_another_period_accuses(text: str, period: str, quotes: list[str]) -> None:
    found = foreign_mentions(text, Period.parse(period))
    assert [mention.quote(text) for mention in found] == quotes


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("", "2022-07"),
        ("7月份，完善了建设方案", "2022-07"),
        ("1-7月，入库15家", "2022-07"),
        ("截至7月底完成", "2022-07"),
        ("截至7月20日完成", "2022-07"),
        ("截至8月3日，完成70%", "2022-07"),
        ("截至6月底完成", "2022H1"),
        ("截至5月底完成", "2022H1"),
        ("截至2022年6月底", "2022Q2"),
        ("2021年实施的镁合金薄板加工等8项项目资金拨付到位", "2022-07"),
        ("二是验收2020年科技计划项目19项", "2022-07"),
        ("2025年建成", "2022-07"),
        ("力争2023年完成验收", "2022-07"),
        ("比2021年增长5%", "2022-07"),
        ("较2021年底新增20家", "2022-07"),
        ("同比2021年1-7月增长5%", "2022-07"),
        ("与2021年同期相比增长5%", "2022-07"),
        ("2021年同期为12家，今年为15家", "2022-07"),
        ("去年同期完成3亿元", "2022-07"),
        ("去年6月开工，目前已完成30%", "2022-07"),
        ("截至2021年底，全市共有高企200家，新增20家", "2022-07"),
        ("（淄教职字〔2021〕1号）", "2022-07"),
        ("落实《科技创新2021-2023年行动计划》", "2022-07"),
        ("编制“十四五”规划", "2022-07"),
        ("计划8月份完成招标", "2022-07"),
        ("力争9月底前完工", "2022-07"),
        ("8月份，开展培训", "2022-07"),
        ("下半年，继续开展培训", "2022H1"),
        ("2月23日，奠基仪式举行", "2022-07"),
        ("3月启动，5月完成招标，目前主体施工", "2022-07"),
        ("6月份完成招标，7月份开工", "2022-07"),
        ("上半年新增5家，7月份新增2家", "2022-07"),
        ("一季度完成立项，二季度开工", "2022Q2"),
        ("1-6月完成3亿元，1-7月完成4亿元", "2022-07"),
        ("截至6月底完成3亿元，截至7月底完成4亿元", "2022-07"),
        ("组织开展2022年度第三批高新技术企业申报", "2022-07"),
        ("2022年累计登记146份", "2022-07"),
        ("2021年，我市获批试点城市。今年以来，新增5家", "2022-07"),
        ("获2021年度先进单位", "2022-07"),
        ("开展2021年度绩效评价", "2022-07"),
        ("2021年7月开工建设，2022年12月底前完工", "2022-07"),
        ("2021年度结转项目已完成验收", "2022-07"),
        ("6月中旬，市政府召开专题会议", "2023Q2"),
        ("开展上半年风险自查", "2022-07"),
        ("1-6月，规上工业增加值同比增长6.2%", "2022-07"),
        ("1-8月建筑业总产值同比增长14.3%", "2024Q3"),
        ("上半年农村居民人均可支配收入7436元，增长7.2%。", "2026-07"),
        ("一季度，全市地区生产总值同比增长5.9%。", "2026-04"),
    ],
)
def test_time_that_a_report_may_name_does_not_accuse(text: str, period: str) -> None:
    assert foreign_mentions(text, Period.parse(period)) == ()


@given(st.text())
def test_any_string_gives_an_answer_in_order_and_quoted(text: str) -> None:
    found = mentions(text, year=2022)
    assert all(0 <= one.span[0] < one.span[1] <= len(text) for one in found)
    assert all(one.span[1] <= other.span[0] for one, other in pairwise(found))


@given(st.text(alphabet="0123456789年月日份底末上下半度季第一二三十〇截至止今去,。-—前个", max_size=30))
def test_any_string_of_date_words_gives_an_answer(text: str) -> None:
    foreign = foreign_mentions(text, Period(2022, "month", 7))
    assert set(foreign) <= set(mentions(text, year=2022))
    assert as_of(text, year=2022) is None or "截" in text


@pytest.mark.parametrize(
    "piece",
    ["2022年", "1-", "截至", "月", "一", "2022 ", "1 月", "2021年 ", "第", "前", "十", "1-1月", "2022.1.", "上半年"],
)
def test_text_of_a_hundred_thousand_characters_is_bounded_work(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert all(found.span[1] - found.span[0] < 40 for found in mentions(text, year=2022))
