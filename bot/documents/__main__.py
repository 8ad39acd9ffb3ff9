"""The process that reads one stranger's file: `python -m bot.documents NAME MEMORY SECONDS`.

The file's bytes come on stdin; a Document, or {"error": sentence}, goes to stdout as JSON.
`sandbox.py` starts it.
"""

import json
import sys

from bot.documents.formats import read
from bot.errors import DocumentError

if sys.platform != "win32":
    import resource


def confine(memory: int, seconds: int) -> None:
    """Give up memory beyond so many bytes, time, writing to files, and leaving a core behind.

    Windows has no such limits; there the time-out of whoever started the process is all.
    """
    if sys.platform == "win32":
        return
    for kind, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        if sys.platform == "darwin" and kind == resource.RLIMIT_AS:
            continue  # macOS has the name, but refuses every value
        _, most = resource.getrlimit(kind)
        allowed = limit if most == resource.RLIM_INFINITY else min(limit, most)
        resource.setrlimit(kind, (allowed, allowed))


def main(name: str, memory: str, seconds: str) -> None:
    """Read stdin as a file of that name and write what became of it."""
    confine(int(memory), int(seconds))
    data = sys.stdin.buffer.read()
    try:
        reply = read(data, name).model_dump_json()
    except DocumentError as error:
        reply = json.dumps({"error": str(error)})
    sys.stdout.buffer.write(reply.encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
