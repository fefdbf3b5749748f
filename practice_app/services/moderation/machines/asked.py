"""What went wrong when a machine was asked."""


class NotAnswered(Exception):
    """It is away, too slow, or says what nobody understands; it may be asked again later."""
