"""Comparing marked and cleared files with their originals."""

import functools
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from openxml_audit import OpenXmlValidator, ValidationSeverity

from progress_xl.marks import Mark
from tests.ooxml.packages import canonical, parts

MARKS = (
    Mark("B2", message="必填，现为空。", remedy="请填写。", task="12", column="进展情况"),
    Mark("B3", message="必填，现为空。", remedy="请填写。"),
    Mark("D4", code="too-long", condition="LEN({cell})>200", message="应在200字以内，现有231字。"),
    Mark("A1", code="overdue", condition='{F}<>"完成"', message="时限已过。"),
    Mark("ZZ999", code="behind-pace", message="进度滞后。"),
)
"""Five cells, some of which no sheet has."""


def differing(before: Path, after: Path) -> list[str]:
    """Names of parts that are missing, new, or not equal; touched XML is compared in its canonical form."""
    old, new = parts(before), parts(after)
    same = {name for name in old.keys() & new.keys() if old[name] == new[name] or _is_same_xml(old[name], new[name])}
    return sorted((old.keys() | new.keys()) - same)


def _is_same_xml(old: bytes, new: bytes) -> bool:
    try:
        return canonical(old) == canonical(new)
    except ValueError:
        return False


@functools.cache
def _validator() -> OpenXmlValidator:
    return OpenXmlValidator(max_errors=0)


def audit_errors(path: Path) -> Counter[str]:
    """What the validator calls an error."""
    found = _validator().validate(str(path)).errors
    return Counter(error.description for error in found if error.severity == ValidationSeverity.ERROR)


def new_audit_errors(before: Path, after: Path) -> Sequence[str]:
    return list(audit_errors(after) - audit_errors(before))
