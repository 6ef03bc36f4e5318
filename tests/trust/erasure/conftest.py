"""A host with an administrator, for what is erased, held, kept and handed out."""

from factories.host_fixtures import *  # noqa: F403 -- fixtures
