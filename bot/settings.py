"""Settings: read once, from the environment or a `.env` file, and never changed after."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Where things are. Engines are named by address; every default works with no account and no network."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    vectors: str = "chroma:data/chroma"
    """`chroma:FOLDER`, or `chroma+http://HOST:PORT` for a server of `chroma run` on a private network."""

    records: str = "sqlite:///data/plainterms.db"
    """An SQLAlchemy address: `sqlite:///FILE`, or `postgresql+psycopg://…`."""

    embeddings: str = "minilm"
    """`minilm`, `openai:MODEL`, or `none` for keyword search alone."""

    knowledge: Path = Path(__file__).parent.parent / "knowledge"
    """The folder of practices, explainers and strings."""

    cache: Path = Path("data/cache")
    """A folder for what can be computed again; it may be deleted at any time."""

    locale: str = "en"
    """The catalogue of strings to speak from: `knowledge/strings/LOCALE.yaml`."""

    host: str = "127.0.0.1"
    """The address to listen at."""

    port: int = Field(default=7860, ge=0, le=65535)
    """The port to listen at."""

    workers: int = Field(default=4, ge=1, le=64)
    """How many questions are worked on at once in this process."""

    idle_minutes: int = Field(default=60, ge=1)
    """How long a conversation that its person did not agree to keep lives without a question."""

    dense_weight: float = Field(default=0.7, ge=0, le=1)
    """The share of meaning, against keywords, in a passage's score."""
