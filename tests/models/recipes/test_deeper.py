"""A grown decoder says what the old one said and learns; two passes that disagree cost something."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import BartConfig, BartForConditionalGeneration

from models.recipes.translator import deepen
from models.recipes.translator.losses import sampled_loss

IDS = torch.tensor([[5, 9, 11, 2], [7, 8, 2, 0]])


@pytest.fixture
def old() -> BartForConditionalGeneration:
    torch.manual_seed(3)
    shape = {"d_model": 16, "encoder_layers": 1, "decoder_layers": 2, "encoder_ffn_dim": 32, "decoder_ffn_dim": 32}
    heads = {"encoder_attention_heads": 2, "decoder_attention_heads": 2}
    model = BartForConditionalGeneration(BartConfig(vocab_size=40, pad_token_id=0, eos_token_id=2, **shape, **heads))
    with torch.no_grad():  # norms as training leaves them
        for name, value in model.named_parameters():
            if "layer_norm" in name:
                value.add_(torch.randn_like(value) * 0.3)
    return model.eval()


@pytest.mark.parametrize("layers", [2, 3, 4])
def test_a_grown_decoder_says_the_same_and_all_of_it_learns(old: BartForConditionalGeneration, layers: int) -> None:
    grown = deepen.deepen(old, layers).eval()
    logits = [model(input_ids=IDS, decoder_input_ids=IDS).logits for model in (old, grown)]
    assert torch.allclose(logits[0], logits[1], atol=1e-3)
    logits[1].square().sum().backward()
    for layer in grown.model.decoder.layers:
        assert float(layer.fc2.weight.grad.abs().sum()) > 0
        assert float(layer.encoder_attn.out_proj.weight.grad.abs().sum()) > 0


def test_a_decoder_grows_to_twice_its_layers_at_most(old: BartForConditionalGeneration) -> None:
    with pytest.raises(ValueError, match="grows to at most 4, not 5"):
        deepen.deepen(old, 5)


def test_a_grown_folder_is_whole(old: BartForConditionalGeneration, tmp_path: Path) -> None:
    start = tmp_path / "start"
    old.save_pretrained(start)
    for name in deepen.BESIDE:
        (start / name).write_text(name, encoding="utf-8")
    deepen.main([str(start), str(tmp_path / "deep"), "--layers", "3"])
    grown = BartForConditionalGeneration.from_pretrained(tmp_path / "deep")
    assert grown.config.decoder_layers == 3
    assert all((tmp_path / "deep" / name).read_text(encoding="utf-8") == name for name in deepen.BESIDE)


@pytest.mark.parametrize("candidates", [0, 10])
def test_two_passes_that_disagree_cost_something(candidates: int) -> None:
    states, weight, bias, targets = torch.randn(3, 8), torch.randn(40, 8), torch.zeros(40), torch.tensor([4, 5, 6])
    both = targets.repeat(2)

    def loss(second: torch.Tensor, agree: float) -> float:
        draw = torch.Generator().manual_seed(1)
        return float(sampled_loss(torch.cat([states, second]), both, weight, bias, candidates, 0.1, draw, agree))

    assert loss(states, 5.0) == pytest.approx(loss(states, 0.0))
    assert loss(states + 0.5, 5.0) > loss(states + 0.5, 0.0) + 0.1
