"""A host with somebody of its staff, for what is written, copied and brought back."""

from factories.host_fixtures import *  # noqa: F403 -- fixtures
