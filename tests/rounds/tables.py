"""Drawn tables of one small round: three tasks, three units."""

MASTER = """
| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位           | 进展情况 | 完成状态 |
| 1    | 建成三座水库     | 张三         | 市水利局、市财政局 |          |          |
| 2    | 新建五所学校     | 李四         | 市教育局           |          |          |
| 3    | 清理两条河道     | 张三         | 市水利局           |          |          |
"""
WATER = """
| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位           | 进展情况   | 完成状态 |
| 1    | 建成三座水库     | 张三         | 市水利局、市财政局 | 建成一座。 | 序时推进 |
| 3    | 清理两条河道     | 张三         | 市水利局           | 清完一条。 | 达预期   |
"""
MONEY = """
| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位           | 进展情况     | 完成状态 |
| 1    | 建成三座水库     | 张三         | 市水利局、市财政局 | 拨款八百万。 | 序时推进 |
"""
SCHOOL = """
| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况   | 完成状态 |
| 2    | 新建五所学校     | 李四         | 市教育局 | 开工两所。 | 序时推进 |
"""
WATER_FILE, MONEY_FILE, SCHOOL_FILE = (f"{unit}2026年第二季度.xlsx" for unit in ("市水利局", "市财政局", "市教育局"))


def reworded(table: str, old: str, new: str) -> str:
    """The table with one text in place of another, which it must hold."""
    assert old in table
    return table.replace(old, new) if old else table
