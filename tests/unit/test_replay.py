"""A replay says what has become different, and only that."""

from app.replay import find_changes

RECORDED = {
    "outcome": "wrong_answer",
    "timing_ms": {"total": 812.0},
    "peak_memory_bytes": 1 << 28,
    "stdout": {"text": "at 12:30"},
    "counterexample": {"arguments": {"x": {"elements": [1.0, 2.0]}}},
}


def test_same_verdict_has_no_changes_however_long_it_took() -> None:
    again = RECORDED | {"timing_ms": {"total": 3.0}, "peak_memory_bytes": 1, "stdout": {"text": "at 12:31"}}
    assert find_changes(RECORDED, again) == []


def test_each_change_is_named_by_its_place() -> None:
    again = RECORDED | {
        "outcome": "accepted",
        "counterexample": {"arguments": {"x": {"elements": [1.0, 3.0]}}},
        "lesson": None,
        "replay_seed": 4,
    }
    assert find_changes(RECORDED, again) == [
        'outcome: was "wrong_answer", is "accepted"',
        "counterexample.arguments.x.elements[1]: was 2.0, is 3.0",
        "replay_seed: was null, is 4",
    ]
