"""The OpenType Sanitizer of the browsers takes every face in the OFD."""

import importlib.metadata
import pathlib
import tempfile

import ots

from .files import parts, repacked

NAME = "OpenType Sanitizer"
LOOKS_AT = "OFD"


def version():
    return importlib.metadata.version("opentype-sanitizer")


def judge(report):
    out = []
    with tempfile.TemporaryDirectory() as folder:
        for name, data in parts(report.ofd).items():
            if name.endswith(".ttf"):
                path = pathlib.Path(folder, "face.ttf")
                path.write_bytes(data)
                done = ots.sanitize(path, f"{path}.out", capture_output=True)
                if done.returncode:
                    out.append(f"{name}: {done.stderr.decode(errors='replace').strip()}")
    return out


def damages(report, folder):
    def torn(content):
        name = next(name for name in content if name.endswith(".ttf"))
        content[name] = content[name][:len(content[name]) // 2]

    def misled(content):
        name = next(name for name in content if name.endswith(".ttf"))
        face = bytearray(content[name])
        at = face.index(b"loca", 0, 400)
        offset = int.from_bytes(face[at + 8:at + 12], "big")
        face[offset + 4:offset + 8] = b"\xff" * 4
        content[name] = bytes(face)

    yield "half of a face", report.but(ofd=repacked(report.ofd, folder, torn, "half.ofd"))
    yield "a glyph that begins beyond the end", report.but(ofd=repacked(report.ofd, folder, misled, "loca.ofd"))
