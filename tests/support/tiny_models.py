"""Real architectures, tiny and random, saved to disk by tests: what the hub's checkpoints are, at 1/1000 of the size.

Seeded, so that a test which compares two runtimes compares the same numbers. Weights are drawn wide: the default initialisation
of a tiny model gives nearly equal scores, where quantisation noise would decide the search.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from models.store.files import find

CORPUS = [
    "قال الرئيس إن الحكومة لن تسمح بذلك",
    "زار الوزير مدينة القاهرة يوم الأحد",
    "the president said that the government will not allow it",
    "the minister visited the city of Cairo on Sunday",
    "وصل 77 لاجئا إلى لبنان أمس",
    "77 refugees arrived in Lebanon yesterday",
]


def _pieces(folder: Path, size: int = 90, **options: Any) -> Path:
    import sentencepiece

    folder.mkdir(parents=True, exist_ok=True)
    text = folder / "corpus.txt"
    text.write_text("\n".join(CORPUS * 20), encoding="utf-8")
    prefix = folder / "sentencepiece.bpe"
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(prefix),
        vocab_size=size,
        character_coverage=1.0,
        hard_vocab_limit=False,
        minloglevel=2,
        **options,
    )
    text.unlink()
    (folder / "sentencepiece.bpe.vocab").unlink()
    return folder / "sentencepiece.bpe.model"


def _embedded_tokenizer(folder: Path) -> dict[str, int]:
    """Copies the embedded engine's tokenizer into `folder`; returns its vocabulary."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("source.spm", "target.spm", "vocab.json", "tokenizer_config.json"):
        shutil.copyfile(find("embedded") / name, folder / name)
    vocabulary: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    return vocabulary


def _network(kind: Any, **options: Any) -> Any:
    """A configuration of the M2M-100, Marian and BART kind: two layers each side, width 32."""
    return kind(
        d_model=32,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        max_position_embeddings=512,
        dropout=0.0,
        **options,
    )


def _seq2seq(kind: Any, vocabulary: dict[str, int], **options: Any) -> Any:
    """The configuration of a model that begins with <pad> and ends with </s>."""
    pad, eos = vocabulary["<pad>"], vocabulary["</s>"]
    ends = {"eos_token_id": eos, "forced_eos_token_id": eos}
    return _network(
        kind, vocab_size=len(vocabulary), pad_token_id=pad, bos_token_id=pad, decoder_start_token_id=pad, **ends, **options
    )


def _save(model: Any, folder: Path, seed: int) -> None:
    import torch

    torch.manual_seed(seed)
    with torch.no_grad():
        for name, weights in model.named_parameters():
            if weights.dim() > 1:
                weights.normal_(0.0, 0.35 if "embed" in name or "shared" in name else 0.25)
        for module in model.modules():  # trained checkpoints have zeros there, and CTranslate2 counts on it
            if isinstance(module, torch.nn.Embedding) and module.padding_idx is not None:
                module.weight[module.padding_idx] = 0.0
    model.eval().save_pretrained(folder, safe_serialization=True)


def marian(folder: Path, seed: int = 1) -> Path:
    """A Marian model (opus-mt) with the vocabulary of the embedded weights."""
    import transformers

    pieces = _embedded_tokenizer(folder)
    pieces.pop("<pad>")
    vocabulary = {piece: i for i, piece in enumerate([*sorted(pieces, key=pieces.__getitem__), "<pad>"])}  # as opus-mt has it: last
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    more = {"scale_embedding": True, "static_position_embeddings": True, "activation_function": "swish"}
    config = _seq2seq(transformers.MarianConfig, vocabulary, decoder_vocab_size=len(vocabulary), **more)
    _save(transformers.MarianMTModel(config), folder, seed)
    return folder


def with_stray_output(folder: Path) -> Path:
    """A Marian folder with an output layer that has nothing to do with it beside the shared embeddings, as some on the hub have."""
    import torch
    from safetensors.torch import load_file, save_file

    weights = load_file(folder / "model.safetensors")
    torch.manual_seed(7)
    stray = torch.randn_like(weights["model.shared.weight"])
    save_file(weights | {"lm_head.weight": stray}, folder / "model.safetensors", {"format": "pt"})
    return folder


def bart(folder: Path, seed: int = 1) -> Path:
    """A BART model as the embedded one is, at width 32."""
    import transformers

    config = _seq2seq(transformers.BartConfig, _embedded_tokenizer(folder))
    _save(transformers.BartForConditionalGeneration(config), folder, seed)
    return folder


def nllb(folder: Path, seed: int = 1) -> Path:
    """An NLLB model: M2M-100's network with NLLB's tokenizer and tags."""
    import transformers

    model = _pieces(folder, bos_id=1, eos_id=2, unk_id=0, pad_id=-1)
    from transformers.models.nllb.tokenization_nllb import FAIRSEQ_LANGUAGE_CODES

    tokenizer = transformers.NllbTokenizer.from_pretrained(
        str(_slow(folder, model)), src_lang="arb_Arab", tgt_lang="eng_Latn", extra_special_tokens=FAIRSEQ_LANGUAGE_CODES
    )
    tokenizer.save_pretrained(folder)
    _m2m_network(folder, len(tokenizer), tokenizer, seed)
    return folder


def m2m100(folder: Path, seed: int = 1) -> Path:
    """An M2M-100 model with its own tokenizer."""
    import sentencepiece
    import transformers

    model = _pieces(folder, bos_id=1, eos_id=2, unk_id=0, pad_id=-1)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(model))
    pieces = [processor.id_to_piece(i) for i in range(3, processor.get_piece_size())]
    vocabulary = {piece: i for i, piece in enumerate(["<s>", "<pad>", "</s>", "<unk>", *pieces])}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    from transformers.models.m2m_100.tokenization_m2m_100 import FAIRSEQ_LANGUAGE_CODES

    tags = [f"__{code}__" for code in FAIRSEQ_LANGUAGE_CODES["m2m100"]]
    tokenizer = transformers.M2M100Tokenizer(
        str(folder / "vocab.json"), str(model), src_lang="ar", tgt_lang="en", extra_special_tokens=tags
    )
    tokenizer.save_pretrained(folder)
    _m2m_network(folder, len(tokenizer) + 8, tokenizer, seed)  # eight made-up words, as the published checkpoints have
    return folder


def bert_tagger(folder: Path, seed: int = 1) -> Path:
    """A BERT tagger with CAMeLBERT's labels."""
    import transformers

    folder.mkdir(parents=True, exist_ok=True)
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءةىأإآ0123456789.,،"
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{c}" for c in letters), "الرئيس", "القاهرة"]
    (folder / "vocab.txt").write_text("\n".join(pieces), encoding="utf-8")
    tokenizer = transformers.BertTokenizer(str(folder / "vocab.txt"), do_lower_case=False)
    tokenizer.save_pretrained(folder)
    labels = ["B-LOC", "B-MISC", "B-ORG", "B-PERS", "I-LOC", "I-MISC", "I-ORG", "I-PERS", "O"]
    config = transformers.BertConfig(
        vocab_size=len(pieces),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=64,
        num_labels=len(labels),
        id2label=dict(enumerate(labels)),
        label2id={name: i for i, name in enumerate(labels)},
    )
    _save(transformers.BertForTokenClassification(config), folder, seed)
    return folder


def _slow(folder: Path, model: Path) -> Path:
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "NllbTokenizer"}), encoding="utf-8")
    (folder / "config.json").write_text(json.dumps({"model_type": "m2m_100"}), encoding="utf-8")
    assert model.is_file()
    return folder


def _m2m_network(folder: Path, size: int, tokenizer: Any, seed: int) -> None:
    import transformers

    config = _network(
        transformers.M2M100Config,
        vocab_size=size,
        pad_token_id=tokenizer.pad_token_id,
        eos_token_id=tokenizer.eos_token_id,
        bos_token_id=tokenizer.bos_token_id,
        decoder_start_token_id=tokenizer.eos_token_id,
        activation_function="relu",
    )
    _save(transformers.M2M100ForConditionalGeneration(config), folder, seed)
