"""The capture grammar."""
