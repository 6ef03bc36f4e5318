"""SERVES: the site, one Django app per life-cycle stage."""

__version__ = "0.1.0"
