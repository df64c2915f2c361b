"""The parallel sets the translator is trained on: how often each is seen, whether its lines follow each other, its licence.

`written` and its later shards (`written-02` to `written-12`), and English of others that we put into Arabic (`translated-01` and
`-02`), stand in `models/recipes/data`; the others are those of `shared/data/parallel`.

A weight is the expected number of times a pair is seen in one epoch. News and encyclopedic prose come first: they are what readers
bring. Licences are as their publishers state them (`shared/data/README.md`); `models/weights/CARDS.md` repeats them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["OWN", "SOURCES", "Source"]

OWN: Final = Path(__file__).parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Source:
    """One file `NAME.tsv.xz` of Arabic<TAB>English lines. `running`: adjacent lines are adjacent sentences of one text."""

    name: str
    weight: float
    licence: str
    running: bool = False
    own: bool = False

    def path(self, parallel: Path) -> Path:
        """Where it lies, given the folder of the sets that are not ours."""
        return (OWN if self.own else parallel) / f"{self.name}.tsv.xz"


SOURCES: Final = (
    Source("written", 3.0, "MIT (written for Rafiq, both sides, by a large language model)", own=True),
    Source("written-02", 4.0, "MIT (written for Rafiq, both sides, by a large language model)", own=True),
    Source("written-03", 4.0, "MIT (written for Rafiq, both sides, by a large language model)", own=True),
    Source("written-04", 4.0, "MIT (written for Rafiq, both sides, by a large language model)", own=True),
    Source("written-05", 4.0, "MIT (written for Rafiq, both sides, by a large language model)", own=True),
    Source("written-06", 4.0, "MIT (written for Rafiq, both sides, by a large language model)", own=True),
    Source("written-07", 4.0, "MIT (written for Rafiq, both sides, by a large language model)", own=True),
    Source("written-08", 4.0, "MIT (written for Rafiq, both sides, by a large language model)", own=True),
    Source("written-09", 4.0, "MIT (written for Rafiq, both sides, by a large language model)", own=True),
    Source("written-10", 4.0, "MIT (written for Rafiq, both sides, by a large language model)", own=True),
    Source("written-11", 4.0, "MIT (written for Rafiq, both sides, by a large language model)", own=True),
    Source("written-12", 4.0, "MIT (written for Rafiq, both sides, by a large language model)", own=True),
    Source("translated-01", 3.0, "English: Wikipedia, CC BY-SA 3.0; Arabic: ours", running=True, own=True),
    Source("translated-02", 2.0, "English: public domain (US government); Arabic: ours, MIT", running=True, own=True),
    Source("written_targeted", 4.0, "MIT (ours)"),
    Source("written_targeted2", 4.0, "MIT (ours)"),
    Source("arcd_wiki", 2.5, "Arabic: CC BY-SA 3.0 (Wikipedia), CC BY 2.5 (Wikinews); English: ours"),
    Source("snakecult", 1.0, "CC BY-SA 4.0"),
    Source("react", 0.4, "CC BY 4.0"),
    Source("ethereum", 0.6, "MIT"),
    Source("ethereum_intl", 0.6, "MIT"),
    Source("news_llm", 3.0, "Arabic: CC BY 4.0, CC BY-SA, part without a stated licence; English: ours"),
    Source("tico19", 2.0, "CC0", running=True),
    Source("xquad_paragraphs", 2.0, "CC BY-SA 4.0", running=True),
    Source("mlqa_wiki_sentences", 2.0, "CC BY-SA 3.0"),
    Source("ud_pud_wiki", 2.0, "CC BY-SA 3.0"),
    Source("mt_geneval_wiki", 1.5, "CC BY-SA 3.0"),
    Source("open_sdg", 1.0, "MIT"),
    Source("cosmic_chronicles", 1.5, "MIT"),
    Source("infuse_security_training", 0.7, "MIT-style", running=True),
    Source("opensource_guide", 0.7, "CC BY 4.0", running=True),
    Source("mmlu_humanities_social", 0.7, "Apache-2.0 / MIT"),
    Source("mmlu_stem_other", 0.3, "Apache-2.0 / MIT"),
    Source("earthlings_documents", 0.5, "CC BY 4.0"),
    Source("yemen_observatory", 0.3, "MIT, part without a stated licence"),
    Source("euparliament", 0.5, "Apache-2.0"),
    Source("euparliament_more", 0.5, "Apache-2.0"),
    Source("tunisia_constitution", 0.5, "MIT"),
    Source("philosophy_hub", 0.5, "GPL-3"),
    Source("english_hub", 0.4, "GPL-3"),
    Source("bitcoin_org", 0.5, "MIT"),
    Source("xquad_questions", 0.5, "CC BY-SA 4.0"),
    Source("mlqa_questions", 0.5, "CC BY-SA 3.0"),
    Source("ea_mt_questions", 0.6, "CC BY-SA 4.0"),
    Source("mintaka_questions", 0.4, "CC BY 4.0"),
    Source("mozilla_www", 0.5, "MPL-2.0"),
    Source("debian_handbook", 0.3, "GPL-2+ / CC BY-SA 3.0"),
    Source("ms_iot_beginners", 0.2, "MIT"),
    Source("ms_edgeai_beginners", 0.2, "MIT"),
    Source("ms_security101", 0.5, "MIT"),
    Source("vote_gov", 0.5, "public domain"),
    Source("tatoeba", 0.4, "CC BY 2.0 FR"),
    Source("comve_commonsense", 0.1, "CC BY-SA 4.0"),
)
"""Left out: quran_sahih_intl (liturgical English), debian_ui_strings (interface fragments), data_palestine (labels)."""
