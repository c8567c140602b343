"""How long the line takes, from how long the latest verdicts took."""

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

    def wait_s(self, submissions: int) -> int:
        """Whole seconds until that many are judged, at least one."""
        mean_s = sum(self._durations_s) / len(self._durations_s) if self._durations_s else FIRST_GUESS_S
        return max(1, math.ceil(submissions * mean_s / self._judges))

    def room_s(self, open_count: int) -> int:
        """When to come back to a full queue: half of it is gone by then.

        Sooner, all who were turned away together would find room for one; later, judges could stand idle.
        """
        return self.wait_s(math.ceil(open_count / 2))
