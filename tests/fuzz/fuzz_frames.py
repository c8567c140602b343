"""Feed the judge's reader, guided by the branches that it takes: `make fuzz`, for ever or as long as ARGS says.

The properties and the frames are those of tests/unit/test_hostile_frames.py; what libFuzzer finds, Hypothesis keeps in
its database, and the next run of the tests begins with it.
"""

import sys

import atheris

with atheris.instrument_imports(include=["grader"]):
    from tests.unit.test_hostile_frames import test_no_bytes_are_a_pass, test_no_frame_is_a_pass

RAW = test_no_bytes_are_a_pass.hypothesis.fuzz_one_input  # type: ignore[attr-defined]  # @given puts it there
STRUCTURED = test_no_frame_is_a_pass.hypothesis.fuzz_one_input  # type: ignore[attr-defined]


def fuzz(data: bytes) -> None:
    """The first byte chooses the property."""
    (STRUCTURED if data[:1] > b"\x40" else RAW)(data[1:])


if __name__ == "__main__":
    atheris.Setup(sys.argv, fuzz)
    atheris.Fuzz()
