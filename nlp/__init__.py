"""Text in, annotated document out. Knows no neural network, opens no socket, imports nothing heavy."""
