"""Where an article comes from: pasted text, a file, a web address. Bytes in, `nlp.clean` input out."""
