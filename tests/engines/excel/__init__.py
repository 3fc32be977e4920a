"""Excel's objects, as far as a ribbon needs them, over a store; they answer as Excel for Windows does.

Each call goes through a `Gate`, which writes it down, and raises what Excel raises while it is busy. What is not here
is answered as Excel answers an unknown name.
"""

from tests.engines.excel.application import Application, Workbook
from tests.engines.excel.gate import Call
from tests.engines.excel.names import Name
from tests.engines.excel.notes import Comment
from tests.engines.excel.ranges import Range
from tests.engines.excel.sheets import Worksheet

__all__ = ["Application", "Call", "Comment", "Name", "Range", "Workbook", "Worksheet"]
