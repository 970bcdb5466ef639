"""The player: stepping, scrubbing, two sessions side by side."""
