"""What the checks on reasons share: which statuses ask for one, and what counts as none."""

from progress_xl.forms import StatusClass
from progress_xl.text.numerals import squeeze

NEEDS_REASON: tuple[StatusClass, ...] = ("behind", "not-begun")
NEEDS_NONE: tuple[StatusClass, ...] = ("done", "ahead", "on-pace")

_NO_REASON = frozenset(
    ["无", "无。", "无原因", "没有", "暂无", "无问题", "不涉及", "/", "\\", "-", "--", "—", "——", "无;", "无,"]
)


def is_no_reason(value: str | None) -> bool:
    """Whether a reason's cell is empty or says in so many words that there is none."""
    return value is None or squeeze(value) in _NO_REASON
