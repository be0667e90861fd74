"""What makes training fast must not change what is learned. Needs torch, which only the extra `training` installs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
sys.path.insert(0, str(Path(__file__).parent.parent.parent / "training"))

from encoder import Dropout, Layer  # noqa: E402
from loss import type_loss  # noqa: E402


def test_dropout_drops_its_share_and_keeps_the_mean() -> None:
    torch.manual_seed(1)
    layer = Dropout(0.1)
    states = layer(torch.ones(1000, 100))
    assert (states == 0).float().mean().item() == pytest.approx(26 / 256, abs=0.005)
    assert states.mean().item() == pytest.approx(1, abs=0.01)
    assert torch.equal(layer.eval()(torch.ones(3)), torch.ones(3))


def test_attention_is_the_same_in_training() -> None:
    torch.manual_seed(1)
    layer = Layer(12, 3, 24, 0.0)
    states, bias = torch.randn(2, 5, 12), torch.zeros(2, 1, 1, 5)
    bias[1, ..., 3:] = -1e4
    assert torch.allclose(layer.train()(states, bias), layer.eval()(states, bias), atol=1e-5)


def test_where_no_type_is_known_nothing_is_wrong() -> None:
    assert type_loss(torch.zeros(1, 17), [], torch.ones(17)).item() == 0
