"""What is kept can be brought back, and what was done cannot be changed unseen."""
