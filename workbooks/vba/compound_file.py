"""Compound files (MS-CFB, version 3), written whole: no dates, no free sectors, the same streams always the same bytes."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Union

Storage = Mapping[str, Union[bytes, "Storage"]]

_SECTOR, _MINI_SECTOR, _CUTOFF = 512, 64, 4096
_NOTHING, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_BLACK = 1
_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_IN_HEADER = 109


@dataclass
class _Entry:
    """A line of the directory; ``left``, ``right`` and ``child`` are lines, all black: a plain search tree (2.6.4)."""

    name: str
    kind: int
    content: bytes = b""
    left: int = _NOTHING
    right: int = _NOTHING
    child: int = _NOTHING
    start: int = _END

    def packed(self) -> bytes:
        name = (self.name + "\0").encode("utf-16-le")
        tree = (self.left, self.right, self.child)
        return (
            struct.pack("<64sHBBIII", name, len(name), self.kind, _BLACK, *tree)
            + bytes(16 + 4 + 8 + 8)
            + struct.pack("<IQ", self.start if self.kind != _STORAGE else 0, len(self.content))
        )


class _Sectors:
    """Chains of sectors, one after the other, and the table of which follows which."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.data = bytearray()
        self.table: list[int] = []

    def add(self, content: bytes, filler: bytes = b"\0") -> int:
        """Append a chain; returns its first sector."""
        start, count = len(self.table), -(-len(content) // self.size)
        if not count:
            return _END
        self.data += content.ljust(count * self.size, filler)
        self.table += [*range(start + 1, start + count), _END]
        return start


def compound_file(root: Storage) -> bytes:
    """A file with these storages and streams.

    Raises:
        ValueError: more than some 7 MB, which the header's list of table sectors cannot hold.
    """
    entries = list(_directory(root))
    mini, big = _Sectors(_MINI_SECTOR), _Sectors(_SECTOR)
    for entry in entries:
        if entry.kind == _STREAM:
            entry.start = (mini if len(entry.content) < _CUTOFF else big).add(entry.content)
    entries[0].content = bytes(mini.data)
    entries[0].start = big.add(entries[0].content)
    unused = struct.pack("<64sHBBIII", b"", 0, 0, 0, _NOTHING, _NOTHING, _NOTHING).ljust(128, b"\0")
    lines = [entry.packed() for entry in entries]
    directory = big.add(b"".join(lines) + unused * (-len(lines) % 4))
    mini_table = struct.pack(f"<{len(mini.table)}I", *mini.table)
    mini_start = big.add(mini_table, b"\xff")
    return _assembled(big, directory, mini_start, -(-len(mini_table) // _SECTOR))


def _assembled(sectors: _Sectors, directory: int, mini_table: int, mini_count: int) -> bytes:
    """The header, the sectors and their table, which has lines for its own sectors too."""
    first, count = len(sectors.table), 1
    while count * _SECTOR // 4 < first + count:
        count += 1
    if count > _IN_HEADER:
        raise ValueError("too large for a compound file without a list of table sectors")
    table = [*sectors.table, *[_FAT] * count]
    table += [_NOTHING] * (-len(table) % (_SECTOR // 4))
    places = [*range(first, first + count), *[_NOTHING] * (_IN_HEADER - count)]
    header = _MAGIC + struct.pack(
        "<16sHHHHH6sIIIIIIIIII",
        *(b"", 0x3E, 3, 0xFFFE, 9, 6, b""),
        *(0, count, directory, 0, _CUTOFF, mini_table, mini_count, _END, 0),
        places[0],
    )
    header += struct.pack(f"<{_IN_HEADER - 1}I", *places[1:])
    return header + bytes(sectors.data) + struct.pack(f"<{len(table)}I", *table)


def _directory(root: Storage) -> Iterator[_Entry]:
    """The root and all below it, each line before those it points to."""
    entries = [_Entry("Root Entry", _ROOT)]
    waiting: list[tuple[_Entry, Storage]] = [(entries[0], root)]
    for parent, storage in waiting:
        first = len(entries)
        names = sorted(storage, key=lambda name: (len(name), name.upper()))
        for name in names:
            content = storage[name]
            entry = _Entry(name, _STREAM, content) if isinstance(content, bytes) else _Entry(name, _STORAGE)
            entries.append(entry)
            if not isinstance(content, bytes):
                waiting.append((entry, content))
        parent.child = _link(entries, first, len(entries))
    yield from entries


def _link(entries: list[_Entry], first: int, end: int) -> int:
    """Make a balanced search tree of sorted lines; returns its root."""
    if first >= end:
        return _NOTHING
    middle = (first + end) // 2
    entries[middle].left = _link(entries, first, middle)
    entries[middle].right = _link(entries, middle + 1, end)
    return middle
