"""A folder that is locked in a moment.

`tuphe khoa` takes a second and more to make a passphrase hard to guess, and so does every command that is told it. The
identity in tests/data/khoa lies under PASSPHRASE with the least of that work, which is otherwise an age file like any.
"""

import base64
import hashlib
import inspect
import shutil
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyrage
import pytest

PASSPHRASE: Final = "hồ sơ của tôi 1990"
KEYS: Final = Path(__file__).parents[1] / "data" / "khoa"


def printing(words: str) -> str:
    """Return a command line that prints these words: `echo` is no program on Windows."""
    if sys.platform != "win32":
        return f"echo '{words}'"
    script = f"import sys; sys.stdout.buffer.write({words.encode()!r})"
    return subprocess.list2cmdline([sys.executable, "-c", script])


KNOWN: Final = {"TUPHE_MAT_KHAU_LENH": printing(PASSPHRASE)}


def plain_files(folder: Path) -> dict[str, bytes]:
    """Every personal file of a folder that anybody may read, by its path, with its content."""
    found = (path for path in sorted(folder.rglob("*.toml")) if path.name != "khoa.toml")
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@cache
def known_identity() -> Any:
    """The identity in tests/data/khoa."""
    return pyrage.x25519.Identity.from_str(
        pyrage.passphrase.decrypt((KEYS / "khoa.age").read_bytes(), PASSPHRASE).decode()
    )


def lock_quickly(folder: Path) -> None:
    """Leave a folder as `tuphe khoa` would, but for the work that the passphrase costs."""
    identity = known_identity()
    for name, content in plain_files(folder).items():
        plain = folder / name
        encrypted = plain.with_name(f"{plain.name}.age")
        encrypted.write_bytes(pyrage.encrypt(content, [identity.to_public()]))
        encrypted.chmod(plain.stat().st_mode & 0o777)
        plain.unlink()
    for key in ("khoa.age", "khoa.toml"):
        shutil.copyfile(KEYS / key, folder / key)
        (folder / key).chmod(0o600)


def open_quickly(folder: Path) -> None:
    """Leave a folder as `tuphe mo-khoa` would, whose notes were all encrypted in one notebook."""
    for encrypted in [path for path in folder.rglob("*.age") if path.name != "khoa.age"]:
        encrypted.with_suffix("").write_bytes(pyrage.decrypt(encrypted.read_bytes(), [known_identity()]))
        encrypted.unlink()
    for key in ("khoa.age", "khoa.toml"):
        (folder / key).unlink()


class QuickPassphrase:
    """Stands in for `pyrage.passphrase` in this process: a file that it made opens without the second of work.

    Any other file goes to pyrage itself, with its work and its errors.
    """

    _HEAD: Final = b"age-encryption.org/v1\n-> quick "
    _real = pyrage.passphrase

    def encrypt(self, content: bytes, passphrase: str) -> bytes:
        """Hide a text, as far as a test looks."""
        return self._HEAD + hashlib.sha256(passphrase.encode()).digest() + base64.b85encode(content)

    def decrypt(self, content: bytes, passphrase: str) -> bytes:
        """Return a text, or raise what pyrage raises for a wrong passphrase."""
        if not content.startswith(self._HEAD):
            opened: bytes = self._real.decrypt(content, passphrase)
            return opened
        known, hidden = content.removeprefix(self._HEAD)[:32], content[len(self._HEAD) + 32 :]
        if known != hashlib.sha256(passphrase.encode()).digest():
            raise pyrage.DecryptError("Decryption failed")
        return base64.b85decode(hidden)


def quick_in_processes(place: Path) -> dict[str, str]:
    """Return the environment in which programs take QuickPassphrase too; `place` is a folder for what tells them."""
    place.mkdir()
    head = "import base64, hashlib\nfrom typing import Final\nimport pyrage\n"
    script = f"{head}{inspect.getsource(QuickPassphrase)}\npyrage.passphrase = QuickPassphrase()\n"
    (place / "sitecustomize.py").write_text(script, encoding="utf-8")
    return {"PYTHONPATH": str(place)}


def wait_for_the_lock_of(process: subprocess.Popen[bytes]) -> None:
    """Return once a program waits for a lock that somebody else holds."""
    locks, until = Path("/proc/locks"), time.monotonic() + 60
    if not locks.exists():
        pytest.skip("this system does not tell who waits for a lock")
    while not any("->" in line and f" {process.pid} " in line for line in locks.read_text("utf-8").splitlines()):
        assert process.poll() is None, (process.communicate(), "it did not wait")
        assert time.monotonic() < until
        time.sleep(0.005)
