"""The whiteboard: an endless canvas on the notes of a session."""
