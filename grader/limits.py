"""What one worker may use. Every bound is enforced from outside the worker."""

from dataclasses import dataclass, fields

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one worker, for its whole life except where a field says otherwise."""

    call_wall_s: float = 10.0
    """Time for one call, the load of the source included."""
    cpu_s: float = 60.0
    memory_bytes: int = 1024 * MEBIBYTE
    """Resident memory. JAX's own share, about 250 MiB, counts."""
    output_bytes: int = 1024 * 1024
    """Written to stdout and stderr, each. A verdict shows the first part of it."""
    reply_bytes: int = 8 * MEBIBYTE
    """One answer, framing included."""
    threads: int = 64
    """XLA starts about 20 on two cores, and more on larger machines."""
    source_bytes: int = 64 * 1024

    def clamped_to(self, most: "Limits") -> "Limits":
        """The stricter of the two, field by field: an operator's settings bound a problem's."""
        return Limits(**{f.name: min(getattr(self, f.name), getattr(most, f.name)) for f in fields(self)})


# Below these a limit of ours would stop XLA itself, which a student could not help (DECISIONS 9).
LEAST = Limits(
    call_wall_s=1.0,
    cpu_s=2.0,
    memory_bytes=512 * MEBIBYTE,
    output_bytes=1024,
    reply_bytes=64 * 1024,
    threads=32,
    source_bytes=1024,
)
