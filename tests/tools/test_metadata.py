"""Where a package says it is developed: at the address of its clone, or nowhere."""

import pytest

pytest.importorskip("hatchling", reason="hatchling builds the package, and is installed to do so")
from tools.metadata import for_index, project_urls

PUBLIC = "https://git.example.org/methods/peerstudy"


@pytest.mark.parametrize(
    "origin",
    [
        PUBLIC,
        f"{PUBLIC}.git",
        f"{PUBLIC}/",
        "git@git.example.org:methods/peerstudy.git",
        "ssh://git@git.example.org/methods/peerstudy.git",
        "https://ada:secret@git.example.org/methods/peerstudy.git",
    ],
)
def test_the_addresses_are_those_of_the_public_clone_without_names_and_passwords(origin):
    assert project_urls(origin) == {"Source": PUBLIC, "Issues": f"{PUBLIC}/issues"}


@pytest.mark.parametrize(
    "origin",
    ["", "/srv/peerstudy", "file:///srv/peerstudy", "http://127.0.0.1/a/b", "https://localhost/a/b",
     "https://10.0.0.7/a/peerstudy", "builder:/srv/peerstudy"],
)  # fmt: skip
def test_a_clone_of_no_public_place_names_none(origin):
    assert project_urls(origin) == {}


def test_an_index_shows_what_a_picture_shows_and_no_link_into_the_repository():
    readme = (
        "![A curve](a.png) See [the data](data/README.md), [GRIM](https://doi.org/x), [up](#top)."
    )
    assert for_index(readme) == (
        "*Figure: A curve* See `data/README.md`, [GRIM](https://doi.org/x), [up](#top)."
    )
