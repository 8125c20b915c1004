import hashlib
import re
import tomllib
from dataclasses import replace
from functools import cached_property
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from conftest import ledger_of
from hypothesis import given, settings
from hypothesis import strategies as st

from peerstudy import audit, load_study
from peerstudy.auditing import names
from peerstudy.ledger import as_ledger, table1
from peerstudy.printed import Rounding
from peerstudy.report import gather, report_page
from peerstudy.report.page import SECTIONS
from peerstudy.words import LANGUAGES, entries, tell, word
from peerstudy.words.markup import VOID
from report.pages import full_page

ROOT = Path(__file__).parents[2]


class Tree(HTMLParser):
    """A page as nested elements: each a name, its attributes and its children; texts as they are.

    Refuses what does not nest.
    """

    def __init__(self, page):
        super().__init__()
        self.root = ("", {}, [])
        self.open = [self.root]
        self.feed(page)
        self.close()
        assert len(self.open) == 1, f"not closed: {[name for name, *_ in self.open]}"

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in {tag}"
        node = (tag, dict(attrs), [])
        self.open[-1][2].append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag):
        assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
        self.open.pop()

    def handle_data(self, data):
        self.open[-1][2].append(data)

    def all(self, name=None, inside=None, **wanted):
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in wanted.items()}
        for node in walk(inside or self.root):
            if name in (None, node[0]) and wanted.items() <= node[1].items():
                yield node

    def edition(self, lang):
        return next(self.all("article", data_edition=lang))

    @cached_property
    def ids(self):
        return {node[1]["id"]: node for node in walk(self.root) if "id" in node[1]}

    def by_id(self, name):
        return self.ids[name]


def walk(node):
    yield node
    for child in node[2]:
        if not isinstance(child, str):
            yield from walk(child)


def text(node):
    return node if isinstance(node, str) else "".join(map(text, node[2]))


@pytest.fixture(scope="module")
def tree(page):
    return Tree(page)


@pytest.fixture(scope="module")
def bare(bare_page):
    return Tree(bare_page)


def test_the_page_is_the_same_each_time(study, page, matter):
    again = gather(audit(study), matter.inputs)
    assert full_page(again) == page


def test_every_finding_is_told_once_in_each_language(tree, bare, result, bare_matter):
    for page, count in ((tree, len(result.findings)), (bare, len(bare_matter.findings))):
        for lang in LANGUAGES:
            told = [
                n[1]["data-finding"] for n in walk(page.edition(lang)) if "data-finding" in n[1]
            ]
            assert sorted(map(int, told)) == list(range(1, count + 1))


@pytest.mark.parametrize("name", ["cofacilitation_mazor", "upsides_sites"])
def test_other_studies_have_a_page_with_every_finding_and_every_number(name):
    other = load_study(name)
    made = Tree(full_page(gather(audit(other))))
    told = [n for n in walk(made.edition("he")) if "data-finding" in n[1]]
    assert len(told) == len(audit(other).findings)
    shown = text(made.by_id("en-table1")) + text(made.by_id("en-text"))
    assert all(number in shown for number in other.ledger.frame["printed"])


def said_of(row):
    return row["reason"], row["possible"], row["check"], row["source"], *row["explanations"]


def test_a_finding_is_told_with_its_reason_and_explanations(tree, result):
    for number, row in enumerate(result.labelled().findings.to_dict("records"), start=1):
        block = text(tree.by_id(f"en-f-{number}"))
        assert all(said in block for said in said_of(row))


def test_every_number_of_table_1_stands_in_its_cell_with_the_verdict(tree, study, result):
    labels = dict(zip(study.groups["group"], study.groups["label_en"], strict=True))
    table = tree.by_id("en-cells")
    heads = [text(head) for head in tree.all("th", inside=table, scope="col")]
    cells = [
        [text(cell) for cell in node[2]]
        for node in tree.all("tr", inside=table)
        if "data-states" in node[1]
    ]
    bad = set(result.inconsistent.query("place == 'Table 1'")["printed"])
    for row in table1(study).to_dict("records"):
        column = heads.index(labels[row["group"]])
        for stat in set(row) - {"variable", "level", "group"}:
            if row[stat]:
                shown = [cells_[column] for cells_ in cells if row[stat] in cells_[column]]
                assert shown, row
                if stat == "percent" and row[stat] in bad:
                    assert any("✗ inconsistent" in cell for cell in shown), row


def test_a_verdict_is_never_a_colour_alone(tree):
    for node in tree.all("span"):
        if (node[1].get("class") or "").startswith("badge"):
            symbol, *words = node[2]
            assert symbol[1] == {"class": "symbol", "aria-hidden": "true"}
            assert text(symbol)
            assert "".join(map(text, words)).strip()


def test_a_cell_that_the_text_contradicts_says_so(tree):
    row = next(
        node
        for node in tree.all("tr", inside=tree.by_id("en-cells"))
        if text(node).startswith("Years of education")
    )
    assert row[1]["data-states"] == "inconsistent consistent"
    links = [node[1]["href"] for node in walk(row) if node[0] == "a"]
    target = next(link for link in links if "TXT1" in text(tree.by_id(link[1:]))[:40])
    assert "14.43 in Table 1; 4.43 in Sample" in text(tree.by_id(target[1:]))


def test_identifiers_are_unique_and_every_link_inside_the_page_leads_somewhere(tree, bare):
    for page in (tree, bare):
        names = [node[1]["id"] for node in walk(page.root) if "id" in node[1]]
        assert len(names) == len(set(names))
        links = {node[1]["href"] for node in page.all("a")}
        assert {link[1:] for link in links if link.startswith("#")} <= set(names)


def test_links_stay_in_their_edition(tree):
    for lang in LANGUAGES:
        links = {node[1]["href"] for node in tree.all("a", inside=tree.edition(lang))}
        assert {link for link in links if link.startswith("#")} == {
            link for link in links if link.startswith(f"#{lang}-")
        }


def test_nothing_is_fetched_from_anywhere(tree, page):
    loaded = {"src", "srcset", "data", "poster", "action", "formaction", "background"}
    for name, attributes, _ in walk(tree.root):
        assert all(attributes[key].startswith("data:") for key in loaded & set(attributes)), name
        assert name not in {"link", "iframe", "object", "embed", "base"}
        assert "style" not in attributes
        assert not any(key.startswith("on") for key in attributes)
    for name in ("style.css", "script.js"):
        content = (ROOT / "peerstudy" / "report" / name).read_text(encoding="utf-8")
        assert content in page
        assert not re.search(r"url\(|@import|https?:|fetch\(|XMLHttpRequest|</", content)
    policy = next(tree.all("meta", http_equiv="Content-Security-Policy"))[1]["content"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_headings_go_down_one_level_at_a_time_from_a_single_h1(tree, bare):
    for page in (tree, bare):
        levels = [int(n[0][1]) for n in walk(page.root) if re.fullmatch("h[1-6]", n[0])]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_landmarks_and_a_skip_link_are_there(tree):
    body = next(tree.all("body"))
    first = body[2][0]
    assert (first[0], first[1]["href"]) == ("a", "#main")
    assert [len(list(tree.all(name))) for name in ("header", "main", "footer", "nav")] == [
        1,
        1,
        1,
        2,
    ]
    assert all(node[1]["aria-label"] for node in tree.all("nav"))


def test_every_table_has_a_caption_and_scopes(tree, bare):
    for page in (tree, bare):
        for table in page.all("table"):
            assert table[2][0][0] == "caption"
            assert text(table[2][0])
            heads = list(page.all("th", inside=table))
            assert {head[1]["scope"] for head in heads} <= {"col", "row", "rowgroup"}
            rows = list(page.all("tr", inside=table))
            widths = {sum(int(cell[1].get("colspan", 1)) for cell in row[2]) for row in rows}
            assert len(widths) == 1


def test_both_editions_are_there_each_in_its_direction(tree, matter):
    assert next(tree.all("html"))[1] == {"lang": "en", "dir": "ltr"}
    assert tree.edition("he")[1]["dir"] == "rtl"
    hebrew = Tree(full_page(matter, "he"))
    assert next(hebrew.all("html"))[1] == {"lang": "he", "dir": "rtl"}
    assert "checked" in hebrew.by_id("show-he")[1]
    assert (
        text(next(hebrew.all("title"))) == f"דוח לסוקרים: {matter.ledger.publication['title_he']}"
    )


def test_the_hebrew_edition_speaks_hebrew(tree):
    """What is in English there says so, or is a code, a locator or a name from the source."""
    for node in walk(tree.edition("he")):
        own = "".join(child for child in node[2] if isinstance(child, str)).strip()
        if node[0] in {"h2", "h3", "th", "caption", "dt", "dd", "label"} and own:
            assert re.search("[א-ת]|^[N=\\d /().,%-]*$|SHA-256", own), node


def test_the_summary_counts_what_the_audit_found(tree, result):
    summary = text(tree.by_id("en-summary"))
    counts = result.findings["verdict"].value_counts()
    assert (
        f"The checks yielded {len(result.findings)} results: {counts['consistent']} consistent, "
        f"{counts['inconsistent']} inconsistent, {counts['risk']} disclosure risks, "
        f"{counts['not testable']} not testable."
    ) in summary
    could = int((~result.findings["could_fail"]).sum())
    assert f"{could} check results are no evidence for or against the numbers" in summary
    links = list(tree.all("a", inside=tree.by_id("en-summary")))
    assert sum("-f-" in link[1]["href"] for link in links) == len(result.inconsistent)


def test_structure_shows_stated_beside_listed(tree):
    rows = [
        [text(cell) for cell in row[2]] for row in tree.all("tr", inside=tree.by_id("en-stated"))
    ]
    row = next(row for row in rows if row[0] == "Facilitators, all domains, subthemes")
    assert row[1:5] == ["Findings", "3", "5", "5"]
    assert "✗ inconsistent" in row[5]
    assert "Group supervision" in text(tree.by_id("en-structure"))


def test_who_is_quoted_is_shown_with_denominators(tree):
    rows = [
        [text(cell) for cell in row[2]] for row in tree.all("tr", inside=tree.by_id("en-shares"))
    ]
    row = next(row for row in rows if row[0].startswith("Peer specialists"))
    assert row[1:] == ["11/17 = 64.7%", "9/26 = 34.6%", "0.077", "0.541", "0.667", "1.000"]
    untested = next(row for row in rows if row[0].startswith("Policy makers"))
    assert "not tested" in untested[0]
    assert untested[3:] == ["–"] * 4
    assert "8 tests are corrected together (Holm). No corrected p value is below 0.05." in text(
        tree.by_id("en-quoted")
    )


def test_a_risk_is_no_error_and_comes_first(tree, result):
    rows = [r for r in tree.all("tr", inside=tree.by_id("en-risks")) if "data-states" in r[1]]
    states = [row[1]["data-states"] for row in rows]
    assert states[: len(result.risks)] == ["risk"] * len(result.risks)
    assert set(states[len(result.risks) :]) == {"consistent", "untestable"}
    assert "no risk found" in text(rows[len(result.risks)])


@pytest.mark.parametrize("rule", Rounding)
def test_the_rounding_rule_that_was_used_is_named(bare_matter, rule):
    ledger = bare_matter.ledger.frame
    made = Tree(full_page(gather(audit(ledger, rounding=rule))))
    told = word(f"report.rounding_{rule.replace('-', '_')}", "en")
    assert text(next(made.all("p", inside=made.edition("en"), class_="rounding"))) == told


def test_the_software_is_cited_as_its_citation_file_says():
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    told = word("report.cite_software", "en", version=cff["version"])
    named = f"{cff['authors'][0]['name']}. {cff['title']} (version {cff['version']})"
    assert told == f"{named} [Computer software]."


def test_the_study_and_the_input_are_named(tree, study, matter):
    citing = text(tree.by_id("en-citing"))
    assert study.meta["citation"] in citing
    assert study.meta["citation_note_he"] in text(tree.by_id("he-citing"))
    assert study.meta["citation_note"] not in text(tree.by_id("he-citing"))
    for name, digest in matter.inputs:
        assert name in citing
        assert digest in citing
    listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(matter.inputs))
    whole = hashlib.sha256(listed.encode()).hexdigest()
    assert text(next(tree.all("footer"))).count(whole) == len(LANGUAGES)


CONSISTENT = ("upsides_sites", "cofacilitation_mazor")


@pytest.mark.parametrize("lang", ["en", "he"])
def test_a_digest_states_what_is_inconsistent_under_a_condition_and_that_no_risk_is_noted(lang):
    pages = {name: Tree(report_page(gather(audit(name)))) for name in CONSISTENT}
    told = {name: text(made.edition(lang)) for name, made in pages.items()}
    conditional, none = (word(f"report.{key}", lang, n=2) for key in ("conditional", "no_risks"))
    assert [conditional in said for said in told.values()] == [True, False]
    found = audit(CONSISTENT[0]).labelled().told(lang).conditional["reason"].to_list()
    assert found
    assert all(re.sub("[\u2066-\u2069]", "", why) in told[CONSISTENT[0]] for why in found)
    assert [none in said for said in told.values()] == [False, True]


def test_a_page_has_no_date(page):
    assert not re.search(r"20\d\d-\d\d-\d\d", re.sub(r"data:image/svg[^\"]*", "", page))


def test_a_ledger_alone_says_why_parts_are_empty(bare):
    for section, said in (
        ("structure", "no_codes"),
        ("quoted", "no_quotations"),
        ("text", "no_text"),
    ):
        assert word(f"report.{said}", "en") in text(bare.by_id(f"en-{section}"))
        assert word(f"report.{said}", "he") in text(bare.by_id(f"he-{section}"))
    assert "median 3" in text(bare.by_id("en-cells"))


def test_names_that_are_code_are_shown_as_text(bare):
    assert "<script>alert(1)</script>" in text(bare.by_id("en-cells"))
    assert len(list(bare.all("script"))) == 1
    assert not any("onload" in node[1] for node in walk(bare.root))


@settings(max_examples=15)
@given(st.text(st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"]), min_size=1))
def test_any_label_stays_text_wherever_it_comes_from(label):
    rows = [
        ("a", "g", "", "", "n", "10"),
        ("b", "g", label, label, "n", "3"),
        ("b", "g", label, label, "percent", "33.0"),
        ("c", label, "", "", "n", "4"),
    ]
    ledger = ledger_of(*rows)
    ledger["source"] = label
    made = Tree(full_page(gather(audit(ledger))))
    names = {node[0] for node in walk(made.root)}
    assert names <= {
        "", "html", "head", "meta", "title", "style", "script", "body", "a", "span", "header",
        "h1", "h2", "h3", "bdi", "fieldset", "legend", "label", "input", "nav", "ol", "ul", "li",
        "main", "article", "section", "p", "table", "caption", "thead", "tbody", "tr", "th", "td",
        "form", "button", "div", "details", "summary", "small", "code", "dl", "dt", "dd", "footer",
        "strong", "br", "i", "sup",
    }  # fmt: skip
    assert label.strip() in text(made.by_id("en-cells")) or not label.strip()
    assert len(list(made.all("script"))) == 1


def test_a_deviation_that_is_accepted_says_why(study):
    row = audit(study).inconsistent.iloc[0]
    waived = study.waivers.iloc[:0].copy()
    waived.loc[0] = [row["check"], row["item"], "read twice <b>"]
    made = Tree(full_page(gather(audit(replace(study, waivers=waived)))))
    block = next(n for n in walk(made.edition("en")) if n[1].get("data-state") == "accepted")
    assert "Accepted because: read twice <b>" in text(block)


def test_an_empty_ledger_has_a_page():
    ledger = as_ledger(ledger_of())
    made = Tree(full_page(gather(audit(ledger))))
    assert word("report.no_numbers", "en") in text(made.by_id("en-table1"))


def test_every_text_of_the_page_is_used():
    """A key is a literal in the code, or one of a family that is put together."""
    code = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "peerstudy" / "report").rglob("*.py")
    )
    code += (ROOT / "peerstudy" / "report" / "script.js").read_text(encoding="utf-8")
    built = re.compile(
        r"report\.(section|family|findings|stat|rounding|reading|limit|severity|card)_|_(means|heading)$"
    )
    names = tomllib.loads((ROOT / "peerstudy" / "words" / "report.toml").read_text("utf-8"))
    unused = [
        name
        for name in names
        if not built.search(f"report.{name}")
        and f'"report.{name}"' not in code
        and f'"{name}"' not in code
    ]
    assert unused == []


def test_every_section_and_family_has_its_words():
    assert all(f"report.section_{name}" in entries() for name in SECTIONS)
    from peerstudy.auditing.registry import FAMILIES

    assert all(f"report.family_{name}" in entries() for name in FAMILIES.values())


@pytest.mark.parametrize("name", ["upsides_israel", "cofacilitation_mazor"])
def test_every_place_of_a_study_is_named_in_hebrew(name):
    places = {row.place for row in load_study(name).ledger.rows}
    told = {place: tell(names.place(place), "he") for place in places}
    assert {place for place in places if not re.search("[א-ת]", told[place])} == set()


@pytest.mark.parametrize("lang", ["en", "he"])
@pytest.mark.parametrize("full", [False, True])
def test_a_page_on_which_nothing_could_be_tested_gives_no_all_clear(lang, full):
    cell = [("b", "g", "v", "x", "n", "9"), ("b", "g", "v", "x", "percent", "34.6")]
    matter = gather(audit(ledger_of(*cell)))
    page = report_page(matter, lang, LANGUAGES if full else ())
    clear = [word("report.nothing_stands_out", lang), word("audit_problems.headline", lang, n=0)]
    assert word("report.nothing_tested", lang) in page
    assert not [text for text in clear if text in page]
