"""Interactive controls for notebooks; each folder here is one widget, drawn by the browser."""
