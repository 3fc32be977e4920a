"""The compression of VBA's streams (MS-OVBA 2.4.1). Reading it back is left to others: oletools, LibreOffice, Excel."""

import struct

CHUNK = 4096
_SIGNATURE = b"\x01"
_COMPRESSED, _RAW = 0xB000, 0x3000
_SHORTEST = 3


def compress(data: bytes) -> bytes:
    """A compressed container. A last chunk that does not shrink is padded with zeros to 4096 bytes, as 2.4.1.3.10 says."""
    return _SIGNATURE + b"".join(_chunk(data[start : start + CHUNK]) for start in range(0, len(data), CHUNK))


def _chunk(data: bytes) -> bytes:
    tokens = _tokens(data)
    if len(tokens) > CHUNK:
        return struct.pack("<H", _RAW | CHUNK - 1) + data.ljust(CHUNK, b"\0")
    return struct.pack("<H", _COMPRESSED | len(tokens) - 1) + tokens


def _tokens(data: bytes) -> bytes:
    """Groups of up to eight tokens, each group behind a byte whose bits tell the copies from the literals."""
    written = bytearray()
    at = count = group = 0
    while at < len(data):
        if count % 8 == 0:
            group = len(written)
            written.append(0)
        offset, length = _longest_match(data, at)
        if length:
            written[group] |= 1 << count % 8
            written += _copy_token(at, offset, length)
        else:
            written.append(data[at])
        at += length or 1
        count += 1
    return bytes(written)


def _longest_match(data: bytes, at: int) -> tuple[int, int]:
    """Offset back and length of the nearest longest run that repeats here, which may run on into itself; else 0, 0."""
    found, length = at - 1, 0
    longest = min((1 << _length_bits(at)) + 2, len(data) - at)
    while length < longest:
        start = data.rfind(data[at : at + length + 1], 0, found + length + 1)
        if start < 0:
            break
        found, length = start, length + 1
    return (at - found, length) if length >= _SHORTEST else (0, 0)


def _copy_token(at: int, offset: int, length: int) -> bytes:
    return struct.pack("<H", offset - 1 << _length_bits(at) | length - _SHORTEST)


def _length_bits(at: int) -> int:
    """The bits of a copy token that hold the length: the offset takes as many as the bytes before need, at least 4."""
    return 16 - max((at - 1).bit_length(), 4)
