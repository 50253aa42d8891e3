"""What several packages of tests share: encoder, real catalogue, a small trained clinic, PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue, load_catalogue
from knowledge.encoder import Encoder
from knowledge.encoder_choice import load_encoder
from knowledge.library import Library
from tests.bot.postgresql import Cluster, programs, running_cluster

_SMALL_CLINIC = Path(__file__).parent / "knowledge" / "small_clinic"


@dataclass(frozen=True)
class SmallClinic:
    """A trained clinic of five topics in a folder of its own, to be changed as a test likes."""

    root: Path
    encoder: Encoder

    @property
    def knowledge(self) -> Path:
        return self.root / "knowledge"

    @property
    def nlu(self) -> Path:
        return self.root / "nlu"

    @property
    def var(self) -> Path:
        return self.root / "var"

    def open(self) -> Library:
        """Its library, as a process that starts now opens it."""
        return Library(self.encoder, self.var, self.knowledge, self.nlu)

    def topic(self, topic: str) -> Path:
        """The file of a topic."""
        return self.knowledge / "answers" / f"{topic}.yml"

    def edit(self, path: Path, old: str, new: str) -> None:
        """Replace a text that stands in a file once."""
        content = path.read_text(encoding="utf-8")
        assert content.count(old) == 1, (path, old)
        path.write_text(content.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def trained_clinic(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> SmallClinic:
    """The small clinic, trained; it is shared, so no test changes its files."""
    clinic = SmallClinic(tmp_path_factory.mktemp("clinic") / "small", encoder)
    shutil.copytree(_SMALL_CLINIC, clinic.root)
    clinic.open()
    return clinic


@pytest.fixture(scope="session")
def library(trained_clinic: SmallClinic) -> Library:
    """The library of the shared small clinic, only to be asked."""
    return trained_clinic.open()


@pytest.fixture
def clinic(trained_clinic: SmallClinic, tmp_path: Path) -> SmallClinic:
    """A trained small clinic of the test's own."""
    shutil.copytree(trained_clinic.root, tmp_path / "clinic")
    return SmallClinic(tmp_path / "clinic", trained_clinic.encoder)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of the tests' own."""
    bin_folder = programs()
    if bin_folder is None:
        pytest.skip("PostgreSQL's server programs are not on this machine (Debian: postgresql-15)")
    with running_cluster(bin_folder) as running:
        yield running
