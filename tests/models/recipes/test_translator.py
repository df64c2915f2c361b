"""The recipe's steps on small real inputs: what is kept, what is varied, that training resumes, and what is exported."""

from __future__ import annotations

import json
import lzma
import random
import shutil
from pathlib import Path

import pytest
import torch

from models.encoder import CENTRES, SentenceEncoder
from models.recipes.corpora import augment
from models.recipes.corpora.lines import EvaluationGuard, Pair, Report, clean_pairs, english_form, reason_to_drop, split_long
from models.recipes.corpora.names import find_names
from models.recipes.corpora.similarity import LEAST, similarities
from models.recipes.corpora.sources import SOURCES, Source
from models.recipes.translator import step1_data, step3_average, step4_export
from models.recipes.translator.batches import EOS, PAD, Row, batches, epoch, padded
from models.recipes.translator.exchange import Exchange
from models.recipes.translator.losses import cosine, sampled_loss
from models.recipes.translator.step2_train import Settings, _Run, train
from models.recipes.translator.working import Working, dropping_once
from models.store.files import find, read_manifest, verify

DRAW = random.Random  # a seed, so that every run is the same
ARABIC = "أعلن الرئيس {} أن الحكومة ستواصل العمل في المدينة رقم {}"
ENGLISH = "President {} announced that the government would go on working in town number {}"


@pytest.mark.parametrize(
    ("arabic", "english", "reason"),
    [
        ("وصل الوزير إلى المدينة", "The minister arrived in the city", ""),
        ("", "The minister", "empty"),
        ("وصل الوزير", "The minister arrived in the city and then he went to the other one and so on and on", "length ratio"),
        ("the minister arrived", "The minister arrived", "source not Arabic"),
        ("وصل الوزير", "The minister وصل", "English holds Arabic"),
        ("وصل 15 وزيرا", "There were 16 ministers", "numbers disagree"),
        ("وصل ١٥ وزيرا", "There were 15 ministers", ""),
        ("وصل 15 وزيرا", "Fifteen ministers came", ""),
        ("زر https://a.example الآن", "Visit https://a.example now", "markup"),
        ("كلمة " * 120, "word " * 120, "too long"),
    ],
)
def test_reasons_to_drop(arabic: str, english: str, reason: str) -> None:
    assert reason_to_drop(arabic, english) == reason


def test_evaluation_lines_and_near_copies_are_known() -> None:
    line = "أعلن علماء من كلية الطب عن اختراع أداة تشخيصية جديدة يمكنها تصنيف الخلايا"
    guard = EvaluationGuard([(line, "On Monday scientists announced the invention of a new diagnostic tool")])
    assert guard.knows(line)
    assert guard.knows("أعلن علماءٌ من كليةِ الطب اليوم عن اختراع أداة تشخيصية جديدة يمكنها تصنيف الخلايا")
    assert guard.knows("scientists announced the invention of a new diagnostic tool!")
    assert not guard.knows("أعلن الرئيس عن زيارة جديدة إلى المدينة")


def test_repeats_are_dropped_across_sources() -> None:
    report, seen = Report(), set[str]()
    guard = EvaluationGuard([])
    lines = [(0, "صوت 15 نائبا", "15 members voted"), (1, "صَوَّت 16 نائبا", "16 members voted")]
    first = list(clean_pairs(lines, "a", 1.0, guard, seen, report))
    assert [pair.line for pair in first] == [0]
    assert list(clean_pairs(lines[:1], "b", 1.0, guard, seen, report)) == []
    assert report.dropped == {"a: repeated": 1, "b: repeated": 1}


def test_similarity_in_batches_is_the_encoders_and_finds_pairs_that_are_none(tmp_path: Path) -> None:
    rows = [
        ("وصل الوزير إلى المدينة صباح اليوم", "The minister arrived in the city this morning"),
        ("أعلنت الشركة عن أرباحها السنوية", "The company announced its annual profits"),
        ("تاريخ موجز للجاذبية", "A BRIEF HISTORY OF GRAVITY"),
        ("انخفضت درجات الحرارة في الشمال انخفاضا حادا", "Our library lends books, films and maps"),
    ]
    batched = similarities(find("embedded"), rows)
    alone = SentenceEncoder(find("embedded")).similarity([(a, e.lower() if e.isupper() else e) for a, e in rows])
    assert batched == pytest.approx(alone, abs=0.03)  # bf16
    assert min(batched[:3]) > LEAST > batched[3]
    with lzma.open(tmp_path / "some.tsv.xz", "wt", encoding="utf-8") as out:
        out.writelines(f"{arabic}\t{english}\n" for arabic, english in rows)
    pairs, _, report = step1_data.build(
        tmp_path, [], database=None, encoder=find("embedded"), sources=[Source("some", 1.0, "test")]
    )
    assert {pair.english for pair in pairs if pair.source.startswith("some")} >= {english for _, english in rows[:3]}
    assert not any(pair.english == rows[3][1] for pair in pairs)
    assert (report.kept, report.dropped["some: sides unlike"]) == (3, 1)


def test_paragraphs_are_split_when_both_sides_agree() -> None:
    arabic, english = "كلمة " * 30 + "نهاية. " + "كلمة " * 30 + "أخرى.", "Word here. Another one."
    assert len(split_long(arabic, english)) == 2
    assert len(split_long(arabic, "Only one sentence")) == 1
    assert english_form("“it’s”\u200f  «so»") == '"it\'s" "so"'


def test_names_are_found_by_sound_and_by_table() -> None:
    arabic = "التقى نتنياهو بالرئيس في القاهرة وغادر إلى مصر"
    english = "Netanyahu met the president in Cairo and left for Egypt"
    found = find_names(arabic, english, {"القاهره": ("Cairo",), "مصر": ("Egypt",)})
    assert [(arabic[f.start : f.end], english[f.english_start : f.english_end]) for f in found] == [
        ("نتنياهو", "Netanyahu"),
        ("القاهرة", "Cairo"),
        ("مصر", "Egypt"),
    ]
    assert find_names("وصل القطار متأخرا", "The Conference was late") == []


def test_clitics_stay_before_a_name_passed_through() -> None:
    pair = Pair("وغادر إلى وبنيويورك", "He left for New York", "x")
    (found,) = find_names("سافر بنتنياهو معه", "He took Netanyahu with him")
    pair = Pair("سافر بنتنياهو معه", "He took Netanyahu with him", "x")
    made = augment.passed_through(pair, [found], ["Ali"], DRAW(3))
    name = "Ali" if "Ali" in made.english else "Netanyahu"
    assert made.arabic == f"سافر ب {name} معه"
    assert made.english == f"He took {name} with him"


def test_noise_and_lists_keep_the_meaning() -> None:
    pair = Pair('قال "نعم" في 2020.', 'He said "yes" in 2020.', "x")
    seen = {augment.noisy(pair, DRAW(seed)).arabic for seed in range(30)}
    assert 'قال "نعم" في ٢٠٢٠.' in seen
    assert "قال «نعم» في 2020." in seen
    (made,) = augment.listed([("أ", "a"), ("ب", "b")], "w", 0.5, DRAW(1))
    assert (made.arabic, made.english) in {("أ، ب", "a, b"), ("ب، أ", "b, a")}


def test_rows_are_seen_as_often_as_their_weight_says() -> None:
    rows = [Row(2.0, (5, EOS), (6, EOS)), Row(0.5, (7, EOS), (8, EOS)), Row(0.0, (9, EOS), (9, EOS))]
    counts = [0, 0, 0]
    for seed in range(400):
        for i in epoch(rows, DRAW(seed)):
            counts[i] += 1
    assert counts[0] == 800
    assert 150 < counts[1] < 250
    assert counts[2] == 0


def test_batches_repeat_with_the_seed_and_have_few_shapes() -> None:
    draw = DRAW(1)
    rows = [Row(1.0, (*range(3, 3 + draw.randrange(1, 30)), EOS), (*range(3, 3 + draw.randrange(1, 30)), EOS)) for _ in range(200)]
    first, second = (list(zip(range(20), batches(rows, 256, 7), strict=False)) for _ in range(2))
    assert first == second
    for _, (_, chunk) in first:
        assert padded([rows[i].source for i in chunk]).shape[1] % 8 == 0
        assert len(chunk) % 8 == 0


def test_the_sampled_loss_is_close_to_the_full_one() -> None:
    torch.manual_seed(1)
    weight, bias = torch.randn(2000, 16) * 0.3, torch.zeros(2000)
    states, targets = torch.randn(64, 16), torch.randint(0, 2000, (64,))
    full = sampled_loss(states, targets, weight, bias, 0, 0.0)
    some = torch.stack([sampled_loss(states, targets, weight, bias, 500, 0.0) for _ in range(20)]).mean()
    assert abs(float(full - some)) < 0.05
    assert cosine(0) == 1.0
    assert cosine(1) == cosine(2) == pytest.approx(0.04)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BART of the shipped shape and vocabulary, two narrow layers."""
    from transformers import BartConfig, BartForConditionalGeneration

    folder = tmp_path_factory.mktemp("tiny")
    shipped = find("embedded")
    torch.manual_seed(0)
    size = json.loads((shipped / "config.json").read_text(encoding="utf-8"))["vocab_size"]
    config = BartConfig(
        vocab_size=size, d_model=16, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2, decoder_attention_heads=2,
        encoder_ffn_dim=32, decoder_ffn_dim=32, max_position_embeddings=256, pad_token_id=PAD, bos_token_id=PAD, eos_token_id=EOS,
        decoder_start_token_id=PAD, forced_eos_token_id=EOS,
    )  # fmt: skip
    BartForConditionalGeneration(config).save_pretrained(folder)
    for name in ("source.spm", "target.spm", "vocab.json", "tokenizer_config.json"):
        shutil.copyfile(shipped / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pairs.tsv made by step 1 from a small parallel set."""
    folder = tmp_path_factory.mktemp("data")
    names = ["نتنياهو\tNetanyahu", "ترامب\tTrump", "بلينكن\tBlinken", "أردوغان\tErdogan"]
    lines = []
    for i in range(40):
        arabic, english = names[i % 4].split("\t")
        word = ["مدرسة\tschool", "جامعة\tuniversity", "مستشفى\thospital"][i % 3].split("\t")
        arabic = f"{ARABIC.format(arabic, i)} قرب {word[0]} {'جدا ' * (i // 12)}"
        lines.append(f"{arabic}\t{ENGLISH.format(english, i)} near a {word[1]} {'very ' * (i // 12)}")
    held = "هطلت أمطار غزيرة على الساحل الشمالي للبلاد مساء أمس\tHeavy rain fell on the northern coast of the country last night"
    with lzma.open(folder / "news_llm.tsv.xz", "wt", encoding="utf-8") as out:
        out.write("\n".join([*lines, held]) + "\n")
    evaluation = folder / "evaluation"
    evaluation.mkdir()
    (evaluation / "dev.tsv").write_text(held + "\n", encoding="utf-8")
    pairs, held_out, report = step1_data.build(
        folder, [evaluation / "dev.tsv"], database=None, sources=[Source("news_llm", 2.0, "test", running=True)]
    )
    assert report.read == 41
    assert report.dropped["news_llm: evaluation text"] == 1
    assert len(held_out) == step1_data.HELD_OUT
    assert {"news_llm", "news_llm+pass", "people", "places"} <= {pair.source for pair in pairs}
    assert not any(name in pair.english for pair in pairs for _, name in held_out[:20] if pair.source == "people")
    kept = [pair for pair in pairs if pair.source.startswith("news")][:60]
    step1_data._write(folder / "pairs.tsv", (f"{p.weight:.4f}\t{p.source}\t{p.arabic}\t{p.english}" for p in kept))
    return folder / "pairs.tsv"


def test_training_learns_stops_and_resumes(tiny: Path, data: Path, tmp_path: Path) -> None:
    settings = Settings(
        start=tiny, data=data, out=tmp_path / "run", hours=0.1, rate=3e-3, warm=1, tokens=256, candidates=200, most_steps=3
    )
    train(settings)
    state = json.loads((tmp_path / "run" / "state" / "state.json").read_text(encoding="utf-8"))
    assert state["step"] == 3
    assert (tmp_path / "run" / "model" / "source.spm").exists()
    from dataclasses import replace

    train(replace(settings, most_steps=6, dev=data.parent / "evaluation" / "dev.tsv", dev_lines=1))
    state = json.loads((tmp_path / "run" / "state" / "state.json").read_text(encoding="utf-8"))
    assert state["step"] == 6
    assert (tmp_path / "run" / "best" / "model.safetensors").exists()
    assert not list((tmp_path / "run").glob("*.new"))


def test_gradients_of_several_batches_are_gathered_for_one_step(tiny: Path, data: Path, tmp_path: Path) -> None:
    rows = torch.tensor([[9, 10, 11, EOS], [12, EOS, PAD, PAD]]), torch.tensor([[20, 21, EOS], [22, EOS, PAD]])
    moved = []
    for gather, calls in ((1, 1), (2, 2)):  # the same batch twice, and once: the same mean gradient, the same step
        run = _Run(Settings(tiny, data, tmp_path / str(gather), warm=1, candidates=0, gather=gather))
        run.model.train()
        before = run.model.model.shared.weight.detach().clone()
        for call in range(calls):
            assert torch.equal(run.model.model.shared.weight, before), call
            run.learn(*rows, share=0.0)
        moved.append(run.model.model.shared.weight.detach() - before)
        assert run.step == 1
    assert float(moved[0].abs().max()) > 0
    assert torch.allclose(moved[0], moved[1], atol=1e-6)


def test_a_bf16_copy_gives_the_same_gradients_and_takes_new_weights(tiny: Path) -> None:
    from transformers import AutoModelForSeq2SeqLM

    model = AutoModelForSeq2SeqLM.from_pretrained(tiny, dtype=torch.float32, dropout=0.0, attn_implementation="eager")
    source, target = torch.tensor([[9, 10, 11, EOS], [12, EOS, PAD, PAD]]), torch.tensor([[20, 21, EOS], [22, EOS, PAD]])
    mask, shifted = (source != PAD).long(), torch.cat([torch.full_like(target[:, :1], PAD), target[:, :-1]], 1)
    grads, losses = [], []
    for half in (False, True):
        working = Working(model, "cpu", half=half, compiled=False, autocast=False)
        model.zero_grad()
        with working.under():
            weight, bias = working.head()
            loss = sampled_loss(working.states(source, mask, shifted)[target != PAD], target[target != PAD], weight, bias, 0, 0.1)
        loss.backward()
        working.give()
        losses.append(loss.item())
        grads.append(torch.cat([p.grad.reshape(-1) for p in model.parameters() if p.grad is not None]))
        assert grads[-1].dtype == torch.float32
    assert losses[1] == pytest.approx(losses[0], rel=0.01)
    assert torch.nn.functional.cosine_similarity(grads[0], grads[1], dim=0) > 0.99
    with torch.no_grad():
        model.model.shared.weight.add_(1.0)
    working.take()
    assert working.head()[0].dtype == torch.bfloat16
    assert float(working.head()[0].float().mean()) == pytest.approx(float(model.model.shared.weight.detach().mean()), abs=0.02)


def test_a_bf16_copy_drops_out_what_the_model_would(tiny: Path) -> None:
    from transformers import AutoModelForSeq2SeqLM

    for dropout, same in ((0.0, True), (0.5, False)):
        model = AutoModelForSeq2SeqLM.from_pretrained(tiny, dtype=torch.float32, dropout=dropout, attn_implementation="eager")
        working = Working(model, "cpu", half=True, compiled=False, autocast=False)
        source, mask, shifted = torch.tensor([[9, 10, EOS]]), torch.ones((1, 3), dtype=torch.long), torch.tensor([[PAD, 20]])
        assert torch.equal(working.states(source, mask, shifted), working.states(source, mask, shifted)) is same


def test_dropout_draws_one_mask_a_sentence() -> None:
    with dropping_once():
        dropped = torch.nn.functional.dropout(torch.ones((3, 5, 400)), p=0.25)
        kept = torch.nn.functional.dropout(torch.ones((3, 5, 400)), p=0.25, training=False)
    assert torch.equal(dropped, dropped[:, :1].expand(3, 5, 400))
    assert not torch.equal(dropped[0], dropped[1])
    assert float(dropped.mean()) == pytest.approx(1.0, abs=0.1)
    assert torch.equal(kept, torch.ones((3, 5, 400)))
    after = torch.nn.functional.dropout(torch.ones((1, 5, 400)), p=0.5)[0]
    assert not torch.equal(after[0], after[1]), "afterwards as always"


def test_average_and_export(tiny: Path, data: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    other = tmp_path / "other"
    shutil.copytree(tiny, other)
    values = {name: value + 1 for name, value in load_file(str(tiny / "model.safetensors")).items()}
    save_file(values, str(other / "model.safetensors"), metadata={"format": "pt"})
    mean = load_file(str(step3_average.average([tiny, other], tmp_path / "mean") / "model.safetensors"))
    for name, value in load_file(str(tiny / "model.safetensors")).items():
        assert torch.allclose(mean[name], value + 0.5, atol=1e-5)
    out = step4_export.export(tmp_path / "mean", data, tmp_path / "out", version="7", names=True, lines=4)
    manifest = read_manifest(out)
    verify(out, manifest.files)
    assert (manifest.version, manifest.names, CENTRES in manifest.files) == ("7", True, True)
    assert all(value.dtype == torch.float16 for value in load_file(str(out / "model.safetensors")).values())


def test_every_source_has_a_licence_and_a_name_of_its_own() -> None:
    assert len({source.name for source in SOURCES}) == len(SOURCES)
    assert all(source.licence and 0 < source.weight <= 4 for source in SOURCES)
    assert all(source.path(Path("elsewhere")).exists() for source in SOURCES if source.own)


def test_workers_draw_together_and_wait_for_nobody(tmp_path: Path) -> None:
    mine, theirs = [torch.zeros(2, 3), torch.zeros(4)], [torch.ones(2, 3), torch.ones(4)]
    one, two = Exchange(tmp_path, 0, mine), Exchange(tmp_path, 1, theirs)
    assert one.meet() == 0  # nobody is there yet
    assert two.meet() == 1
    assert torch.equal(torch.cat([t.reshape(-1) for t in theirs]), torch.full((10,), 0.5))
    assert one.meet() == 1
    assert torch.equal(mine[0], torch.full((2, 3), 0.25))
    assert one.meet() == 0  # nothing new: what was seen once does not count twice
    (tmp_path / "worker2.f32").write_bytes(b"cut off")
    assert one.meet() == 0
