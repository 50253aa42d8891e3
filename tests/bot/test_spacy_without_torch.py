"""What the detector loads, which the gateway waits for."""

from __future__ import annotations

import subprocess
import sys

from bot.settings import PROJECT

LOADED = """
import sys
import bot.safety.detector
print("spacy" in sys.modules, "torch" in sys.modules)
import torch
print(torch.ones(2).sum().item())
"""


def test_the_detector_loads_spacy_without_torch_which_others_may_still_load() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=PROJECT, capture_output=True, text=True, check=False
    )

    assert done.stdout == "True False\n2.0\n", done.stderr
