"""How fast verdicts come, from how long the latest ones took."""

import math
from collections import deque

FIRST_GUESS_S = 2.0
REMEMBERED = 50


class Pace:
    def __init__(self, judges: int) -> None:
        self._judges = judges
        self._durations_s: deque[float] = deque(maxlen=REMEMBERED)

    def remember(self, duration_s: float) -> None:
        self._durations_s.append(duration_s)

    @property
    def verdict_s(self) -> float:
        """Seconds from one verdict to the next while all judges work."""
        durations_s = self._durations_s or [FIRST_GUESS_S]
        return sum(durations_s) / len(durations_s) / self._judges

    def wait_s(self, submissions: int) -> int:
        """Whole seconds until that many are judged, at least one."""
        return max(1, math.ceil(submissions * self.verdict_s))
