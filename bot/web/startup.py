"""The program while it is being built: pages are served at once, answers wait for the first parts only."""

import logging
import threading
import time
from typing import TYPE_CHECKING

from bot.errors import EngineError, PlaintermsError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.bootstrap import Plainterms

log = logging.getLogger("plainterms")
PATIENCE = 30  # seconds that a question waits for the program to be built
ERASE_EVERY = 60  # seconds between looks for conversations that have been idle too long


class Startup:
    """Builds the program in a thread of its own, then opens the engines for search by meaning."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings; `start` begins."""
        self.settings = settings
        self.error: str | None = None
        self._program: Plainterms | None = None
        self._built = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="startup", daemon=True)

    def start(self) -> None:
        """Begin to build."""
        self._thread.start()

    def stop(self) -> None:
        """Stop what runs in the background, and let go of the engines."""
        self._stopping.set()
        self._thread.join(timeout=10)
        if self._program:
            self._program.close()

    def program(self) -> "Plainterms":
        """Return the program, as soon as it can answer.

        Raises EngineError if it could not be built, or not in time.
        """
        if not self._built.wait(PATIENCE):
            raise EngineError("I am still starting. Try again in a few seconds.")
        if self._program is None:
            raise EngineError("I cannot answer just now. The people who run this chat can see why in its log.")
        return self._program

    def state(self) -> tuple[bool, dict[str, str]]:
        """Say whether questions are answered, and what each engine is doing."""
        if self._program:
            return True, dict(self._program.state)
        return False, {"program": self.error or "starting"}

    def _run(self) -> None:
        began = time.monotonic()
        try:
            from bot.bootstrap import build  # here: the page is served while this is imported

            self._program = build(self.settings)
        except PlaintermsError as error:
            log.error("%s", error)
            self.error = str(error)
            return
        finally:
            self._built.set()
        log.info("answering by keyword after %.1f s", time.monotonic() - began)
        count = self._program.warm()
        log.info(
            "answering after %.1f s, %d passages embedded: %s", time.monotonic() - began, count, self._program.state
        )
        while not self._stopping.wait(ERASE_EVERY):
            self._erase_idle(self._program)

    def _erase_idle(self, program: "Plainterms") -> None:
        try:
            program.records.erase_idle()
        except EngineError as error:
            log.warning("idle conversations could not be erased: %s", error)
