"""Forms: built in, on a sheet 表样, or inferred from a heading row."""

from progress_xl.forms.form import (
    BUILTIN,
    ENTRY_ROLES,
    ROLES,
    STATUS_CLASSES,
    TASK_ROLES,
    Column,
    Form,
    Role,
    StatusClass,
)

__all__ = ["BUILTIN", "ENTRY_ROLES", "ROLES", "STATUS_CLASSES", "TASK_ROLES", "Column", "Form", "Role", "StatusClass"]
