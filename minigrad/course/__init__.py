"""The course around the engine: the `minigrad` command that opens it, and its exercises."""
