"""Faults: servers that die, disks that fail, clocks that jump, posts that come twice."""
