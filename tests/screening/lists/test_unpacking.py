import gzip
import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from screening.errors import ListFormatError
from screening.lists import unpacking
from screening.lists.unpacking import digest_of, unpack, unpack_all


def zipped(*members, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def test_a_plain_file_is_itself():
    assert unpack("a.csv", b"a,b\n") == {"a.csv": b"a,b\n"}


def test_gzip_is_known_by_its_bytes_not_its_name():
    assert unpack("a.xml", gzip.compress(b"<a/>")) == {"a.xml": b"<a/>"}
    assert unpack("a.xml.GZ", gzip.compress(b"<a/>")) == {"a.xml": b"<a/>"}


def test_a_zip_gives_its_files():
    data = zipped(("sdn.csv", b"1"), ("alt.csv", b"2"))
    assert unpack("a.zip", data) == {"sdn.csv": b"1", "alt.csv": b"2"}


def test_an_office_file_stays_packed():
    book = zipped(("[Content_Types].xml", b"<a/>"), ("xl/workbook.xml", b"<b/>"))
    assert unpack("a.xlsx", book) == {"a.xlsx": book}
    assert unpack("a.zip", zipped(("a.xlsx", book))) == {"a.xlsx": book}


@pytest.mark.parametrize("name", ["/etc/x.csv", "../x.csv", "a/../../x.csv", "C:\\x.csv", "..\\x"])
def test_a_name_that_leaves_its_folder_is_refused(name):
    with pytest.raises(ListFormatError, match="out of its folder"):
        unpack("a.zip", zipped((name, b"1")))


def test_an_archive_in_an_archive_is_refused():
    with pytest.raises(ListFormatError, match="inside an archive"):
        unpack("a.zip", zipped(("b.zip", zipped(("c", b"1")))))
    with pytest.raises(ListFormatError, match="inside an archive"):
        unpack("a.gz", gzip.compress(gzip.compress(b"1")))


def test_a_link_is_refused():
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(ListFormatError, match="is a link"):
        unpack("a.zip", buffer.getvalue())


def test_an_encrypted_file_is_refused():
    data = bytearray(zipped(("a.csv", b"1")))
    entry = data.index(b"PK\x01\x02")
    flags = struct.unpack_from("<H", data, entry + 8)[0]
    struct.pack_into("<H", data, entry + 8, flags | 1)
    with pytest.raises(ListFormatError, match="encrypted"):
        unpack("a.zip", bytes(data))


def test_too_many_files_are_refused():
    with pytest.raises(ListFormatError, match="more than 64 files"):
        unpack("a.zip", zipped(*((f"{n}.csv", b"1") for n in range(65))))


def test_an_empty_zip_is_refused():
    with pytest.raises(ListFormatError, match="zip file is empty"):
        unpack("a.zip", zipped())


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: zipped(("a.csv", data))])
def test_a_bomb_is_refused_before_it_is_whole(pack):
    bomb = pack(b"0" * (unpacking.RATIO_FREE + 3 * unpacking.MIB))
    with pytest.raises(ListFormatError, match="200 times"):
        unpack("bomb", bomb)


def test_small_files_may_pack_as_well_as_they_can():
    assert len(unpack("a.gz", gzip.compress(b"0" * unpacking.MIB))["a"]) == unpacking.MIB


def test_more_than_the_largest_size_is_refused(monkeypatch):
    monkeypatch.setattr(unpacking, "LARGEST_UNPACKED", 10 * unpacking.MIB)
    with pytest.raises(ListFormatError, match="more than 10 MiB"):
        unpack("a.gz", gzip.compress(b"0" * (10 * unpacking.MIB + 1)))
    monkeypatch.setattr(unpacking, "LARGEST_PACKED", 10)
    with pytest.raises(ListFormatError, match="larger than"):
        unpack("a.csv", b"0" * 11)


def test_a_zip_that_lies_about_sizes_is_refused():
    data = bytearray(zipped(("a.csv", b"0" * 100)))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 5)
    with pytest.raises(ListFormatError, match="damaged"):
        unpack("a.zip", bytes(data))


@pytest.mark.parametrize(
    "packed", [gzip.compress(b"text" * 99), zipped(("a", b"text" * 99))], ids=["gz", "zip"]
)
def test_an_archive_cut_off_is_refused(packed):
    with pytest.raises(ListFormatError, match="damaged"):
        unpack("a", packed[:-12])


@pytest.mark.parametrize(
    "page", [b"<!DOCTYPE html><p>", b"\xef\xbb\xbf\n <HTML>", b'<?xml version="1.0"?><html>']
)
def test_a_web_page_is_told_for_what_it_is(page):
    with pytest.raises(ListFormatError, match="web page"):
        unpack("list.xml", page)
    with pytest.raises(ListFormatError, match="web page"):
        unpack("list.xml.gz", gzip.compress(page))


def test_a_git_lfs_pointer_is_told_for_what_it_is():
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    with pytest.raises(ListFormatError, match="Git LFS pointer"):
        unpack("list.xml", pointer)


@pytest.mark.parametrize(
    "data", [b"", b" \n", gzip.compress(b"")], ids=["plain", "blank", "packed"]
)
def test_an_empty_file_is_refused(data):
    with pytest.raises(ListFormatError, match="the file is empty"):
        unpack("list.xml", data)


def test_two_files_of_one_name_are_refused():
    with pytest.raises(ListFormatError, match="two files"):
        unpack_all({"a.csv": b"1", "a.csv.gz": gzip.compress(b"2")})


def test_no_file_is_refused():
    with pytest.raises(ListFormatError, match="no file"):
        unpack_all({})


def test_unpacking_twice_changes_nothing():
    once = unpack_all({"a.zip": zipped(("sdn.csv", b"1"), ("alt.csv", b"2"))})
    assert unpack_all(once) == once


def test_a_single_files_digest_is_that_of_its_bytes():
    sha256_of_a = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert digest_of({"any": b"a"}) == sha256_of_a


def test_the_digest_of_several_files_knows_names_but_no_order():
    one = digest_of({"sdn.csv": b"1", "alt.csv": b"2"})
    assert one == digest_of({"ALT.CSV": b"2", "sdn.csv": b"1"})
    assert one != digest_of({"sdn.csv": b"2", "alt.csv": b"1"})


@given(st.sampled_from([b"\x1f\x8b", b"PK\x03\x04", b""]), st.binary(max_size=200))
def test_random_bytes_are_files_or_refused(magic, data):
    with suppress(ListFormatError):
        assert unpack("a", magic + data)


def test_a_zipped_file_without_a_name_is_refused():
    nameless = zipped(("a.csv", b"one")).replace(b"a.csv", b"\0.csv")
    with pytest.raises(ListFormatError, match="without a name"):
        unpack("a.zip", nameless)


@example(at=190, noise=b"\0")
@given(at=st.integers(0, 400), noise=st.binary(min_size=1, max_size=4))
def test_a_damaged_zip_is_read_or_refused(at, noise):
    data = zipped(("a.csv", b"one,two\n" * 9), ("b.csv", b"three" * 20))
    with suppress(ListFormatError):
        assert unpack("a.zip", data[:at] + noise + data[at + len(noise) :])
