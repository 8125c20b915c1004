"""Every figure once a session: making them is most of the work."""

from functools import cache

import pytest

from peerstudy import audit
from peerstudy.figures import TWO_COLUMN, choose, simulated_figures, site_figures, study_figures
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


@pytest.fixture(scope="session")
def drawn(plates):
    """Return what draws a figure, and draws it once for all tests that only look at it."""

    @cache
    def figure(name, lang="en", preset=TWO_COLUMN):
        return plates[name].figure(lang, preset)

    return figure
