"""Collecting every page of the site, and looking at each in a real browser."""
