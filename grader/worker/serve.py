"""Load one submission, then answer calls until the judge closes the line. Untrusted: it decides nothing."""

import os
import sys
import types
from contextlib import ExitStack
from typing import Any, NoReturn

from jax._src import compiler
from jax._src.interpreters import mlir

from grader.protocol import Frame, FrameReader
from grader.values import pack, to_python, unpack
from grader.worker.answers import describe, describe_exception
from grader.worker.dye import Dye
from grader.worker.probes import run_probe
from grader.worker.submission import InvalidSubmission, load_function

WAYS_TO_COMPILE = (
    (mlir, "lower_jaxpr_to_module"),
    (mlir, "make_ir_context"),
    (compiler, "compile_or_get_cached"),
)
"""Where JAX begins to lower or to compile: both wait for threads."""
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


def serve(line: Line, *, can_compile: bool) -> None:
    """Answer every question of the judge, each with the number that it carries.

    Where nothing can be compiled, the process says so and ends as soon as something would have to be.
    """
    with ExitStack() as stack:
        submission = _Submission(stack)
        while (question := line.read()) is not None:
            if not can_compile:
                _end_at_compile(line, question)
            answer = submission.answer(question)
            for stream in (sys.stdout, sys.stderr):
                _flush(stream)
            line.write(Frame({**answer.header, "number": question.header["number"]}, answer.body))


def _end_at_compile(line: Line, question: Frame) -> None:
    def end(*_: Any, **__: Any) -> NoReturn:
        line.write(Frame({"answer": "uncompiled", "number": question.header["number"]}))
        os._exit(0)  # not an exception: the submission could catch it, and compile, and hang

    for module, name in WAYS_TO_COMPILE:
        setattr(module, name, end)


class _Submission:
    """What was loaded into this process."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._harness: dict[str, Any] = {}
        self._function: Any = None

    def answer(self, question: Frame) -> Frame:
        try:
            match question.header["ask"]:
                case "load":
                    return self._load(question)
                case "probe":
                    return self._probe(question)
            return self._call(question)
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
        elif "watched" in self._harness:
            self._stack.enter_context(self._harness["watched"]())
        self._function = load_function(header["source"], header["entry_point"], header["parameters"])
        return Frame({"answer": "loaded"})

    def _call(self, question: Frame) -> Frame:
        arguments = to_python(unpack(question.header["arguments"], question.body))
        return _return(self._harness["call"](self._function, **arguments))

    def _probe(self, question: Frame) -> Frame:
        header = question.header
        arguments = to_python(unpack(header["arguments"], question.body))
        return _return(run_probe(header["probe"], self._harness, self._function, arguments, header["traced"]))


def _return(result: Any) -> Frame:
    tree, body = pack(describe(result))
    return Frame({"answer": "returned", "value": tree}, body)


def _flush(stream: Any) -> None:
    try:
        stream.flush()
    except BaseException:  # noqa: BLE001  a submission may have replaced or closed it; what it printed then is lost, no more
        return
