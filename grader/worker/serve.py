"""Load one submission, then answer calls until the judge closes the line. Untrusted: it decides nothing."""

import os
import sys
import types
from contextlib import ExitStack
from typing import Any

from grader.protocol import Frame, FrameReader
from grader.values import ArrayValue, MappingValue, OpaqueValue, ScalarValue, SequenceValue, Value, pack, unpack
from grader.worker.answers import describe, describe_exception
from grader.worker.dye import Dye
from grader.worker.submission import InvalidSubmission, load_function

MOST_QUESTION_BYTES = 64 << 20
CHUNK_BYTES = 1 << 16


class Line:
    """The worker's end of its two pipes."""

    def __init__(self, question_fd: int, answer_fd: int) -> None:
        self._question_fd = question_fd
        self._answer_fd = answer_fd
        self._reader = FrameReader(MOST_QUESTION_BYTES)

    def read(self) -> Frame | None:
        """The next question, or None when the judge has closed the line."""
        while (frame := self._reader.take()) is None:
            chunk = os.read(self._question_fd, CHUNK_BYTES)
            if not chunk:
                return None
            self._reader.feed(chunk)
        return frame

    def write(self, frame: Frame) -> None:
        rest = memoryview(frame.encode())
        while rest:
            rest = rest[os.write(self._answer_fd, rest) :]


def serve(line: Line) -> None:
    """Answer every question of the judge, each with the number that it carries."""
    with ExitStack() as stack:
        submission = _Submission(stack)
        while (question := line.read()) is not None:
            answer = submission.answer(question)
            for stream in (sys.stdout, sys.stderr):
                _flush(stream)
            line.write(Frame({**answer.header, "number": question.header["number"]}, answer.body))


class _Submission:
    """What was loaded into this process."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._harness: dict[str, Any] = {}
        self._function: Any = None

    def answer(self, question: Frame) -> Frame:
        try:
            return self._load(question) if question.header["ask"] == "load" else self._call(question)
        except InvalidSubmission as fault:
            return Frame({"answer": "invalid", "message": str(fault), "line": fault.line, "column": fault.column})
        except BaseException as error:  # noqa: BLE001  SystemExit and KeyboardInterrupt too: all of it is the submission's
            return Frame({"answer": "raised", **describe_exception(error)})

    def _load(self, question: Frame) -> Frame:
        header = question.header
        harness = types.ModuleType("harness")
        exec(compile(header["harness"], "harness.py", "exec"), harness.__dict__)  # noqa: S102  the problem's own
        self._harness = harness.__dict__
        if header["dye"] is not None:
            self._stack.enter_context(self._harness["dyed"](Dye(**header["dye"])))
        self._function = load_function(header["source"], header["entry_point"], header["parameters"])
        return Frame({"answer": "loaded"})

    def _call(self, question: Frame) -> Frame:
        arguments = to_python(unpack(question.header["arguments"], question.body))
        tree, body = pack(describe(self._harness["call"](self._function, **arguments)))
        return Frame({"answer": "returned", "value": tree}, body)


def to_python(value: Value) -> Any:
    """Plain Python and NumPy for a value: fresh, writable arrays."""
    match value:
        case ArrayValue():
            return value.to_numpy().copy()
        case ScalarValue(scalar):
            return scalar
        case SequenceValue(type_name, items):
            return (list if type_name == "list" else tuple)(to_python(item) for item in items)
        case MappingValue(entries):
            return {key: to_python(item) for key, item in entries}
        case OpaqueValue(type_name):
            raise ValueError(f"a {type_name} cannot be an argument")


def _flush(stream: Any) -> None:
    try:
        stream.flush()
    except BaseException:  # noqa: BLE001  a submission may have replaced or closed it; what it printed then is lost, no more
        return
