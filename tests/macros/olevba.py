"""oletools' reading of VBA projects, the peer of our writing."""

import warnings
from pathlib import Path

with warnings.catch_warnings():
    # oletools calls pyparsing by names that are on their way out.
    warnings.simplefilter("ignore", DeprecationWarning)
    from oletools.olevba import VBA_Parser, decompress_stream


def decompressed(container: bytes) -> bytes:
    """The text of a compressed container."""
    return bytes(decompress_stream(bytearray(container)))


def modules_of(path: Path) -> dict[str, str]:
    """The text of each module by its stream, as olevba extracts it."""
    parser = VBA_Parser(str(path))
    try:
        return {stream: text for _file, stream, _name, text in parser.extract_macros()}
    finally:
        parser.close()
