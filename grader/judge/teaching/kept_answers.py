"""Answers in files: the form in which a problem's notes are kept between two starts."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from grader.judge.kept import read_frames, write_frames
from grader.protocol import Frame, MalformedFrame
from grader.sandbox.answer import Answer, Raised, Returned
from grader.values import MalformedValue, ScalarValue, SequenceValue, Value, pack, unpack

Answers = tuple[Answer, ...]


def write_answers(path: Path, rows: Sequence[Answers]) -> None:
    """Each row as a frame."""
    write_frames(path, map(_encode, rows))


def read_answers(path: Path) -> list[Answers] | None:
    """None where they are not there, or damaged: they are made again."""
    frames = read_frames(path)
    try:
        return None if frames is None else list(_decode(frames))
    except (MalformedFrame, MalformedValue, KeyError, TypeError, ValueError):
        return None


def _encode(answers: Answers) -> Frame:
    tree, body = pack(SequenceValue("tuple", tuple(map(_to_value, answers))))
    return Frame({"answers": tree}, body)


def _decode(frames: Iterator[Frame]) -> Iterator[Answers]:
    for frame in frames:
        match unpack(frame.header["answers"], frame.body):
            case SequenceValue(_, items):
                yield tuple(map(_to_answer, items))
            case _:
                raise MalformedValue("not a list of answers")


def _to_value(answer: Answer) -> Value:
    match answer:
        case Returned(value):
            return SequenceValue("list", (value,))
        case Raised(exception, message):
            return SequenceValue("tuple", (ScalarValue(exception), ScalarValue(message)))
    raise TypeError(f"not an answer of trusted code: {answer}")


def _to_answer(value: Value) -> Answer:
    match value:
        case SequenceValue("list", (returned,)):
            return Returned(returned)
        case SequenceValue("tuple", (ScalarValue(str() as exception), ScalarValue(str() as message))):
            return Raised(exception, message, ())
    raise MalformedValue("not an answer")
