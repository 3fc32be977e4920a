"""ZIP archives member by member: what we do not change is copied as stored, without being unpacked."""

import io
import os
import struct
import tempfile
import weakref
import zipfile
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from typing import IO, NamedTuple

STORED, DEFLATED = 0, 8
EPOCH = (1980, 1, 1, 0, 0, 0)
LIMIT = 0xFFFFFFFE

_LOCAL = struct.Struct("<4s5H3L2H")
_LENGTHS = struct.Struct("<2H")  # at the end of a local header: of name and extra field
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_ENCRYPTED, _DESCRIPTOR = 0x1, 0x8
_ZIP64 = 0x0001
_SMALL, _SEGMENT = 1 << 14, 1 << 19
_IN_MEMORY = 8 << 20


class ZipError(ValueError):
    """The bytes are not a ZIP archive that we can copy faithfully."""


class Packed:
    """Compressed content of one member; beyond 8 MB it waits in a temporary file."""

    def __init__(self, method: int = DEFLATED) -> None:
        self.method = method
        self.crc = self.size = self.packed_size = 0
        self._held: list[bytes] = []
        self._file: IO[bytes] | None = None

    def write(self, packed: bytes) -> None:
        """Take the next compressed bytes."""
        self.packed_size += len(packed)
        if self._file is None and self.packed_size > _IN_MEMORY:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 closed when nobody holds the content any more
            weakref.finalize(self, self._file.close)
            self._file.writelines(self._held)
            self._held.clear()
        if self._file is None:
            self._held.append(packed)
        else:
            self._file.write(packed)

    def chunks(self) -> Iterator[bytes]:
        """The compressed bytes."""
        yield from self._held
        if self._file is not None:
            self._file.seek(0)
            while chunk := self._file.read(1 << 20):
                yield chunk


class Member(NamedTuple):
    """One member: its directory entry and its compressed content."""

    raw_name: bytes
    packed: "Packed | Slice"
    date_time: tuple[int, int, int, int, int, int] = EPOCH
    flags: int = 0
    local_extra: bytes = b""
    central_extra: bytes = b""
    comment: bytes = b""
    version_made: int = 20
    internal: int = 0
    external: int = 0

    @property
    def name(self) -> str:
        return self.raw_name.decode("utf-8" if self.flags & 0x800 else "cp437")

    def holding(self, packed: "Packed | Slice") -> "Member":
        """The same entry with other content."""
        return self._replace(packed=packed, flags=self.flags & 0x800)


class Slice(NamedTuple):
    """Compressed content as it stands in a source archive."""

    source: memoryview
    method: int
    crc: int
    size: int

    @property
    def packed_size(self) -> int:
        return len(self.source)

    def chunks(self) -> Iterator[memoryview]:
        yield self.source


def new_member(name: str, packed: Packed) -> Member:
    """A member of ours: fixed time, no extras."""
    ascii_only = name.isascii()
    return Member(name.encode("utf-8"), packed, flags=0 if ascii_only else 0x800)


def read_archive(data: bytes) -> tuple[list[Member], bytes]:
    """Members in directory order, and the archive's comment. Raises `ZipError`, and `PermissionError` if encrypted."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos, comment = archive.infolist(), archive.comment
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise ZipError(str(error)) from error
    view = memoryview(data)
    return [_member(view, info) for info in infos], comment


def _member(view: memoryview, info: zipfile.ZipInfo) -> Member:
    if info.flag_bits & _ENCRYPTED:
        raise PermissionError(info.filename)
    utf8 = info.flag_bits & 0x800
    start, local_extra = _data_start(view, info)
    end = start + info.compress_size
    if end > len(view):
        raise ZipError(f"{info.filename}: cut off")
    return Member(
        raw_name=info.orig_filename.encode("utf-8" if utf8 else "cp437"),
        packed=Slice(view[start:end], info.compress_type, info.CRC, info.file_size),
        date_time=info.date_time,
        flags=info.flag_bits & ~_DESCRIPTOR,
        local_extra=_without_zip64(local_extra),
        central_extra=_without_zip64(info.extra),
        comment=info.comment,
        version_made=info.create_version | info.create_system << 8,
        internal=info.internal_attr,
        external=info.external_attr,
    )


def _data_start(view: memoryview, info: zipfile.ZipInfo) -> tuple[int, bytes]:
    offset = info.header_offset
    if offset < 0 or offset + _LOCAL.size > len(view) or bytes(view[offset : offset + 4]) != b"PK\3\4":
        raise ZipError(f"{info.filename}: no local header")
    name_length, extra_length = _LENGTHS.unpack_from(view, offset + _LOCAL.size - _LENGTHS.size)
    extra_start = offset + _LOCAL.size + name_length
    return extra_start + extra_length, bytes(view[extra_start : extra_start + extra_length])


def _without_zip64(extra: bytes) -> bytes:
    """Extra fields but the 64-bit sizes, which are written anew as 32-bit ones."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind != _ZIP64:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return kept + extra[at:]


def unpack(member: Member) -> bytes:
    """The member's content; `ZipError` if it does not have the size and checksum that the directory promises."""
    packed = member.packed
    if packed.method == STORED:
        content = b"".join(packed.chunks())
    elif packed.method == DEFLATED:
        content = _inflate(packed)
    else:
        raise ZipError(f"{member.name}: compression method {packed.method}")
    if len(content) != packed.size or zlib.crc32(content) != packed.crc:
        raise ZipError(f"{member.name}: checksum")
    return content


def _inflate(packed: Packed | Slice) -> bytes:
    inflater = zlib.decompressobj(-15)
    try:
        parts = [inflater.decompress(chunk, packed.size + 1) for chunk in packed.chunks()]
    except zlib.error as error:
        raise ZipError(str(error)) from error
    return parts[0] if len(parts) == 1 else b"".join(parts)


def pack(chunks: Iterable[bytes | memoryview]) -> Packed:
    """Deflate a stream. Content beyond half a megabyte is cut into segments that threads compress side by side.

    Each segment ends on a byte boundary (``Z_FULL_FLUSH``), so that the segments joined are one deflate stream.
    The bytes depend on the content alone, not on the chunks nor on the number of threads.
    """
    packed = Packed()
    rest = iter(chunks)
    head, size = [], 0
    for chunk in rest:
        head.append(chunk)
        size += len(chunk)
        if size > _SEGMENT:
            _pack_segments(packed, _segments(chain(head, rest)))
            return packed
    content = b"".join(head)
    packed.crc, packed.size = zlib.crc32(content), size
    packed.write(_deflate_small(content) if size < _SMALL else _deflate(content, 1, last=True))
    return packed


def _pack_segments(packed: Packed, segments: Iterator[bytes]) -> None:
    workers = os.cpu_count() or 1
    waiting: deque[Future[bytes]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for segment in segments:
            packed.crc = zlib.crc32(segment, packed.crc)
            packed.size += len(segment)
            waiting.append(pool.submit(_deflate, segment, 1, last=False))
            if len(waiting) > 2 * workers:
                packed.write(waiting.popleft().result())
        for future in waiting:
            packed.write(future.result())
    packed.write(_deflate(b"", 1, last=True))


def _segments(chunks: Iterable[bytes | memoryview]) -> Iterator[bytes]:
    buffer = bytearray()
    for chunk in chunks:
        buffer += chunk
        at = 0
        while len(buffer) - at >= _SEGMENT:
            yield bytes(memoryview(buffer)[at : at + _SEGMENT])
            at += _SEGMENT
        if at:
            del buffer[:at]
    if buffer:
        yield bytes(buffer)


def _deflate_small(content: bytes) -> bytes:
    """With small tables, whose clearing otherwise takes longer than the compression."""
    deflater = zlib.compressobj(2, zlib.DEFLATED, -12, 5)
    return deflater.compress(content) + deflater.flush()


def _deflate(segment: bytes, level: int, *, last: bool) -> bytes:
    deflater = zlib.compressobj(level, zlib.DEFLATED, -15)
    return deflater.compress(segment) + deflater.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)


def write_archive(stream: IO[bytes], members: Iterable[Member], comment: bytes = b"") -> None:
    """Write an archive from its start. Raises `ZipError` beyond 4 GB, and `OSError`."""
    directory, count, offset = b"", 0, 0
    for member in members:
        common = _common(member)
        header = _local_header(member, common)
        stream.write(header)
        for chunk in member.packed.chunks():
            stream.write(chunk)
        directory += _central_header(member, common, offset)
        offset += len(header) + member.packed.packed_size
        count += 1
    if offset > LIMIT or count > 0xFFFE:
        raise ZipError("beyond 4 GB")
    stream.write(directory)
    stream.write(_END.pack(b"PK\5\6", 0, 0, count, count, len(directory), offset, len(comment)) + comment)


def _common(member: Member) -> tuple[int, ...]:
    year, month, day, hour, minute, second = member.date_time
    packed = member.packed
    if max(packed.size, packed.packed_size) > LIMIT:
        raise ZipError("beyond 4 GB")
    time, date = hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
    return 20, member.flags, packed.method, time, date, packed.crc, packed.packed_size, packed.size


def _local_header(member: Member, common: tuple[int, ...]) -> bytes:
    lengths = len(member.raw_name), len(member.local_extra)
    return _LOCAL.pack(b"PK\3\4", *common, *lengths) + member.raw_name + member.local_extra


def _central_header(member: Member, common: tuple[int, ...], offset: int) -> bytes:
    header = _CENTRAL.pack(
        b"PK\1\2",
        member.version_made,
        *common,
        len(member.raw_name),
        len(member.central_extra),
        len(member.comment),
        0,
        member.internal,
        member.external,
        min(offset, LIMIT),
    )
    return header + member.raw_name + member.central_extra + member.comment
