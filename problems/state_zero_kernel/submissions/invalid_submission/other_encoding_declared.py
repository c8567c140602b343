# -*- coding: utf-16 -*-
"""Declares an encoding that it is not saved in, and has no function."""
