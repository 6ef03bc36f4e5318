"""What the site is built from: locks, licences, the bill, secrets, and the same wheel twice."""
