"""Every figure once a session: making them is most of the work."""

import pytest

from peerstudy import audit
from peerstudy.figures import choose, simulated_figures, site_figures, study_figures
from peerstudy.study.sites import load_sites


@pytest.fixture(scope="session")
def sites():
    return load_sites()


@pytest.fixture(scope="session")
def result(study):
    return audit(study)


@pytest.fixture(scope="session")
def plates(result, sites):
    """Return every figure by name."""
    made = study_figures(result) | site_figures(sites) | simulated_figures()
    return {plate.name: plate for plate in choose(made)}
