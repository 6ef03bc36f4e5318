"""What people do with keys alone, and without script; and that nothing must be dragged."""
