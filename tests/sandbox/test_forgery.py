"""A submission owns its end of the pipes: whatever it writes there is an outcome, never a pass and never a crash."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from grader.limits import Limits
from grader.protocol import Frame
from grader.sandbox.answer import Answer, Death, Died, Loaded
from grader.sandbox.attacks import HARNESS
from grader.sandbox.worker_client import Worker
from grader.sandbox.zygote_client import FirstZygote
from grader.values import MappingValue, ScalarValue
from tests.unit.hostile_frames import frames
from tests.unit.test_hostile_frames import assert_no_pass, places

RunInCage = Callable[..., Answer]

WRITE = """
import json, os, struct
def frame(header, body=b""):
    text = json.dumps(header).encode()
    return struct.pack(">II", len(text), len(body)) + text + body
def send(data):
    os.write(4, data)
def attack():
    {}
    import time
    time.sleep(60)
"""
ONE = '{"array": "jax.Array", "dtype": "float32", "shape": [1]}}, b"\\0\\0\\x80?")'
ONES = 'frame({"answer": "returned", "number": %s, "value": ' + ONE

FORGERIES = {
    "guessed number": "send(" + ONES % "0" + ")",
    "no number": 'send(frame({"answer": "loaded"}))',
    "text as number": "send(" + ONES % '"1"' + ")",
    "garbage": "send(os.urandom(4096))",
    "huge length": "send(b'\\xff' * 8)",
    "header is a list": 'send(struct.pack(">II", 2, 0) + b"[]")',
    "header is not utf-8": 'send(struct.pack(">II", 2, 0) + b"\\xff\\xff")',
    "header nests deeply": 'send(struct.pack(">II", 100_000, 0) + b"[" * 60_000); send(b"[" * 40_000)',
    "header holds NaN": 'send(struct.pack(">II", 13, 0) + b\'{"number":NaN\')',
}
SILENCES = {"closed answer pipe": "os.close(4)", "closed question pipe": "os.close(3)"}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES.keys())
def test_forged_reply_is_no_answer(run_in_cage: RunInCage, forgery: str) -> None:
    answer = run_in_cage(WRITE.format(forgery), Limits(call_wall_s=3.0))
    assert isinstance(answer, Died)
    assert answer.death is Death.REPLY


@pytest.mark.parametrize("silence", SILENCES.values(), ids=SILENCES.keys())
def test_closed_pipe_is_no_answer(run_in_cage: RunInCage, silence: str) -> None:
    answer = run_in_cage(WRITE.format(silence), Limits(call_wall_s=2.0))
    assert isinstance(answer, Died)
    assert answer.death is Death.TIME


def test_flood_of_replies_does_not_fill_the_judge(run_in_cage: RunInCage) -> None:
    flood = WRITE.format("send(struct.pack('>II', 10, 1 << 30) + b'x' * 10)\n    while True: send(b'x' * 65536)")
    answer = run_in_cage(flood, Limits(call_wall_s=3.0))
    assert isinstance(answer, Died)
    assert answer.death is Death.REPLY


def test_reply_before_the_question_is_not_taken_for_its_answer(run_in_cage: RunInCage) -> None:
    early = WRITE.format("pass") + "\nsend(" + ONES % "1" + ")\n"
    answer = run_in_cage(early, Limits(call_wall_s=3.0))
    assert isinstance(answer, Died)
    assert answer.death is Death.REPLY


FORGER = """
import json, os, struct, sys
def find_number():
    caller = sys._getframe()
    while caller:
        for thing in caller.f_locals.values():
            if "number" in getattr(thing, "header", ()):
                return thing.header["number"]
        caller = caller.f_back
def attack(header, body, places):
    text = json.dumps({**json.loads(header), "number": find_number()}).encode()
    stream = struct.pack(">II", len(text), len(body) // 2) + text + bytes.fromhex(body)
    bounds = [0, *(min(place, len(stream)) for place in json.loads(places)), len(stream)]
    for start, end in zip(bounds, bounds[1:]):
        os.write(4, stream[start:end])
    os._exit(0)
"""


@settings(max_examples=50, deadline=None)
@given(frame=frames(), places=places)
def test_no_frame_with_the_right_number_is_a_pass(first_zygote: FirstZygote, frame: Frame, places: list[int]) -> None:
    """From a real worker, in pieces, and gone after it."""
    with Worker(first_zygote, Limits()) as worker:
        worker.send_load(FORGER, HARNESS, "attack", ["header", "body", "places"])
        assert isinstance(worker.receive(), Loaded)
        arguments = {"header": json.dumps(frame.header), "body": frame.body.hex(), "places": json.dumps(sorted(places))}
        worker.send_call(MappingValue(tuple((name, ScalarValue(text)) for name, text in arguments.items())))
        assert_no_pass(worker.receive())
        assert isinstance(worker.receive(), Died)
