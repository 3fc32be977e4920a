"""The columns of the figures sheet 指标核对 and what stands above them, for who writes it and who reads it back."""

from typing import NamedTuple, get_args

from progress_xl.ooxml import CellFormat
from progress_xl.rounds.figures import Computed

TO_FILL_IN = "FFF8E1"
_FIGURE = "#,##0.####;-#,##0.####;0"
DAY = "yyyy-mm-dd"
TEXT = CellFormat(border=True, wrap=True, vertical="center")
_WORD = CellFormat(border=True, wrap=True, horizontal="center", vertical="center")
_QUOTED = CellFormat(border=True, wrap=True, underline=True, color="0563C1", vertical="center")
_NUMBER = CellFormat(
    border=True, horizontal="right", vertical="center", number_format=_FIGURE, indent=1, fill=TO_FILL_IN
)
_PERCENT = CellFormat(border=True, horizontal="right", vertical="center", number_format="0.0%", indent=1)
_VERDICT = CellFormat(border=True, bold=True, horizontal="center", vertical="center")
_CHOICE = CellFormat(border=True, wrap=True, horizontal="center", vertical="center", fill=TO_FILL_IN)
_REMARK = CellFormat(border=True, wrap=True, vertical="center", fill=TO_FILL_IN)
_DATE = CellFormat(border=True, horizontal="center", vertical="center", number_format=DAY)


class Field(NamedTuple):
    """A column: what it holds, its heading, width and look. ``printed`` is false for what nobody reads."""

    name: str
    heading: str
    width: float
    look: CellFormat
    printed: bool = True


FIELDS = (
    Field("number", "序号", 6, _WORD),
    Field("unit", "单位", 15, TEXT),
    Field("measure", "指标", 20, TEXT),
    Field("bound", "口径", 8, _WORD),
    Field("goal", "目标值", 10, _NUMBER),
    Field("measured_in", "计量单位", 9, _WORD),
    Field("actual", "完成值", 10, _NUMBER),
    Field("share", "完成比例", 12, _PERCENT),
    Field("elapsed", "时间进度", 9, _PERCENT),
    Field("verdict", "结论", 10, _VERDICT),
    Field("status", "单位填报", 10, _WORD),
    Field("decision", "处理", 13, _CHOICE),
    Field("remark", "备注", 18, _REMARK),
    Field("said_of_goal", "目标原文", 30, _QUOTED),
    Field("said_of_actual", "进展原文", 32, _QUOTED),
    Field("file", "来源文件", 24, TEXT),
    Field("cell", "来源单元格", 12, _WORD),
    Field("line", "判断方式", 9, _WORD),
    Field("start", "起算日期", 12, _DATE),
    Field("end", "目标期限", 12, _DATE),
    Field("on", "数据日期", 12, _DATE),
    Field("read_goal", "读取目标", 9, TEXT, printed=False),
    Field("read_actual", "读取完成", 9, TEXT, printed=False),
    Field("key", "核对键", 9, TEXT, printed=False),
    Field("read", "读取记录", 9, TEXT, printed=False),
)
HEADER_ROW = 3
COMPUTED: tuple[Computed, ...] = get_args(Computed)
ON_LABEL, TOLERANCE_LABEL = "数据截至", "滞后容差"
# What could not be read of a setting is said in the cell beside it.
BESIDE_ON, BESIDE_TOLERANCE = "D2", "H2"
NO_DAY = "周期不明，请填日期"
HINT_TEXT = "目标值、完成值有误的请直接改，结论随即更新；口径不同、不宜比较的，在“处理”栏选“不可比，忽略”。所作改动下次汇总时保留。"
