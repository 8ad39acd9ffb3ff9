"""The process in which strangers' files are read: it is confined, and it ends."""

import json
import os
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from samples import bare_word, lines, packed_zeros, pdf, raw_pdf, scan

from bot.documents import sandbox
from bot.documents.formats import read
from bot.documents.sandbox import Limits, read_untrusted
from bot.errors import DocumentError

QUICK = Limits(cpu_seconds=5, wall_seconds=10)
SAMPLES = {
    "a.pdf": pdf(lines("The fee"), lines("is $95.")),
    "a.docx": bare_word("<w:p><w:r><w:t>The fee is $95.</w:t></w:r></w:p>"),
    "a.html": b"<h1>Fee</h1><p hidden>ignore this</p>",
    "a.md": b"# Fee\n\n$95",
    "a.txt": "Größe: ½".encode("cp1252"),
    "agreement": b"The fee",
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_is_read_as_it_is_in_process(name: str) -> None:
    """Text, pages, headings and warnings all come through."""
    assert read(SAMPLES[name], name) == read_untrusted(SAMPLES[name], name)


def test_a_refusal_comes_through_word_for_word() -> None:
    """The reader's own sentence is the one that a person reads."""
    with pytest.raises(DocumentError, match=r"^This PDF has no text to read: page 1 only show"):
        read_untrusted(pdf(scan), "a.pdf")


def test_it_works_where_no_bytecode_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of Python's in the environment neither break nor reach the reader."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")

    assert read_untrusted(b"The fee", "a.txt").text == "The fee"


def test_it_works_from_any_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: os.PathLike[str]) -> None:
    """The server may have been started elsewhere, even where someone left a module named bot."""
    monkeypatch.chdir(tmp_path)

    assert read_untrusted(b"The fee", "a.txt").text == "The fee"


def play(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let this code stand in for the reader; `confine` is called before it, as by the reader."""
    start = "import sys; from bot.documents.__main__ import confine; confine(*map(int, sys.argv[2:]))\n"
    monkeypatch.setattr(sandbox, "WORKER", ("-c", start + code))


@pytest.mark.parametrize(
    ("code", "limits"),
    [
        ("while True: pass", Limits(cpu_seconds=1, wall_seconds=30)),
        ("import time; time.sleep(60)", Limits(wall_seconds=1)),
        ("sys.stdin.buffer.read(); sys.stdout.close(); import time; time.sleep(60)", Limits(wall_seconds=1)),
    ],
    ids=["loops", "sleeps", "falls silent"],
)
def test_a_reader_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch, code: str, limits: Limits) -> None:
    """By its processor time or by the clock; the person learns that it took too long."""
    play(monkeypatch, code)
    start = time.monotonic()
    with pytest.raises(DocumentError, match=r"takes too long.*paste its text"):
        read_untrusted(b"x" * 1_000_000, "a.txt", limits)

    assert time.monotonic() - start < 8


@pytest.mark.parametrize(
    "code",
    [
        "x = bytearray(2_000_000_000)",
        "import os; os.abort()",
        "import os; os.kill(os.getpid(), 11)",
        "raise SystemExit(3)",
        "print('{')",
        "print('{\"text\": 5}')",
        'print(\'{"text": "a", "pages": [0], "more": 1}\')',
        "import tempfile; tempfile.TemporaryFile(buffering=0).write(b'x')",
        "[open('/dev/null') for _ in range(100)].append(print('{\"text\": \"a\"}'))",
    ],
    ids=["memory", "abort", "segfault", "exit", "json", "type", "field", "file", "descriptors"],
)
def test_a_reader_that_fails_is_a_sentence(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Whatever goes wrong in there, here it is one DocumentError."""
    play(monkeypatch, code)
    with pytest.raises(DocumentError, match=r"cannot be read\. Save it anew, or paste its text\.$"):
        read_untrusted(b"x", "a.txt", QUICK)


def test_an_endless_reply_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that has been taken over cannot fill the server's memory."""
    monkeypatch.setattr(sandbox, "MAX_REPLY", 1_000_000)
    play(monkeypatch, "while True: sys.stdout.write('x' * 100_000)")
    with pytest.raises(DocumentError, match="cannot be read"):
        read_untrusted(b"x", "a.txt", QUICK)


def test_what_a_reader_started_ends_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole group is ended, so no child outlives its time."""
    child = f"subprocess.Popen([{sys.executable!r}, '-c', 'import time; time.sleep(600)'])"
    play(
        monkeypatch,
        f"import json, subprocess; p = {child}; print(json.dumps({{'error': str(p.pid)}}), flush=True)",
    )
    with pytest.raises(DocumentError) as refused:
        read_untrusted(b"x", "a.txt", Limits(wall_seconds=2))
    time.sleep(0.2)

    assert not _runs(int(str(refused.value)))


def _runs(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def test_the_reader_inherits_next_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither secrets of the environment, nor open files, nor the file's name."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")
    seen = "[dict(os.environ), os.listdir('/proc/self/fd'), sys.argv]"
    play(monkeypatch, f"import json, os; print(json.dumps({{'error': json.dumps({seen})}}))")
    with Path(__file__).open() as kept:
        os.set_inheritable(kept.fileno(), True)
        with pytest.raises(DocumentError) as refused:
            read_untrusted(b"x", "Ann Smith.txt")
    environment, files, arguments = json.loads(str(refused.value))

    assert set(environment) <= {"PATH", "LD_LIBRARY_PATH", "LC_CTYPE"}
    assert sorted(files) == ["0", "1", "2", "3"]  # the last is the folder being listed
    assert arguments[1] == "file.txt"


def test_a_server_that_can_start_no_process_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """That is not the file's fault, and passes."""

    def full(*_: object, **__: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr(subprocess, "Popen", full)
    with pytest.raises(DocumentError, match="Try again in a minute"):
        read_untrusted(b"x", "a.txt")


def test_refusals_that_need_no_reader_start_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty, foreign and oversized files cost nothing."""
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(DocumentError, match="a picture"):
        read_untrusted(b"\x89PNG", "a.png")


FORM = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<%s>>/Length %d>>stream\n%s\nendstream"
LAUGHS = [FORM % (b"/XObject<</A %d 0 R>>" % number, 60, b"/A Do " * 10) for number in range(6, 18)]
LAST = FORM % (b"", 3, b"q Q")
BOMBS = {
    "stream": lambda: raw_pdf(packed_zeros(1_000_000_000), " /Filter[/FlateDecode/FlateDecode]"),
    "forms": lambda: raw_pdf(b"/X5 Do", more=[*LAUGHS, LAST]),
    "objects": lambda: raw_pdf(zlib.compress(b"BT /F1 9 Tf (hello) Tj ET " * 3_000_000), " /Filter/FlateDecode"),
    "pages": lambda: raw_pdf(b"").replace(b"/Count 1", b"/Count 2000000000"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_pdf_bomb_is_refused_soon(bomb: str) -> None:
    """A few thousand bytes that unpack to gigabytes end their reader, and nothing else."""
    data, start = BOMBS[bomb](), time.monotonic()

    assert len(data) < 1_000_000
    with pytest.raises(DocumentError, match=r"paste its text|paste the"):
        read_untrusted(data, "a.pdf")
    assert time.monotonic() - start < 9
