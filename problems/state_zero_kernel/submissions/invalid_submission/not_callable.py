"""Binds the name to a number."""

state_zero_kernel = 3
