"""A master in which a task has a row for each of its units."""

from pathlib import Path

import progress_xl as px
from tests.rounds.desk import codes
from tests.sheets import workbook

MASTER = """
序号 | 年度目标       | 责任单位 | 进展情况 | 完成状态
7    | 建成十处停车场 | 市城管局 |          |
^    | ^              | 市交通局 |          |
"""
CITY = """
序号 | 年度目标       | 责任单位 | 进展情况     | 完成状态
7    | 建成十处停车场 | 市城管局 | 已建成六处。 | 序时推进
"""
ROADS = """
序号 | 年度目标       | 责任单位 | 进展情况     | 完成状态
7    | 建成十处停车场 | 市交通局 | 道路已接通。 | 序时推进
"""


def test_each_unit_fills_its_own_row(tmp_path: Path) -> None:
    master = tmp_path / "总表.xlsx"
    workbook(master, MASTER)
    (tmp_path / "报送").mkdir()
    workbook(tmp_path / "报送" / "市城管局.xlsx", CITY)
    workbook(tmp_path / "报送" / "市交通局.xlsx", ROADS)
    result = px.rollup([tmp_path / "报送"], master=master)
    entries = px.read(master).entries
    assert [(entry.units, entry.progress) for entry in entries] == [
        (("市城管局",), "已建成六处。"),
        (("市交通局",), "道路已接通。"),
    ]
    assert codes(result) == ["period-unknown"]
    content = master.read_bytes()
    assert not px.rollup([tmp_path / "报送"], master=master).written
    assert master.read_bytes() == content
