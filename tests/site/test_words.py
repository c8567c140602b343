"""What pages call values."""

import pytest

from app.site.words import write_span


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "less than a minute"),
        (29.9, "less than a minute"),
        (31, "1 min"),
        (59 * 60, "59 min"),
        (59.6 * 60, "1 h 0 min"),
        (150 * 60, "2 h 30 min"),
        (24 * 3600, "1 d 0 h"),
        (60 * 3600, "2 d 12 h"),
    ],
)
def test_a_length_of_time_is_said_as_exactly_as_anybody_would(seconds: float, said: str) -> None:
    assert write_span(seconds) == said
