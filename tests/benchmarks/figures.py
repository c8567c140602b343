"""Arithmetic on what was measured."""

from collections.abc import Sequence


def find_percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0..1) of them lie, interpolated between its two neighbours."""
    if not values:
        raise ValueError("there is no percentile of nothing")
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def find_median(values: Sequence[float]) -> float:
    return find_percentile(values, 0.5)


def divide(value: float | None, by: float | None) -> float | None:
    """None where one of them was not measured: a ratio is never made up."""
    return None if value is None or not by else value / by


def round_figures(thing: object, digits: int = 4) -> object:
    """The same tree with every float cut to so many significant digits: the rest is noise."""
    if isinstance(thing, float):
        return float(f"{thing:.{digits}g}")
    if isinstance(thing, dict):
        return {key: round_figures(value, digits) for key, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [round_figures(item, digits) for item in thing]
    return thing
