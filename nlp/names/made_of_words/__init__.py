"""Names made of ordinary words: `bodies` puts their English together, `wording` says what the words mean where they stand."""
