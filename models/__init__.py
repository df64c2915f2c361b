"""The only home of weights and inference: engines that translate, taggers that find names."""
