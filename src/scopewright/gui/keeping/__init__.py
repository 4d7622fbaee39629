"""The window's side of the engagement file: opening, protecting, merging, restoring, handing over."""
