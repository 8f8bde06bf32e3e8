"""New tickets by hand, on a real desk."""
