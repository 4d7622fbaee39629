"""Photographs of a real whiteboard on their way onto the board: straightened by four corners, cropped, cleaned."""
