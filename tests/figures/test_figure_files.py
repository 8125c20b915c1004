"""Figures as files, read back by others: Pillow, an XML parser, the PDF's own objects."""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from io import BytesIO

import pytest
from conftest import slowly
from PIL import Image

from peerstudy.errors import WrongCallError
from peerstudy.figures import FORMATS, ONE_COLUMN, TWO_COLUMN, as_preset
from peerstudy.figures.files import render

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", params=["he", *slowly("en")])
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def plate(plates):
    return plates["sample_years"]


@pytest.fixture(scope="module")
def files(plate, lang):
    return {style: plate.file(style, lang) for style in FORMATS}


@pytest.mark.parametrize("style", FORMATS)
def test_a_figure_has_the_same_bytes_each_time(plate, lang, files, style):
    assert plate.file(style, lang) == files[style]


@pytest.mark.slow
@pytest.mark.parametrize("style", FORMATS)
def test_every_figure_has_the_same_bytes_each_time(plates, style):
    for plate in plates.values():
        assert plate.file(style, "he") == plate.file(style, "he"), plate.name


@pytest.mark.slow
def test_another_process_with_another_seed_makes_the_same_bytes(files, lang):
    code = (
        "import sys; from peerstudy import audit, load_study;"
        "from peerstudy.figures import choose, study_figures;"
        "study = load_study('upsides_israel');"
        "(plate,) = choose(study_figures(audit(study)), ['sample_years']);"
        f"sys.stdout.buffer.write(plate.file(sys.argv[1], '{lang}'))"
    )
    for style in FORMATS:
        done = subprocess.run(
            [sys.executable, "-c", code, style],
            env={"PYTHONHASHSEED": "7", "MPLBACKEND": "svg", "SOURCE_DATE_EPOCH": "1"},
            capture_output=True,
            check=True,
        )
        assert done.stdout == files[style]


def test_a_png_has_its_title_and_its_alt_text(plate, lang, files):
    title, caption, alt = plate.words(lang)
    with Image.open(BytesIO(files["png"])) as image:
        assert image.text["Title"] == title
        assert image.text["Description"] == alt
        assert image.text["Caption"] == caption
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert image.width == pytest.approx(174 / 25.4 * 300, abs=1)


def test_a_tiff_is_compressed_without_loss_and_described(plate, lang, files):
    with Image.open(BytesIO(files["tiff"])) as image, Image.open(BytesIO(files["png"])) as png:
        assert image.info["compression"] == "tiff_lzw"
        assert image.info["dpi"] == pytest.approx((300, 300))
        assert image.mode == "RGB"
        assert image.tobytes() == png.convert("RGB").tobytes()
    assert plate.text(lang).strip().encode() in files["tiff"]


def test_600_dots_an_inch_are_twice_as_many_pixels(plate):
    with Image.open(BytesIO(plate.file("tiff", dpi=600))) as image:
        assert image.info["dpi"] == pytest.approx((600, 600))
        assert image.size[0] == pytest.approx(174 / 25.4 * 600, abs=1)


def test_an_svg_is_read_aloud_by_its_title_and_description(plate, lang, files):
    words = plate.words(lang)
    root = ET.fromstring(files["svg"].decode())
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert (root.get("role"), root.get("lang")) == ("img", lang)
    assert root.get("aria-labelledby").split() == [title.get("id"), desc.get("id")]
    assert (title.text, desc.text) == (words.title, words.alt)
    assert [title.get("direction")] == (["rtl"] if lang == "he" else ["ltr"])
    told = {node.tag.rsplit("}")[-1]: node.text for node in root.iter()}
    assert (told["description"], told["language"]) == (words.caption, lang)
    assert "date" not in told


def test_an_svg_has_ids_of_its_own_and_all_that_it_refers_to(plates):
    one, other = (
        plates[name].file("svg", "he").decode()
        for name in ("sample_years", "audit_marital_status_peers")
    )
    ids = [node.get("id") for node in ET.fromstring(one).iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert "#sample_years-he *{" in one
    assert not re.search(r">\s*\*\{", one)
    assert not set(ids) & set(re.findall(r'\bid="([^"]+)"', other))
    assert set(re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', one)) <= {
        pair for name in ids for pair in ((name, ""), ("", name))
    }


def test_a_pdf_has_its_journals_size_and_says_what_it_is(plate):
    for preset, width in ((ONE_COLUMN, 85), (TWO_COLUMN, 174), (as_preset("90/190"), 90)):
        content = plate.file("pdf", preset=preset)
        box = re.search(rb"/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+) ?\]", content)
        high = plate.narrow_mm if width < 100 else plate.height_mm
        assert [float(n) / 72 * 25.4 for n in box.groups()] == pytest.approx([width, high], abs=0.1)
    title = plate.words("en").title.replace("(", r"\(").replace(")", r"\)")
    assert f"/Title ({title})".encode() in content
    assert b"/CreationDate" not in content


def test_a_pdf_embeds_every_font_as_an_outline_font(files):
    content = files["pdf"]
    assert b"/Subtype /Type3" not in content
    fonts = content.count(b"/Type /FontDescriptor")
    assert fonts > 0
    assert content.count(b"/FontFile2") == fonts
    if shutil.which("pdffonts"):
        done = subprocess.run(["pdffonts", "-"], input=content, capture_output=True, check=True)
        rows = done.stdout.decode().splitlines()[2:]
        assert all(re.search(r"TrueType .* yes yes", row) for row in rows)


def test_a_hebrew_pdf_keeps_runs_of_numbers_without_gaps(plate):
    figure = plate.figure("he")
    labels = [text for text in figure.axes[0].get_yticklabels() if "\u2066" in text.get_text()]
    assert len(labels) == 12
    render(figure, "pdf", 300, plate.name, "he", plate.words("he"))
    assert all(label.get_path_effects() for label in labels)


@pytest.mark.parametrize("text", ["three", "90", "190/90", "10/20", "90/400", "-90/190", ""])
def test_widths_that_are_none_are_refused(text):
    with pytest.raises(WrongCallError, match=r"one-column.*90/190.*found"):
        as_preset(text)
