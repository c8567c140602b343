"""What an account may do. Light to import: the command line names roles before it needs a store."""

from enum import StrEnum


class Role(StrEnum):
    """Each may all that the one before it may."""

    STUDENT = "student"
    INSTRUCTOR = "instructor"
    ADMIN = "admin"
