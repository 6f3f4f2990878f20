"""The specification of minigrad: one folder for each of its rooms."""
