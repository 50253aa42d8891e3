"""What is raised for a setting that cannot be used."""

from __future__ import annotations


class SettingError(ValueError):
    """A setting that cannot be used; the message names it and says what is expected."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(f"{name}={value!r} cannot be used: expected {expected}")
