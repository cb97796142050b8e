"""Where facts are kept: published, immutable files and a pointer that moves."""
