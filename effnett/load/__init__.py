"""Files as the world makes them to tidy rows, or a refusal that helps."""
