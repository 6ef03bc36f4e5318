"""Promises about safety: each a gate that finds nothing, and a twin that must turn it red."""
