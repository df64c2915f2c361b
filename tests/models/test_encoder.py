"""The encoder against transformers' own, and the similarity of right and wrong partners under the shipped weights."""

from __future__ import annotations

import json
from pathlib import Path

import numpy
import pytest

from models.encoder import CENTRES, SentenceEncoder, cosine, open_encoder
from models.store.files import find
from nlp.errors import ArtefactError

PAIRS = [
    ("أعلنت وزارة الصحة تسجيل ثلاث حالات جديدة بالمرض.", "The Ministry of Health announced three new cases of the disease."),
    ("فاز الفريق بالمباراة النهائية بعد ركلات الترجيح.", "The team won the final match after a penalty shootout."),
    ("ارتفعت أسعار النفط في الأسواق العالمية اليوم.", "Oil prices rose on world markets today."),
]


def test_states_are_those_of_transformers() -> None:
    import torch
    from transformers import AutoModelForSeq2SeqLM

    folder = find("embedded")
    encoder = SentenceEncoder(folder)
    model = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32).eval()
    for text, _ in PAIRS:
        ids = [*encoder._open()[1].encode(text), 2]
        with torch.inference_mode():
            states = model.model.encoder(input_ids=torch.tensor([ids])).last_hidden_state[0]
        assert numpy.allclose(encoder.vectors([text])[0], states.mean(0).numpy(), atol=2e-4)


def test_the_right_partner_is_the_most_alike() -> None:
    encoder = open_encoder()
    if encoder is None:
        pytest.fail(f"The shipped weights carry no {CENTRES}.")
    for arabic, right in PAIRS:
        scores = encoder.similarity([(arabic, english) for _, english in PAIRS])
        assert PAIRS[int(numpy.argmax(scores))][1] == right


def test_empty_text_is_like_nothing(tmp_path: Path) -> None:
    encoder = SentenceEncoder(find("embedded"))
    assert not encoder.vectors([""]).any()
    assert cosine(numpy.zeros(3), numpy.ones(3)) == 0.0


def test_long_text_is_read_to_a_limit() -> None:
    encoder = SentenceEncoder(find("embedded"))
    assert numpy.isfinite(encoder.vectors(["كلمة " * 5000])).all()


def test_missing_and_damaged_files_are_told(tmp_path: Path) -> None:
    assert open_encoder(tmp_path) is None
    with pytest.raises(ArtefactError, match="cannot be read"):
        SentenceEncoder(tmp_path).vectors(["نص"])
    (tmp_path / CENTRES).write_text(json.dumps({"arabic": [1]}), encoding="utf-8")
    with pytest.raises(ArtefactError, match="centres"):
        SentenceEncoder(tmp_path).similarity([])
