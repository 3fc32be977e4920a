"""Regular expressions that are compiled when first used, so that importing the grammar costs next to nothing."""

import re
from typing import Any, cast


class _Lazy:
    """Stands in for a compiled pattern. Its methods are fetched once and then found without a detour."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._source), name)
        setattr(self, name, value)
        return value


def lazy(source: str) -> re.Pattern[str]:
    """The pattern that `re.compile` gives, but compiled at its first use; until then nothing tells a wrong one."""
    return cast("re.Pattern[str]", _Lazy(source))
