"""Complete codings compared: tests that exchange whole sessions, and never segments.

A design that cannot carry a test is refused, with the reason and with what
would be needed.
"""

from peerstudy.frames.border import guard
from peerstudy.inference.design import Design, design_of, require_testable, sessions_needed
from peerstudy.inference.differences import (
    benjamini_hochberg,
    code_differences,
    code_shares,
    holm,
    newcombe,
    share_differences,
    wilson,
)
from peerstudy.inference.exact import PValue, freeman_halton
from peerstudy.inference.richness import chao2, rarefaction
from peerstudy.inference.saturation import (
    Saturation,
    saturation,
    saturation_curves,
    saturation_runs,
)
from peerstudy.inference.sessions import SessionCodes, session_codes
from peerstudy.inference.shuffles import shuffle_test
from peerstudy.inference.simulate import SimulatedSites, simulate_sites, simulated_coding

__all__ = [
    "Design",
    "PValue",
    "Saturation",
    "SessionCodes",
    "SimulatedSites",
    "benjamini_hochberg",
    "chao2",
    "code_differences",
    "code_shares",
    "design_of",
    "freeman_halton",
    "holm",
    "newcombe",
    "rarefaction",
    "require_testable",
    "saturation",
    "saturation_curves",
    "saturation_runs",
    "session_codes",
    "sessions_needed",
    "share_differences",
    "shuffle_test",
    "simulate_sites",
    "simulated_coding",
    "wilson",
]

guard(globals())
