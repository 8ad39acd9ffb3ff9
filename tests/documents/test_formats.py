"""Which file is which, and what is refused before anything parses it."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import bare_word, lines, pdf, rubbish, zipped

from bot.documents import archive
from bot.documents.formats import ALLOWED, FORMATS, MAX_BYTES, read, recognise
from bot.errors import DocumentError

WORDS = {
    ".pdf": pdf(lines("The fee is $95.")),
    ".docx": bare_word("<w:p><w:r><w:t>The fee is $95.</w:t></w:r></w:p>"),
    ".html": b"<html><p>The fee is $95.",
    ".htm": b"<p>The fee is $95.",
    ".md": b"The fee is *$95*.",
    ".markdown": b"The fee is $95.",
    ".txt": b"The fee is $95.",
}


def test_every_suffix_is_read() -> None:
    """The table, the sentence that names it, and the samples agree."""
    suffixes = [suffix for row in FORMATS for suffix in row.suffixes]

    assert list(WORDS) == suffixes
    assert all(row.suffixes[0] in ALLOWED or row.name in ALLOWED for row in FORMATS)
    assert {"The fee is $95."} == {read(data, f"Agreement{suffix}").text for suffix, data in WORDS.items()}


@pytest.mark.parametrize("name", ["AGREEMENT.PDF", "a.b.pdf", "agreement", "", "C:\\Users\\Ann\\agreement.pdf"])
def test_a_file_is_known_by_its_bytes(name: str) -> None:
    """A missing suffix does no harm, nor do capitals or a path."""
    assert recognise(WORDS[".pdf"], name).name == "PDF"


def test_text_without_a_name_is_plain_text() -> None:
    """So is what came without a suffix."""
    assert recognise(b"The fee", "agreement").name == "plain text"


def test_a_web_page_is_known_in_a_text_file() -> None:
    """Saved as .txt, it is still a web page."""
    assert recognise(b"\xef\xbb\xbf \n<!DOCTYPE html><p>x", "page.txt").name == "web page"


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (WORDS[".docx"], "a.pdf", r"named \.pdf but holds a Word file"),
        (WORDS[".pdf"], "a.docx", r"named \.docx but holds a PDF file"),
        (WORDS[".pdf"], "a.txt", r"named \.txt but holds a PDF file"),
        (WORDS[".html"], "a.pdf", r"named \.pdf but holds a web page file"),
        (b"The fee is", "a.pdf", r"named \.pdf but is not a PDF file inside"),
        (b"The fee is", "a.docx", r"named \.docx but is not a Word file inside"),
        (b"The fee is", "a.exe", r"Files named '\.exe' cannot be read"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "a picture"),
        (b"\xff\xd8\xff\xe0 JFIF", "scan.pdf", "a picture"),
        (b"{\\rtf1 The fee}", "a.docx", "rich text"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99,
            "a.doc",
            r"old Office program.*Save it as \.docx",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            "protected with a password",
        ),
        (WORDS[".pdf"] + zipped({"a": b"x"}), "a.pdf", "at once"),
        (b"PK\x03\x04" + WORDS[".pdf"], "a.docx", "at once"),
        (b"", "a.pdf", "empty"),
        (b" \r\n", "a.txt", "empty"),
        (rubbish(5000), "a.txt", "not text that can be read"),
        (rubbish(5000), "a.html", "not text that can be read"),
        (rubbish(5000), "a", "not text that can be read"),
        (b"%PDF-1.7 " + rubbish(5000), "a.pdf", "PDF file is damaged"),
        (b"PK\x03\x04" + rubbish(5000), "a.docx", "Word file is damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, name: str, reason: str) -> None:
    """The sentence says what is wrong and what to do."""
    with pytest.raises(DocumentError, match=rf"(?s){reason}.*(paste its text|paste the text)\.$"):
        read(data, name)


def test_a_file_of_the_largest_size_is_read() -> None:
    """The limit itself is within the limit."""
    data = b"fee " + b"\n" * (MAX_BYTES - 4)

    assert read(data, "a.html").text == "fee"


def test_a_larger_file_is_refused_unread() -> None:
    """The message says how large, and how large may be."""
    with pytest.raises(DocumentError, match="has 25 MB; at most 20 MB"):
        read(b"a" * 25_000_000, "a.txt")


def test_running_out_of_memory_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker's limit may be met in the middle of a parser."""

    def greedy(_: bytes) -> dict[str, bytes]:
        raise MemoryError

    monkeypatch.setattr("bot.documents.docx.xml_parts", greedy)
    with pytest.raises(DocumentError, match="unpacks to more than can be read"):
        read(WORDS[".docx"], "a.docx")


BEGINNINGS = (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"---\n", b"\xff\xfe", b"\xef\xbb\xbf")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    data=st.builds(bytes.__add__, st.sampled_from(BEGINNINGS), st.one_of(st.binary(), st.text().map(str.encode))),
    name=st.sampled_from([*WORDS, ".exe", ""]),
)
def test_any_bytes_are_a_document_or_a_document_error(data: bytes, name: str) -> None:
    """No input raises anything else; what is read has letters and pages in order."""
    check(data, f"a{name}")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    suffix=st.sampled_from([".pdf", ".docx", ".html", ".md"]),
    place=st.floats(0, 1),
    wound=st.binary(min_size=1, max_size=8),
    cut=st.booleans(),
)
def test_a_wounded_file_is_a_document_or_a_document_error(suffix: str, place: float, wound: bytes, cut: bool) -> None:
    """Honest files with a few bytes changed, or cut short, meet the parsers deeper than noise does."""
    whole = WORDS[suffix]
    at = int(place * len(whole))
    check(whole[:at] + wound + (b"" if cut else whole[at + len(wound) :]), f"a{suffix}")


def check(data: bytes, name: str) -> None:
    """Read a file, and hold what comes of it to what every Document promises."""
    try:
        document = read(data, name)
    except DocumentError:
        return
    length = len(document.text)

    assert any(map(str.isalpha, document.text))
    assert sorted(document.pages) == list(document.pages)
    assert 0 == document.pages[0] <= document.pages[-1] <= length
    assert all(0 <= it.start < it.end <= length for it in document.headings)
    document.model_dump_json()


def test_the_archive_reads_no_other_kind_of_packing() -> None:
    """Only what Word writes: stored or deflated."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as it:
        it.writestr("[Content_Types].xml", "<x/>")
    with pytest.raises(DocumentError, match="damaged"):
        archive.xml_parts(file.getvalue())
