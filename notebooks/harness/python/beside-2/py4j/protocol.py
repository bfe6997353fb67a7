"""In the place of py4j.protocol."""


class Py4JJavaError(Exception):
    """An error that Spark raises, of which there is none here."""
