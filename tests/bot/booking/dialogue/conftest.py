"""A dialogue on an empty calendar whose clock shows Monday 2026-11-23 09:30 in Hong Kong."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.booking.desk import BookingDesk
from bot.booking.dialogue.dialogue import Dialogue
from bot.clock import Clock
from bot.settings import Settings
from knowledge.clinic import ClinicProfile
from knowledge.language import Language
from tests.bot.booking.bookings import NOW
from tests.bot.booking.dialogue.talk import Talk

Begin = Callable[..., Talk]


@pytest.fixture
async def desk(
    sqlite_template: Path, tmp_path: Path, clinic_profile: ClinicProfile
) -> AsyncIterator[BookingDesk]:
    shutil.copy(sqlite_template, tmp_path / "test.db")
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'test.db'}")
    desk = BookingDesk(settings, lambda: clinic_profile, Clock.starting_at(NOW))
    await desk.open()
    yield desk
    await desk.close()


@pytest.fixture
def dialogue(desk: BookingDesk, clinic_profile: ClinicProfile) -> Dialogue:
    return Dialogue(desk, lambda: clinic_profile, Clock.starting_at(NOW), "https://clinic.example")


@pytest.fixture
def begin(dialogue: Dialogue) -> Begin:
    """Begins a conversation of its own."""

    def begun(language: Language = Language.EN) -> Talk:
        return Talk(dialogue, language)

    return begun


@pytest.fixture
def talk(begin: Begin) -> Talk:
    return begin()
