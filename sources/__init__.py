"""Where an article comes from: a file, a web address. Bytes in, what `nlp.clean` reads out."""
