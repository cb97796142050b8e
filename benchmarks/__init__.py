"""What effnett costs beside what there is instead: ratios, each measured in one run. Never a test."""
