"""Reading the screen aloud: what is said (`words`, `privacy`), when (`aloud`), and through what (`voice`, `dispatcher`)."""
