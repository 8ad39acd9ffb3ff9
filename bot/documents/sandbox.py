"""Reading strangers' files: in a process of its own that can do little and may not live long."""

import contextlib
import logging
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from pydantic import TypeAdapter, ValidationError

from bot.documents.formats import recognise
from bot.errors import DocumentError
from bot.vocabulary import Document, Frozen

MAX_REPLY = 40_000_000
"""In bytes: more than any Document that a reader can make; what goes beyond is no reader's."""

WORKER = ("-E", "-s", "-B", "-X", "utf8", "-m", "bot.documents")
"""What Python is told to run: nothing from the environment or the home folder, nothing left behind."""

_ROOT = Path(__file__).parent.parent.parent
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")  # without these, Python may not start
_KILLED = -9
_TOO_LONG = "Reading this file takes too long, so it was stopped. Send only the agreement, or paste its text."
_FAILED = "This file is damaged, or built in a way that cannot be read. Save it anew, or paste its text."
_BUSY = "No file can be read just now. Try again in a minute, or paste its text."
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """What a reader may use: bytes of memory, seconds of processor, and seconds on the clock.

    The largest honest files need 200 MB and 4 seconds; the clock also counts waiting for a processor.
    """

    memory: int = 300 << 20
    cpu_seconds: int = 10
    wall_seconds: float = 25


LIMITS = Limits()


class _Refusal(Frozen):
    """What a reader says of a file that it cannot read."""

    error: str


@dataclass(frozen=True)
class _Ending:
    """What a process wrote, how it ended (0: well; below 0: by that signal), and if for want of time."""

    reply: bytes
    status: int
    too_long: bool


_reply: TypeAdapter[Document | _Refusal] = TypeAdapter(Document | _Refusal)


def read_untrusted(data: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read a stranger's file into a Document, in a process that is confined and then ended.

    Raises DocumentError for every file that cannot be read, including one on which the reader
    crashes, or runs out of memory or time.
    """
    suffix = recognise(data, name).suffixes[0]  # the name itself stays here: it may hold a person's
    ending = _run(data, (f"file{suffix}", str(limits.memory), str(limits.cpu_seconds)), limits.wall_seconds)
    try:
        reply = _reply.validate_json(ending.reply)
    except ValidationError:
        # Neither the reply nor the error is kept: both may quote the document.
        _log.warning("The reader of a %s file ended with status %s and no reply", suffix, ending.status)
        raise DocumentError(_TOO_LONG if ending.too_long else _FAILED) from None
    if isinstance(reply, _Refusal):
        raise DocumentError(reply.error)
    return reply


def _run(data: bytes, arguments: tuple[str, ...], seconds: float) -> _Ending:
    """Run the reader to its end, or until its time is up."""
    with _started(arguments) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        timer = Timer(seconds, _kill, [process])
        timer.start()
        try:
            # The reader takes in all of stdin before it writes, so neither waits for the other.
            with contextlib.suppress(BrokenPipeError), process.stdin:
                process.stdin.write(data)
            reply = process.stdout.read(MAX_REPLY + 1)
            if len(reply) > MAX_REPLY:
                return _Ending(b"", 1, too_long=False)
            status = process.wait()
            return _Ending(reply, status, timer.finished.is_set() or status == _KILLED)
        finally:
            timer.cancel()
            _kill(process)


def _started(arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 (all of it is ours: the suffix is one of our table's)
            [sys.executable, *WORKER, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            close_fds=True,
            start_new_session=True,  # a group of its own, so that whatever it starts ends with it
        )
    except OSError as error:
        raise DocumentError(_BUSY) from error


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it has started, whatever still runs of it."""
    if sys.platform == "win32":
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
