"""Erasure, holds, terms, and what a person is shown: promises about what goes and what stays."""
