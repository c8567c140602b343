"""Faults of a source that its bytes show. What needs a parser is found in the worker: parsers have crashed before."""

from grader.limits import Limits

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def find_static_fault(source: bytes, limits: Limits) -> str | None:
    """One sentence on why this cannot be Python source, or None."""
    if len(source) > limits.source_bytes:
        return f"The source is {len(source)} bytes long; at most {limits.source_bytes} are judged."
    if b"\0" in source:
        line = source[: source.index(b"\0")].count(b"\n") + 1
        return f"The source holds a NUL byte in line {line}: it does not look like a text file."
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        return f"The source is not UTF-8: byte 0x{source[error.start]:02x} in line {line}. Save the file as UTF-8."
    if not text.lstrip(BYTE_ORDER_MARK).strip():
        return "The source is empty."
    return None


def decode_source(source: bytes) -> str:
    """The text of a source without fault: no byte order mark, line ends as Python counts them."""
    return source.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
