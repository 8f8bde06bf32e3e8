"""Everything the user touches: windows, and the command line, which has no Qt."""
