"""What a sync has to look at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.store.diff import Difference, KnownFile, difference
from newsreader.store.files import FileState

FILES = st.dictionaries(
    st.sampled_from([b"a", b"a/b", b"a-b", b"b", b"\xff", b"c"]), st.tuples(st.integers(0, 2), st.integers(0, 2))
)


@given(FILES, FILES, st.sets(st.sampled_from([b"a", b"b", b"c"])))
def test_every_file_is_new_changed_gone_or_unchanged(
    now: dict[bytes, tuple[int, int]], before: dict[bytes, tuple[int, int]], unreadable: set[bytes]
) -> None:
    """The merge of two sorted lists says the same as two dictionaries."""
    files = [FileState(name, *now[name]) for name in sorted(now)]
    known = [KnownFile(name, *before[name], b"" if name in unreadable else b"x") for name in sorted(before)]
    same = {name for name in now if now[name] == before.get(name) and name not in unreadable}
    assert difference(files, known) == Difference(
        look=tuple(file for file in files if file.name not in same),
        gone=tuple(file for file in known if file.name not in now),
        unchanged=len(same),
        digests={file.name: file.digest for file in known if file.name in now.keys() - same},
    )
