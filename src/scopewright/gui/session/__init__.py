"""What the page of a whiteboard session and the page of triage are made of."""
