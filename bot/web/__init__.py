"""The faces: chat page, API."""
