"""Lines that are slow, lossy or gone, and long days: phones go on, and nothing is lost."""
