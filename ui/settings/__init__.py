"""What is set up once: the shops."""
