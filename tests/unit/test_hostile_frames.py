"""Whatever a worker writes to the judge is an outcome: never a crash of the judge, and never a pass."""

import itertools
import json
import tracemalloc
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.judge.comparison import find_difference
from grader.judge.display import show
from grader.judge.feedback import explain_answer, find_outcome
from grader.problem import Tolerance
from grader.protocol import Frame, FrameReader, MalformedFrame
from grader.sandbox.answer import Answer, Returned
from grader.sandbox.worker_client import _read_answer
from grader.values import ArrayValue
from grader.verdict import Outcome
from tests.unit.hostile_frames import frames

MOST_BYTES = 1 << 16
EXPECTED = ArrayValue("jax.Array", "float32", (2,), np.array([0.1234567, -7654.321], np.float32).tobytes())
TOLERANCE = Tolerance(rtol=1e-6, atol=1e-6)
SOURCE = "def f():\n    pass\n"


def read_answers(pieces: list[bytes]) -> list[Answer | None]:
    """As the judge reads them, up to the first bytes that are no frame; None for a frame that is no answer."""
    reader = FrameReader(MOST_BYTES)
    answers = []
    try:
        for piece in pieces:
            reader.feed(piece)
            while frame := reader.take():
                answers.append(_read_answer(frame, is_warm=False))
    except MalformedFrame:
        pass
    return answers


def cut(stream: bytes, places: list[int]) -> list[bytes]:
    bounds = [0, *sorted(min(place, len(stream)) for place in places), len(stream)]
    return [stream[start:end] for start, end in itertools.pairwise(bounds)]


def assert_no_pass(answer: Answer | None) -> None:
    """And that it can be told to a student and written as JSON."""
    if isinstance(answer, Returned):
        assert find_difference(EXPECTED, answer.value, TOLERANCE)
        json.dumps(asdict(show(answer.value)), allow_nan=False)
    elif answer is not None:
        assert find_outcome(answer) is not Outcome.ACCEPTED
        json.dumps(explain_answer(answer, SOURCE))


places = st.lists(st.integers(0, 300), max_size=5)


@given(st.binary(max_size=300), places)
def test_no_bytes_are_a_pass(stream: bytes, places: list[int]) -> None:
    for answer in read_answers(cut(stream, places)):
        assert_no_pass(answer)


@given(frames(), places)
def test_no_frame_is_a_pass(frame: Frame, places: list[int]) -> None:
    (answer,) = read_answers(cut(frame.encode(), places))
    assert_no_pass(answer)


@given(frames(), st.data())
def test_part_of_a_frame_is_no_answer(frame: Frame, data: st.DataObject) -> None:
    whole = frame.encode()
    kept = data.draw(st.integers(0, len(whole) - 1))
    assert read_answers([whole[:kept]]) == []


@given(frames(), st.data())
def test_damaged_frame_is_no_pass(frame: Frame, data: st.DataObject) -> None:
    damaged = bytearray(frame.encode())
    for place in data.draw(st.lists(st.integers(0, len(damaged) - 1), min_size=1, max_size=4)):
        damaged[place] = data.draw(st.integers(0, 255))
    for answer in read_answers([bytes(damaged)]):
        assert_no_pass(answer)


@pytest.mark.parametrize(
    "text",
    [
        '{"answer": "returned", "value": {"array": "jax.Array", "dtype": "float32", "shape": [1e999]}}',
        '{"answer": "returned", "value": {"scalar": 1e999}}',
        '{"answer": "raised", "exception": "E", "message": "", "frames": [{"line": 1e999, "function": ""}]}',
        '{"answer": "raised", "exception": "E", "message": "", "frames": [{"line": "'
        + "9" * 5000
        + '", "function": 1}]}',
        '{"answer": "invalid", "message": "", "line": ' + "9" * 4300 + "}",
        '{"answer": "returned", "value": {"scalar": ' + "9" * 4301 + "}}",
        '{"answer": "returned", "answer": "loaded", "value": {"opaque": "\\ud800"}}',
        '{"answer": "returned", "value": ' + '{"sequence": "list", "items": [' * 900 + "]}" * 900 + "}",
    ],
    ids=["size", "scalar", "line", "long line", "longest line", "integer", "surrogate and twice", "nesting"],
)
def test_numbers_and_texts_at_the_edge_are_no_pass(text: str) -> None:
    stream = len(text).to_bytes(4) + bytes(4) + text.encode()
    for answer in read_answers([stream]):
        assert_no_pass(answer)


def test_showing_nothing_costs_nothing() -> None:
    """A judge that shows it row by row needs gigabytes for what comes in a frame without a body."""
    rows = ArrayValue("jax.Array", "float32", (300_000, 0), b"")
    tracemalloc.start()
    show(rows)
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 1 << 20
