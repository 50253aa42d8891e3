"""What was erased is gone from SQLite's log too."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.settings import Settings
from bot.storage.database import Database


@pytest.mark.asyncio
async def test_an_emptied_log_holds_nothing_of_what_was_deleted(tmp_path: Path) -> None:
    database = Database(Settings(var=tmp_path))
    await database.open()
    await database.run(
        lambda c: c.execute(text("INSERT INTO forgettings VALUES ('a-lingering-word', '2026-11-21')"))
    )
    await database.run(lambda c: c.execute(text("DELETE FROM forgettings")))
    await database.empty_log()

    assert b"a-lingering-word" not in held(tmp_path)
    await database.close()


def held(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("meridian.db*"))
