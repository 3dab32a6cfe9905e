"""Puts files into a folder: a file is there whole or not at all, and only what a person named is overwritten."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path
from stat import S_IMODE

from newsreader.errors import ArticleError
from newsreader.phrase import reason
from newsreader.text import shown


def place(folder: Path, stem: str, suffix: str, raw: bytes, *, durable: bool = True) -> Path:
    """Writes `raw` into a new file of `folder` and returns where it lies.

    A file of that name with the same content is left as it is; with other content, the new one gets a number.

    Args:
        folder: made where it is missing.
        stem: of the file's name.
        suffix: of the file's name.
        raw: the content.
        durable: whether it is to survive a power cut, which takes its time.

    Raises:
        ArticleError: where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            target = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
            if _same(target, raw):
                return target
            if not os.path.lexists(target):
                with suppress(FileExistsError):
                    _write(target, [raw], _name, durable=durable)
                    return target
    except OSError as error:
        raise _unwritten(folder, error) from error
    raise AssertionError("numbers do not end")


def replace_file(target: Path, pieces: Iterable[str]) -> None:
    """Writes a text that a person named a file for, in place of what may be there: whole or not at all.

    Whatever ends it early, as an interrupt or an error of the pieces, leaves the file as it was. A link stays, and what
    it leads to is written; so is what is no file, as a device or a pipe is. Who may read the file stays, too.

    Raises:
        ArticleError: where it cannot be written.
    """
    try:
        raw = (piece.encode() for piece in pieces)
        if target.exists() and not target.is_file():
            with target.open("wb") as file:
                file.writelines(raw)
        else:
            real = Path(os.path.realpath(target))
            _write(real, raw, Path.replace, mode=S_IMODE(real.stat().st_mode) if real.exists() else None)
    except OSError as error:
        raise _unwritten(target, error) from error


def _unwritten(path: Path, error: OSError) -> ArticleError:
    return ArticleError("{name}: cannot be written: {reason}", name=shown(os.fsencode(path)), reason=reason(error))


def _same(target: Path, raw: bytes) -> bool:
    with suppress(OSError):
        return target.is_file() and target.stat().st_size == len(raw) and target.read_bytes() == raw
    return False


def _write(
    target: Path,
    pieces: Iterable[bytes],
    name: Callable[[Path, Path], object],
    *,
    durable: bool = True,
    mode: int | None = None,
) -> None:
    """Writes a file by way of a temporary one, to which `name` gives the name of `target`.

    Who may read it is the system's choice, unless a `mode` says that.

    Raises:
        FileExistsError: where somebody else has made `target` meanwhile.
    """
    descriptor, made = tempfile.mkstemp(prefix=".newsreader-", suffix=".tmp", dir=target.parent)
    temporary = Path(made)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fchmod(descriptor, 0o644 & ~_umask() if mode is None else mode)
            if durable:
                os.fsync(descriptor)
        name(temporary, target)
    except BaseException:
        with suppress(FileNotFoundError):
            temporary.unlink()
        raise
    if durable:
        sync_folder(target.parent)


def _name(temporary: Path, target: Path) -> None:
    """Gives the finished file its name; a link fails where the name is taken, which a rename does not."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        temporary.replace(target)
    else:
        temporary.unlink()


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder survive a power cut, where the file system can do that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
