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
SMALLEST = [{"id": lzma.FILTER_LZMA1, "preset": 9 | lzma.PRESET_EXTREME, "lc": 0, "lp": 0, "pb": 0, "nice_len": 48}]
# The order in which today's files pack smallest.
ORDER = "__main__.py names.py requests.py denials.py __init__.py settings.py hook.py"
# What the script runs first: it writes the files, which follow it in `s` as names and texts, and starts the package.
UNPACK = """
import os, sysconfig
folder = os.path.join(sysconfig.get_path("purelib"), "studio_enclave")
os.makedirs(folder, exist_ok=True)
for name, text in zip(s[1::2], s[2::2]):
    open(os.path.join(folder, name), "w").write(text)
import studio_enclave.__main__
"""


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
    files = sources()
    order = sorted(files, key=lambda name: (ORDER.find(name) < 0, ORDER.find(name), name))
    text = f"{code(UNPACK)}\f{joined({name: code(files[name]) for name in order})}"
    packed = lzma.compress(text.encode(), format=lzma.FORMAT_ALONE, filters=SMALLEST)
    digest = hashlib.sha256(joined(sources()).encode()).hexdigest()
    (HERE / "packed.txt").write_text(f"{digest}\n{base64.b85encode(packed).decode()}\n")


if __name__ == "__main__":
    main()
