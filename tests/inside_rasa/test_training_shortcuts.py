"""What is left out of Rasa's training changes nothing that is read of it later."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage import local_model_storage
from rasa.engine.storage.resource import Resource
from rasa.engine.training.hooks import TrainingHook
from rasa.shared.utils import io
from tarsafe import TarSafe

from bot.nlu.quick_archive import QuickTar, install_quick_archive
from bot.nlu.sentence_featurizer import SentenceEncoderFeaturizer
from bot.nlu.tokenizer import MultilingualTokenizer
from bot.nlu.training_without_cache import install_training_without_cache
from bot.nlu.yaml_once import install_yaml_once, read_yaml
from bot.settings import PROJECT

NLU = "nlu:\n- intent: greet\n  examples: |\n    - hello\n    - 你好\n"
READ = ["safe", ["safe", "rt"]]


@pytest.fixture(autouse=True)
def rasas_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts back what was there."""
    monkeypatch.setattr(io, "read_yaml", io.read_yaml)
    monkeypatch.setattr(local_model_storage, "TarSafe", local_model_storage.TarSafe)
    for method in ("on_before_node", "on_after_node"):
        monkeypatch.setattr(TrainingHook, method, getattr(TrainingHook, method))


@pytest.mark.parametrize("reader", READ)
def test_yaml_is_read_as_rasa_reads_it(reader):
    first = read_yaml(NLU, reader)

    assert first == read_yaml(NLU, reader) == {"nlu": [{"intent": "greet", "examples": "- hello\n- 你好\n"}]}
    assert hasattr(first, "lc") is isinstance(reader, list)  # the lines, for messages about mistakes


@pytest.mark.parametrize("reader", READ)
def test_who_changes_what_was_read_changes_it_for_nobody_else(reader):
    read_yaml(NLU, reader)["nlu"].clear()

    assert read_yaml(NLU, reader)["nlu"]


def test_rasa_reads_files_by_it(tmp_path):
    install_yaml_once()
    (tmp_path / "nlu.yml").write_text(NLU, encoding="utf-8")

    assert io.read_yaml is read_yaml
    assert io.read_yaml_file(tmp_path / "nlu.yml") == read_yaml(NLU)


def test_a_model_that_was_packed_quickly_is_unpacked_as_any_other(tmp_path):
    install_quick_archive()
    (tmp_path / "weights.npz").write_bytes(bytes(range(256)) * 1000)
    archive, unpacked = tmp_path / "model.tar.gz", tmp_path / "unpacked"

    with local_model_storage.TarSafe.open(archive, "w:gz") as tar:
        tar.add(tmp_path / "weights.npz", arcname="weights.npz")
    with TarSafe.open(archive, "r:gz") as tar:
        tar.extractall(unpacked)

    assert local_model_storage.TarSafe is QuickTar
    assert (unpacked / "weights.npz").read_bytes() == (tmp_path / "weights.npz").read_bytes()
    fastest = 4  # by RFC 1952
    assert archive.read_bytes()[8] == fastest


def test_a_training_neither_digests_nor_keeps_what_its_components_give():
    class Untouched:
        def __getattr__(self, name: str) -> Any:
            raise AssertionError(f"{name} was asked for")

    install_training_without_cache()
    hook = TrainingHook(Untouched(), Untouched(), Untouched())

    kept = hook.on_before_node("classifier", Untouched(), {}, {"training_data": Untouched()})
    hook.on_after_node("classifier", Untouched(), {}, Untouched(), kept)


@pytest.mark.parametrize("model", [None, "a trained model"])
def test_only_what_answers_messages_is_ready_at_once(storage, model):
    context = ExecutionContext(GraphSchema({}), model_id=model, node_name="component")

    tokenizer = MultilingualTokenizer.load(
        MultilingualTokenizer.get_default_config(), storage, Resource("tokenizer"), context
    )
    featurizer = SentenceEncoderFeaturizer.load(
        SentenceEncoderFeaturizer.get_default_config(), storage, Resource("featurizer"), context
    )

    ready = ("_pipelines" in vars(tokenizer), "_encoder" in vars(featurizer._encoder))
    assert ready == (model is not None,) * 2


def test_a_training_does_without_spacy_and_the_encoder():
    command = "import sys, bot.nlu.tokenizer, bot.nlu.sentence_featurizer; sys.exit('spacy' in sys.modules)"

    assert (
        run([sys.executable, "-W", "ignore", "-c", command], cwd=Path(PROJECT), check=False).returncode == 0
    )
