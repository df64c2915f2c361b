"""The widest instructions of this processor, chosen for CTranslate2.

Its own kernels (normalisation, softmax, activations) use AVX2 unless `CT2_FORCE_CPU_ISA` asks for AVX-512 before the first of them
runs; where the processor has not all of AVX-512, the library then refuses to work. Measured: a beam of four takes 0.91 of the time,
scoring 0.88. Leaves out: the matrix products, for which the library's backend chooses by itself.

>>> has_avx512("flags : fpu avx512f avx512cd avx512vl avx512dq avx512bw avx512_vnni\\n"), has_avx512("flags : fpu avx2 avx512f\\n")
(True, False)
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["has_avx512", "use_widest"]

_NEEDED: Final = frozenset("avx512f avx512cd avx512vl avx512dq avx512bw avx512_vnni".split())
"""The last is of processors that keep their clock at such instructions."""
_CPUINFO: Final = Path("/proc/cpuinfo")
_CHOICE: Final = "CT2_FORCE_CPU_ISA"


def has_avx512(cpuinfo: str) -> bool:
    """Whether the processor that Linux describes so has all that is needed."""
    flags = next((line for line in cpuinfo.splitlines() if line.startswith("flags")), "")
    return set(flags.partition(":")[2].split()) >= _NEEDED


@cache
def use_widest() -> None:
    """Makes the choice for this process, once, before a network is opened; what the environment says goes before it."""
    try:
        cpuinfo = _CPUINFO.read_text(encoding="utf-8", errors="replace")
    except OSError:  # not Linux
        return
    if has_avx512(cpuinfo):
        os.environ.setdefault(_CHOICE, "AVX512")
