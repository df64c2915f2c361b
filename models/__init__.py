"""The only home of weights and inference: engines that translate, taggers that find names, the encoder that compares.

Lives here: `store/` files on disk, `pipeline/` what is done around every network, `translators/` and `taggers/` a module an engine,
`recipes/` how our own weights were made, `weights/` the weights. Not here: rules about text (`nlp/`).
Start at `registry.py`: a name → an engine.
"""
