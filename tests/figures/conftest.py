"""Every figure once a session: making them is most of the work."""

import pytest

from peerstudy import audit
from peerstudy.gallery import choose, simulated_makers, site_sketches, sketches
from peerstudy.study.sites import load_sites


@pytest.fixture(scope="session")
def all_sketches(study):
    made = [
        *sketches(study, audit(study)),
        *site_sketches(load_sites()),
        *choose(simulated_makers()),
    ]
    return {sketch.name: sketch for sketch in made}


@pytest.fixture(scope="session")
def all_plates(all_sketches):
    """Give every figure by name and language."""
    return {
        (name, lang): sketch.plate(lang)
        for name, sketch in all_sketches.items()
        for lang in ("en", "he")
    }
