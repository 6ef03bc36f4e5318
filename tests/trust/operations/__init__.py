"""The site at work for many: workers that die, several servers, health, counts, weak settings."""
