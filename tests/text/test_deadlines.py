"""Deadlines as offices write them, and phrases that must not be guessed."""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress_xl.text.deadlines import Deadline, parse_deadline

JULY = dt.date(2022, 7, 31)
LABELS = Path(__file__).parents[3] / "shared" / "labels" / "deadlines.tsv"

# Phrase, last day and, where the phrase names a span, its first day; read in a report of 31 July 2022.
DATED = """
2022年12月底前 | 2022-12-31
２０２２年１２月底前 | 2022-12-31
2024年 12月⏎底前 | 2024-12-31
2022年12月31日 | 2022-12-31
2022年12月31日前 | 2022-12-31
2022年12月31日之前 | 2022-12-31
2022年12月31前 | 2022-12-31
2022-12-31 | 2022-12-31
2022/9/5 | 2022-09-05
2022.9.5 | 2022-09-05
2022．12．31前 | 2022-12-31
20221231 | 2022-12-31
20221231前 | 2022-12-31
2022/12/31 0:00:00 | 2022-12-31
2022-12-31 17:30前 | 2022-12-31
2022/6 | 2022-06-30 | 2022-06-01
2022.12 | 2022-12-31 | 2022-12-01
2022-02 | 2022-02-28 | 2022-02-01
2022.12底前 | 2022-12-31
2022.12月底前 | 2022-12-31
6.30前 | 2022-06-30
12/31之前 | 2022-12-31
6月25日前 | 2022-06-25
6月25号前 | 2022-06-25
6月30日下班前 | 2022-06-30
12月25日18:00前 | 2022-12-25
12月25日17时前 | 2022-12-25
12月30日（星期五）前 | 2022-12-30
二〇二二年十二月三十一日 | 2022-12-31
二○二三年六月底前 | 2023-06-30
二零二三年底 | 2023-12-31
十二月底前 | 2022-12-31
十一月二十五日前 | 2022-11-25
年底前 | 2022-12-31
年底以前 | 2022-12-31
年内 | 2022-12-31 | 2022-01-01
年内完成 | 2022-12-31 | 2022-01-01
2022年内 | 2022-12-31 | 2022-01-01
今年内 | 2022-12-31 | 2022-01-01
2023年底 | 2023-12-31
23年底前 | 2023-12-31
22年12月底前 | 2022-12-31
明年年底前 | 2023-12-31
明年6月底前 | 2023-06-30
明年上半年 | 2023-06-30 | 2023-01-01
后年底 | 2024-12-31
本年度内 | 2022-12-31 | 2022-01-01
年终 | 2022-12-31
岁末 | 2022-12-31
全年 | 2022-12-31 | 2022-01-01
2023年全年 | 2023-12-31 | 2023-01-01
2023年 | 2023-12-31 | 2023-01-01
到2035年 | 2035-12-31 | 2035-01-01
2022年度 | 2022-12-31 | 2022-01-01
上半年 | 2022-06-30 | 2022-01-01
2023年上半年 | 2023-06-30 | 2023-01-01
2022上半年 | 2022-06-30 | 2022-01-01
下半年 | 2022-12-31 | 2022-07-01
上半年末 | 2022-06-30
第三季度末 | 2022-09-30
第3季度 | 2022-09-30 | 2022-07-01
2022年三季度 | 2022-09-30 | 2022-07-01
2022年Q3 | 2022-09-30 | 2022-07-01
2023Q1 | 2023-03-31 | 2023-01-01
三季度末前 | 2022-09-30
首季度 | 2022-03-31 | 2022-01-01
本季度末 | 2022-09-30
下季度末 | 2022-12-31
2月底前 | 2022-02-28
2024年2月底 | 2024-02-29
8月上旬 | 2022-08-10 | 2022-08-01
8月中旬 | 2022-08-20 | 2022-08-11
8月中旬前 | 2022-08-20
8月下旬前 | 2022-08-31
8月中下旬 | 2022-08-31 | 2022-08-11
12月份 | 2022-12-31 | 2022-12-01
12月 | 2022-12-31 | 2022-12-01
12月内 | 2022-12-31 | 2022-12-01
月底前 | 2022-07-31
本月底前 | 2022-07-31
本月25日前 | 2022-07-25
下月底前 | 2022-08-31
下个月10日前 | 2022-08-10
“十四五”末 | 2025-12-31
“十四五”期间 | 2025-12-31 | 2021-01-01
十四五 | 2025-12-31 | 2021-01-01
"十四五"时期 | 2025-12-31 | 2021-01-01
到“十四五”末 | 2025-12-31
十五五末 | 2030-12-31
十三五期末 | 2020-12-31
力争12月底前完成 | 2022-12-31
确保2022年12月底前全面完成 | 2022-12-31
不迟于6月30日 | 2022-06-30
最迟9月底前 | 2022-09-30
完成时限：2022年12月底前 | 2022-12-31
截止时间：2022年12月31日 | 2022-12-31
（2022年12月底前完成） | 2022-12-31
【2022年12月底前】 | 2022-12-31
至12月31日止 | 2022-12-31
1-6月 | 2022-06-30 | 2022-01-01
1—12月 | 2022-12-31 | 2022-01-01
6～8月 | 2022-08-31 | 2022-06-01
6月-8月底 | 2022-08-31 | 2022-06-01
六至八月 | 2022-08-31 | 2022-06-01
2022年3月至12月 | 2022-12-31 | 2022-03-01
2022年3-12月 | 2022-12-31 | 2022-03-01
2022年1月—2024年12月 | 2024-12-31 | 2022-01-01
2022年9月至次年3月 | 2023-03-31 | 2022-09-01
11月至明年2月 | 2023-02-28 | 2022-11-01
2022-2024年 | 2024-12-31 | 2022-01-01
2022年-2024年 | 2024-12-31 | 2022-01-01
2022—24年 | 2024-12-31 | 2022-01-01
2022.03-2022.12 | 2022-12-31 | 2022-03-01
2022.3.1-2022.12.31 | 2022-12-31 | 2022-03-01
2022年3月1日至12月31日 | 2022-12-31 | 2022-03-01
6月1日-30日 | 2022-06-30 | 2022-06-01
2022年6月1-30日 | 2022-06-30 | 2022-06-01
3月1日起至6月30日 | 2022-06-30 | 2022-03-01
自2022年3月起至2022年底 | 2022-12-31 | 2022-03-01
即日起至12月底 | 2022-12-31
一至三季度 | 2022-09-30 | 2022-01-01
二、三季度 | 2022-09-30 | 2022-04-01
第二季度至第四季度 | 2022-12-31 | 2022-04-01
7、8月份 | 2022-08-31 | 2022-07-01
2022年上半年至2023年底 | 2023-12-31 | 2022-01-01
完成规划编制，2022年12月底前完成 | 2022-12-31
2022年12月底前完成全部项目建设 | 2022-12-31
9月底前制定实施方案 | 2022-09-30
力争2023年建成投用 | 2023-12-31 | 2023-01-01
项目主体工程于2022年10月底前完工 | 2022-10-31
2021年项目2022年9月底前完成验收 | 2022-09-30
延期至2022年12月底前 | 2022-12-31
原定6月底前，现调整为9月底前 | 2022-09-30
2022年底前完成，并长期坚持 | 2022-12-31
持续推进，12月底前完成 | 2022-12-31
三年行动（2023—2025年） | 2025-12-31 | 2023-01-01
全年任务，12月底前完成 | 2022-12-31
6月底起草方案 | 2022-06-30
11月15日供暖前 | 2022-11-15
2022年12月底前（含资金拨付） | 2022-12-31
"""

# Phrase, all stages, the one that is open.
STAGED = """
①6月底前完成方案；②9月底前完成招标；③12月底前完工 | 2022-06-30 2022-09-30 2022-12-31 | 2022-09-30
①3月底前；②6月底前 | 2022-03-31 2022-06-30 | 2022-06-30
①8月15日前报方案②11月底前完成 | 2022-08-15 2022-11-30 | 2022-08-15
一是8月底前完成编制；二是12月底前印发实施 | 2022-08-31 2022-12-31 | 2022-08-31
一是2022年9月底前建成A；二是2023年6月底前建成B；三是2023年12月底前建成C | 2022-09-30 2023-06-30 2023-12-31 | 2022-09-30
6月底前完成摸底，12月底前完成改造 | 2022-06-30 2022-12-31 | 2022-12-31
2023年6月底前完成60%，12月底前完成100% | 2023-06-30 2023-12-31 | 2023-06-30
2023年3月底前完成立项，年底前完工 | 2023-03-31 2023-12-31 | 2023-03-31
2022年底前完成50%，2023年底前全部完成 | 2022-12-31 2023-12-31 | 2022-12-31
1.8月底前出台方案⏎2.10月底前完成排查⏎3.12月底前完成整改 | 2022-08-31 2022-10-31 2022-12-31 | 2022-08-31
(1)8月底前出台方案(2)10月底前完成排查 | 2022-08-31 2022-10-31 | 2022-08-31
第一阶段：8月底前；第二阶段：12月底前 | 2022-08-31 2022-12-31 | 2022-08-31
一季度：制定方案；二季度：开工建设；三季度：完成主体；四季度：竣工验收 | 2022-03-31 2022-06-30 2022-09-30 2022-12-31 | 2022-09-30
上半年完成60%，全年完成100% | 2022-06-30 2022-12-31 | 2022-12-31
7月31日前上报名单，8月31日前拨付资金 | 2022-07-31 2022-08-31 | 2022-07-31
②12月底前完成A；①9月底前完成B | 2022-09-30 2022-12-31 | 2022-09-30
6月底、12月底前各报送一次 | 2022-06-30 2022-12-31 | 2022-12-31
3、6、9、12月底前 | 2022-03-31 2022-06-30 2022-09-30 2022-12-31 | 2022-09-30
2022年10月底前完成前期工作；2023年3月底前开工；2023年10月底前建成 | 2022-10-31 2023-03-31 2023-10-31 | 2022-10-31
３月底前完成招标，６月底前开工，１２月底前完工 | 2022-03-31 2022-06-30 2022-12-31 | 2022-12-31
"""
ONGOING = """
长期
长期推进
长期坚持
持续推进
常态化推进
常态化
全年持续推进
日常工作
定期开展
自2022年起长期实施
2022年起持续推进
每年
每年至少一次
每月
每季度调度一次
按月推进
按季度
逐月推进
一月一调度
经常性工作
贯穿全年
每两个月一次
每日
每个工作日
"""

# Phrase and its next day.
RECURRING = """
每月25日前 | 2022-08-25
每月底前 | 2022-07-31
每月最后一天 | 2022-07-31
每月月底 | 2022-07-31
每月31日前 | 2022-07-31
每月10日、25日前 | 2022-08-10
于每月5号前报送 | 2022-08-05
2022年每月25日前 | 2022-08-25
每季度末 | 2022-09-30
每季末 | 2022-09-30
每季度末月25日前 | 2022-09-25
每季度首月10日前 | 2022-10-10
每半年末 | 2022-12-31
每年12月底前 | 2022-12-31
每年3月底前 | 2023-03-31
每年6月底、12月底前 | 2022-12-31
每年年底 | 2022-12-31
每年11月15日前 | 2022-11-15
每周四 | 2022-08-04
每周日 | 2022-07-31
每周四下班前 | 2022-08-04
每星期五前 | 2022-08-05
每月上旬 | 2022-08-10
"""
UNKNOWN = """
底
内
到底
在内
尽快
适时
视情况
立即
及时跟进
接通知后5个工作日内
会后5个工作日内
30个工作日内
30日内
3个月内
三年内
两年内
半年内
1-2年
2-3年内
一年左右
下周五前
2022年2月30日
2022-02-30
20221331
13月底前
二月三十日
12
2022
44926
100
6.30
第五季度
2022年前
6月前
上半年前
三季度前
年初
6月初
年中
25日前
春节前
国庆节前
截至10月31日
截至2022年6月底
截止目前
详见附件
无
/
—
2022年3月起
自2022年3月1日开始实施
2022年以来
2022年6月启动
2022年重点工作
根据2022年工作安排
纳入年底考核
2021年项目6月底前完成验收
6月底左右
6月底或9月底
比2022年底提前
11月至3月
8月至6月
2022年12月至2022年3月
资金到位后2022年适时启动
不早于6月30日
次月10日前
十四五中期
十四五以来
不定期
2021年12月已完成
2022年5月至6月初
第2022号文件
6个月
近三年
2022年持续推进
2022、2023年
2022年第5季度
"""


def _table(text: str) -> Iterator[list[str]]:
    for line in text.strip("\n").split("\n"):
        yield [cell.strip().replace("⏎", "\n") for cell in line.split("|")]


def _days(text: str) -> tuple[dt.date, ...]:
    return tuple(map(dt.date.fromisoformat, text.split()))


@pytest.mark.parametrize("row", list(_table(DATED)), ids=lambda row: row[0])
def test_phrase_with_an_end_gives_its_last_day_and_where_its_span_begins(row: list[str]) -> None:
    phrase, due, *start = row
    found = parse_deadline(phrase, on=JULY)
    assert found == Deadline("date", *_days(due), start=_days(start[0])[0] if start else None)


@pytest.mark.parametrize("row", list(_table(STAGED)), ids=lambda row: row[0])
def test_stages_are_all_listed_and_the_next_open_one_counts(row: list[str]) -> None:
    phrase, stages, due = row
    found = parse_deadline(phrase, on=JULY)
    assert (found.kind, found.stages, found.date) == ("date", _days(stages), *_days(due))


def test_last_stage_counts_when_all_are_past() -> None:
    found = parse_deadline("①3月底前完成招标；②6月底前完工", on=JULY)
    assert found.date == dt.date(2022, 6, 30)


def test_stage_due_on_the_day_itself_is_open() -> None:
    found = parse_deadline("一季度制定方案，7月31日前印发，12月底前完成", on=JULY)
    assert found.date == JULY


@pytest.mark.parametrize("row", list(_table(ONGOING)), ids=lambda row: row[0])
def test_phrase_without_an_end_is_ongoing(row: list[str]) -> None:
    assert parse_deadline(row[0], on=JULY) == Deadline("ongoing")


@pytest.mark.parametrize("row", list(_table(RECURRING)), ids=lambda row: row[0])
def test_recurring_limit_is_ongoing_and_has_its_next_day(row: list[str]) -> None:
    phrase, following = row
    assert parse_deadline(phrase, on=JULY) == Deadline("ongoing", next=_days(following)[0])


@pytest.mark.parametrize("row", list(_table(UNKNOWN)), ids=lambda row: row[0])
def test_phrase_beyond_the_grammar_is_unknown_and_never_guessed(row: list[str]) -> None:
    assert parse_deadline(row[0], on=JULY) == Deadline("unknown")


@pytest.mark.parametrize("blank", ["", "   ", "\n"])
def test_blank_phrase_is_unknown(blank: str) -> None:
    assert parse_deadline(blank, on=JULY) == Deadline("unknown")


@pytest.mark.parametrize("cell", [dt.date(2022, 12, 31), dt.datetime(2022, 12, 31, 8, 30)])
def test_date_cell_is_its_day(cell: dt.date) -> None:
    assert parse_deadline(cell, on=JULY).date == dt.date(2022, 12, 31)


def test_empty_cell_is_unknown() -> None:
    assert parse_deadline(None, on=JULY).kind == "unknown"


@given(st.text(), st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)))
def test_any_string_gives_an_answer(phrase: str, on: dt.date) -> None:
    found = parse_deadline(phrase, on=on)
    assert (found.date is not None) == (found.kind == "date")


@given(st.text(alphabet="0123456789年月日前底末内上下半度季第十二三四五一〇今明本-至/.", max_size=14))
def test_any_string_of_date_words_gives_an_answer(phrase: str) -> None:
    found = parse_deadline(phrase, on=JULY)
    assert (found.date is not None) == (found.kind == "date")


def test_very_long_text_is_unknown() -> None:
    assert parse_deadline("2022年12月" * 20_000, on=JULY).kind == "unknown"


@pytest.mark.skipif(not LABELS.is_file(), reason="the labelled phrases lie beside the repository, not in it")
def test_labelled_phrases_are_read_right_or_left_unknown() -> None:
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    wrong = []
    for phrase, reported, due, *_ in rows:
        if reported == "unknown":
            continue
        found = parse_deadline(phrase, on=dt.date.fromisoformat(reported))
        said = found.date.isoformat() if found.date else found.kind
        if said not in (due, "unknown"):
            wrong.append((phrase, due, said))
    assert rows
    assert wrong == []
