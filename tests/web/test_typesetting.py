"""PDFs are set with our own Chinese fonts, on a machine that has none of its own."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
import typst

from yichuang.kernel.refusals import Refusal
from yichuang.web import typesetting
from yichuang.web.typesetting import FAMILY, FONTS, font_families, typeset

PAGE = f"""
#let d = json(bytes(sys.inputs.data))
#set text(font: "{FAMILY}", lang: "zh", region: "cn", cjk-latin-spacing: none)
#d.text
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    file = tmp_path / "page.typ"
    file.write_text(PAGE, encoding="utf-8")
    return file


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return "".join(text.split())


def test_text_comes_out_as_it_went_in(template: Path) -> None:
    said = "青禾县教育局：补办15个工作日，喆祎玥堃镕。Self-study"
    assert text_of(typeset(template, {"text": said})) == said


@pytest.mark.parametrize("first", range(0x4E00, 0x9FA6, 0x1000))
def test_every_character_of_gbk_can_be_printed(template: Path, first: int) -> None:
    """PDF/A refuses a glyph that is not there, so this fails when one is lost."""
    many = "".join(chr(code) for code in range(first, min(first + 0x1000, 0x9FA6)))
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    source = f'#set text(font: "{FAMILY}")\n#"{many}"'
    compiler = typst.Compiler(input=source.encode(), font_paths=fonts)
    assert compiler.compile(format="pdf", pdf_standards=["a-2b"])


def test_our_own_font_is_the_first_choice() -> None:
    assert font_families()[0] == FAMILY


def test_without_any_font_it_says_what_to_install(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = typst.Fonts(include_system_fonts=False, font_paths=[])
    monkeypatch.setattr(typst, "Fonts", lambda **_: bare)
    typesetting._fonts.cache_clear()
    typesetting._compiler.cache_clear()
    try:
        with pytest.raises(Refusal) as refused:
            typeset(template, {"text": "x"})
        assert refused.value.code == "print.no-font"
        assert "fonts-noto-cjk" in refused.value.remedy_text()
        assert font_families() == ()
    finally:
        typesetting._fonts.cache_clear()
        typesetting._compiler.cache_clear()


def test_a_template_that_misses_a_fact_is_named(template: Path) -> None:
    with pytest.raises(Refusal) as refused:
        typeset(template, {})
    assert refused.value.code == "print.template"
    assert "page.typ" in refused.value.text()


def test_many_threads_get_each_their_own_page(template: Path) -> None:
    texts = [f"第{number}份" for number in range(24)]
    with ThreadPoolExecutor(6) as pool:
        pages = pool.map(lambda text: typeset(template, {"text": text}), texts)
        assert [text_of(page) for page in pages] == texts


def test_words_of_people_are_not_template_code(template: Path) -> None:
    said = '#image("/etc/passwd")*粗*<a>'
    assert text_of(typeset(template, {"text": said})) == said
