"""Automatic differentiation you can see."""
