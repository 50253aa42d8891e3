"""A PostgreSQL cluster of the tests' own, from the server programs that are on the machine."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL

_FAST = "-c fsync=off -c full_page_writes=off -c listen_addresses='' -c max_connections=120"


def programs() -> Path | None:
    """The folder of the newest server programs; None when there are none."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


class Cluster:
    """A running server, reached over a socket in its own folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._databases = 0

    def url(self, database: str) -> URL:
        query = {"host": str(self._folder)}
        return URL.create("postgresql+psycopg", username="meridian", database=database, query=query)

    def create_database(self, template: str = "template1") -> URL:
        """An empty database, or a copy of another."""
        self._databases += 1
        name = f"test_{self._databases}"
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        engine.dispose()
        return self.url(name)


@contextmanager
def running_cluster(bin_folder: Path) -> Iterator[Cluster]:
    """Start a cluster as a user without rights, which is what PostgreSQL insists on; stop it after."""
    # A socket's address has to be short, so the folder is not one of pytest's.
    folder = Path(mkdtemp(prefix="meridian-pg-"))
    data, log = folder / "data", folder / "log"
    try:
        if os.getuid() == 0:
            account = _account()
            os.chown(folder, account.pw_uid, account.pw_gid)
        _run(
            bin_folder / "initdb",
            "-D",
            data,
            "-U",
            "meridian",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "-N",
        )
        _run(bin_folder / "pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", f"{_FAST} -k {folder}")
        try:
            yield Cluster(folder)
        finally:
            _run(bin_folder / "pg_ctl", "stop", "-m", "immediate", "-D", data)
    finally:
        shutil.rmtree(folder)


def _run(*command: Path | str) -> None:
    user: dict[str, object] = {}
    if os.getuid() == 0:
        account = _account()
        user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    done = subprocess.run(  # type: ignore[call-overload]
        [str(part) for part in command],
        cwd="/",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **user,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")
