"""Packs studio_enclave/ into packed.txt, which the lifecycle script carries: `python3 modules/studio/app/pack.py` after a change.

AWS takes 12,288 bytes of script, so docstrings and comments stay out. The file is under version control, because other
versions of Python make other bytes of the same code, and a script with other bytes is another lifecycle configuration.
Its first line is the hash of the sources, its second line the package.
"""

import ast
import base64
import hashlib
import lzma
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
# The best of all settings for this text; lzma.decompress reads it without being told.
SMALLEST = [{"id": lzma.FILTER_LZMA1, "preset": 9 | lzma.PRESET_EXTREME, "lc": 0, "lp": 0, "pb": 0}]


def sources():
    """The package's files by name."""
    return {file.name: file.read_text(encoding="utf8") for file in sorted((HERE / "studio_enclave").glob("*.py"))}


def code(text):
    """The same program without docstrings and comments, one space for each four of an indent."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return re.sub("(?m)^ +", lambda indent: " " * (len(indent[0]) // 4), ast.unparse(tree))


def joined(files):
    """Names and texts in turn, with form feeds between them."""
    return "\f".join(each for file in files.items() for each in file)


def main():
    packed = lzma.compress(
        joined({name: code(text) for name, text in sources().items()}).encode(), format=lzma.FORMAT_ALONE, filters=SMALLEST
    )
    digest = hashlib.sha256(joined(sources()).encode()).hexdigest()
    (HERE / "packed.txt").write_text(f"{digest}\n{base64.b85encode(packed).decode()}\n")


if __name__ == "__main__":
    main()
