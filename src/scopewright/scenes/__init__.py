"""Each planning picture as a scene: shapes and texts in plain numbers, painted elsewhere."""
