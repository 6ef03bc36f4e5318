"""What comes in: every form, file, letter and header, against people who mean harm."""
