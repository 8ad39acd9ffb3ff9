"""Settings: read once, from the environment or a `.env` file, and never changed after."""

from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


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

    retention_days: int = Field(default=30, ge=0, le=365)
    """How long a conversation that its person agreed to keep lives after its last use, where no practice says otherwise."""

    dense_weight: float = Field(default=0.7, ge=0, le=1)
    """The share of meaning, against keywords, in a passage's score."""

    rate_limit: Literal["on", "off"] = "on"
    """`off` is for load tests: only where HOST is this machine itself."""

    trusted_proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = ()
    """The proxies whose X-Forwarded-For is believed: addresses or networks, with commas between them."""

    limits: str = "memory://"
    """Where requests are counted: `memory://` counts for this process alone, `redis://HOST:PORT` for several together."""

    @field_validator("rate_limit")
    @classmethod
    def _off_at_home(cls, value: str, told: ValidationInfo) -> str:
        if value == "off" and not is_loopback(told.data.get("host", "")):
            raise ValueError(
                "RATE_LIMIT=off is for load tests on this machine alone. Leave it out, or set HOST to 127.0.0.1."
            )
        return value

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _networks(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return tuple(network(each.strip()) for each in value.split(",") if each.strip())


def is_loopback(host: str) -> bool:
    """Whether a name or an address is this machine's own, which no other can reach."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def network(text: str) -> IPv4Network | IPv6Network:
    """Read an address or a network. Raises ValueError if it is neither."""
    try:
        return ip_network(text)
    except ValueError:
        raise ValueError(f"{text!r} is no address and no network, such as 10.0.0.5 or 10.0.0.0/8.") from None
