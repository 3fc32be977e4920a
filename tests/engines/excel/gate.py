"""Excel's objects as Python sees them: each use of a public name passes a gate, which writes it down."""

import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tests.engines.windows import CDispatch, busy, refused, unknown

COUNTED_FROM_ACTIVE_CELL = ("FormatConditions.Add", "FormatCondition.Modify")


class Call(NamedTuple):
    """A call that crosses to Excel: ``Range.Value=`` or ``FormatConditions.Add``, on which sheet and areas.

    ``active_cell`` is told of calls that hand over a formula, whose references count from it.
    """

    what: str
    sheet: str
    areas: str
    args: tuple[object, ...]
    active_cell: str


@dataclass
class Gate:
    """What passes between Python and Excel. While ``inside``, Excel's objects talk among themselves."""

    calls: list[Call] = field(default_factory=list)
    inside: bool = False
    busy_calls: int = 0
    busy_with: int = 0

    def busy(self, hresult: int, calls: int = -1) -> None:
        """Refuse the next ``calls`` calls; -1: all from now on."""
        self.busy_with, self.busy_calls = hresult, calls

    def named(self, what: str) -> list[Call]:
        return [call for call in self.calls if call.what == what]

    @contextmanager
    def passing(self, subject: "ComObject", what: str, args: tuple[object, ...]) -> Iterator[None]:
        if self.inside:
            yield
            return
        self.inside = True
        try:
            if self.busy_calls:
                self.busy_calls -= 1
                raise busy(self.busy_with)
            active_cell = subject._app._active_cell() if what in COUNTED_FROM_ACTIVE_CELL else ""
            self.calls.append(Call(what, *subject._place(), args, active_cell))
            yield
        except AttributeError as error:
            raise RuntimeError(f"{what}: {error}") from error  # which xlwings would repeat for ever
        except subject._app._office.faults as error:
            # UNO's take no traceback, so that no context manager can pass them on.
            raise RuntimeError(f"{what}: {type(error).__name__} {error}") from None
        finally:
            self.inside = False


def _gated(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def passed(self: "ComObject", *args: Any, **kwargs: Any) -> Any:
        args = tuple(map(_bare, args))
        kwargs = {key: _bare(value) for key, value in kwargs.items()}
        with self._app._gate.passing(self, f"{type(self).__name__}.{name}", (*args, *kwargs.values())):
            return method(self, *args, **kwargs)

    return passed


def _bare(value: Any) -> Any:
    """Without the wrapper in which xlwings repeats calls."""
    return vars(value)["_inner"] if type(value).__name__ == "COMRetryObjectWrapper" else value


class _OleObject:
    """What xlwings asks whether a name is known."""

    def __init__(self, owner: object) -> None:
        self._owner = owner

    def GetIDsOfNames(self, _locale: int, name: str) -> int:
        if not hasattr(type(self._owner), name):
            raise unknown(name)
        return 1


class ComObject(CDispatch):
    """Public names are Excel's; each use of one passes the gate."""

    _app: Any

    def __init_subclass__(cls) -> None:
        for name, member in list(vars(cls).items()):
            if name.startswith("_") and name not in ("__call__",):
                continue
            if isinstance(member, property):
                setter = member.fset and _gated(f"{name}=", member.fset)
                setattr(cls, name, property(_gated(name, member.fget or (lambda _: None)), setter))
            elif callable(member):
                setattr(cls, name, _gated(name, member))

    @property
    def _oleobj_(self) -> _OleObject:
        return _OleObject(self)

    def _place(self) -> tuple[str, str]:
        """Sheet and areas that a call is about."""
        return "", ""

    def __setattr__(self, name: str, value: object) -> None:
        if not name.startswith("_") and not hasattr(type(self), name):
            raise unknown(name)
        super().__setattr__(name, value)

    @property
    def Application(self) -> Any:
        return self._app


class Collection(ComObject):
    """Excel's collections count from 1 and are called to give a member."""

    def _members(self) -> Sequence[Any]:
        raise NotImplementedError

    def _named(self, member: Any) -> str:
        return str(member.Name)

    def __call__(self, key: int | str) -> Any:
        return self._member(key)

    def Item(self, key: int | str) -> Any:
        return self._member(key)

    def _member(self, key: int | str) -> Any:
        members = self._members()
        if isinstance(key, str):
            members, key = [member for member in members if self._named(member).casefold() == key.casefold()], 1
        if not 1 <= key <= len(members):
            raise refused("下标越界。")
        return members[key - 1]

    @property
    def Count(self) -> int:
        return len(self._members())

    def __iter__(self) -> Iterator[Any]:
        return iter(self._members())
