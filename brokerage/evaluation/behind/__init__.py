"""From a figure to the records that make it, for those who may see them."""
