"""What is submitted: one solution of each kind, and as many different sources of it as are asked for."""

import secrets
from enum import StrEnum

from grader.catalogue import DEFAULT_PROBLEMS_DIR

_SUBMISSIONS = DEFAULT_PROBLEMS_DIR / "state_zero_kernel" / "submissions"


class Kind(StrEnum):
    """Named after the outcome that must come of it."""

    ACCEPTED = "accepted"
    WRONG_ANSWER = "wrong_answer"
    STEP_MISSING = "step_missing"


FILES = {
    Kind.ACCEPTED: "textbook.py",
    Kind.WRONG_ANSWER: "plain_tree_map.py",
    Kind.STEP_MISSING: "zeroed_in_place.py",
}


def read_source(kind: Kind) -> str:
    return (_SUBMISSIONS / kind / FILES[kind]).read_text(encoding="utf-8")


def vary_source(kind: Kind) -> str:
    """The same program in a source that was never seen before: nothing of it can have been kept, its calls neither."""
    return f"{read_source(kind)}\n# {secrets.token_hex(8)}\n"
