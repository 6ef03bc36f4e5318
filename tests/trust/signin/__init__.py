"""Signing in: keys of sessions, guessing of codes, second factors, borrowed eyes."""
