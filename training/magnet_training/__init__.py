"""What ordinary trainers lack to learn from Magnet's data: losses over many turns, masks, rows."""

#: Form of the folder that `magnet train` writes; another number is refused.
FORMAT = 1
