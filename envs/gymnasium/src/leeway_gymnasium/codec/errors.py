"""What goes wrong between messages and arrays."""


class CodecError(ValueError):
    """A message or value that cannot be what it should; the text says what is wrong and where."""
