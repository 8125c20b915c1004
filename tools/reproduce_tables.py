"""The publication tables of every study that comes with the package, as files."""

from collections.abc import Iterator

from peerstudy.auditing import audit
from peerstudy.study import load_study, studies
from peerstudy.study.article import load_article
from peerstudy.study.sites import has_sites, load_sites
from peerstudy.tables import Shelf, TableFile, files_of, study_tables
from peerstudy.words import LANGUAGES


def publication_tables() -> Iterator[tuple[str, str | bytes]]:
    """Yield the path and content of every publication table, in each language and format."""
    for name in studies():
        sites = load_sites(name) if has_sites(name) else None
        shelf = Shelf(audit(load_study(name)), sites, article=load_article(name))
        for lang in LANGUAGES:
            for table in study_tables(shelf, lang):
                for kind in TableFile:
                    for file, content in files_of(table, kind).items():
                        yield f"tables/{name}/{file}", content
