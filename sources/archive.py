"""Web archives (WARC/1.1, ISO 28500): kept copies out to a file that other programs open, and such files in.

Needs warcio, which comes with the extra `stet-desk[warc]`.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from sources.files import PASTED, STDIN, media_type_of, unread
from sources.headers import media_type_and_charset
from sources.snapshots import FailureReason, FetchFailure, Origin, Snapshot
from sources.unpacking import BadContent, decode_content

ENDINGS = (".warc", ".warc.gz")
MAX_RECORD = 10 * 1024 * 1024  # bytes of one page as sent: what a fetch takes as well
MAX_DECODED = 20 * 1024 * 1024
MAX_PAGES = 500  # of one file; a desk's own has a few dozen
_MISSING = "web archives need warcio. Install it with: pip install 'stet-desk[warc]'"
# Bodies are kept as they came but for the chunks of the transfer: a header that announces chunks would be a lie.
_NOT_TRUE_ANY_MORE = frozenset({"transfer-encoding"})


def is_archive(name: str) -> bool:
    """Whether a file's name says that it is a web archive."""
    return name.lower().endswith(ENDINGS)


def has_warcio() -> bool:
    """Whether web archives can be read and written here."""
    return find_spec("warcio") is not None


def write_warc(copies: Iterable[Snapshot], software: str) -> bytes:
    """Copies as one gzipped WARC/1.1 file: for each page the request and the response as they were, and a metadata
    record with our SHA-256, the redirects, the version of TLS and the certificate. Files become resource records,
    with `file:` and the path as given for their address.

    The same copies give the same bytes: the file bears the time of the newest, and each record an id made of its place.

    Raises:
        ValueError: warcio is not installed.
    """
    if not has_warcio():
        raise ValueError(_MISSING)
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415 - an extra

    copies = tuple(copies)
    newest = max((copy.fetched_at for copy in copies), default=datetime.fromtimestamp(0, UTC))
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    info = writer.create_warcinfo_record("", {"software": software, "format": "WARC File Format 1.1"})
    info.rec_headers.replace_header("WARC-Date", _date(newest))
    writer.write_record(_identified(info, "warcinfo", software))
    for number, copy in enumerate(copies):
        _write(writer, copy, number)
    return out.getvalue()


def _date(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _identified(record: Any, *names: str) -> Any:
    """The record under an id that is always the same for the same names; warcio would throw dice for it."""
    made = uuid.uuid5(uuid.NAMESPACE_OID, ":".join(("stet", "warc", *names)).encode("utf-8", "replace").hex())
    record.rec_headers.replace_header("WARC-Record-ID", f"<urn:uuid:{made}>")
    return record


def _write(writer: Any, copy: Snapshot, number: int) -> None:
    at = {"WARC-Date": _date(copy.fetched_at)}
    names = (str(number), copy.url, copy.sha256, _date(copy.fetched_at))
    if not copy.status:
        place = _place_of_file(copy)
        kind = copy.media_type or "application/octet-stream"
        main = writer.create_warc_record(
            place, "resource", BytesIO(copy.raw), len(copy.raw), warc_content_type=kind, warc_headers_dict=at
        )
        writer.write_record(_identified(main, "resource", *names))
    else:
        place = copy.final_url
        main = _response(writer, copy, at | ({"WARC-IP-Address": copy.address} if copy.address else {}))
        _identified(main, "response", *names)
        if copy.request_headers:
            writer.write_request_response_pair(_identified(_request(writer, copy, at), "request", *names), main)
        else:
            writer.write_record(main)
    fields = _metadata(copy)
    told = writer.create_warc_record(
        place,
        "metadata",
        payload=BytesIO(fields),
        length=len(fields),
        warc_content_type="application/warc-fields",
        warc_headers_dict=at | {"WARC-Concurrent-To": main.rec_headers.get_header("WARC-Record-ID")},
    )
    writer.write_record(_identified(told, "metadata", *names))


def _place_of_file(copy: Snapshot) -> str:
    """The address of what has none: `file:` with the path as it was given, `pasted:` with its label, else its hash.

    A path without its folder stays one, though RFC 8089 has none: whoever opens the archive sees the name of the file.
    """
    if copy.url == STDIN:
        return f"urn:sha256:{copy.sha256}"
    scheme, path = ("", copy.url) if copy.url.startswith((PASTED, "file:", "urn:")) else ("file:", copy.url)
    lead = "//" if path.startswith("/") else ""
    return scheme + lead + quote(path, safe="/:%" if not scheme else "/")


def _response(writer: Any, copy: Snapshot, headers: dict[str, str]) -> Any:
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415 - an extra

    kept = [(name, value) for name, value in copy.headers if name not in _NOT_TRUE_ANY_MORE]
    said = StatusAndHeaders(str(copy.status), kept, protocol="HTTP/1.1")
    return writer.create_warc_record(
        copy.final_url, "response", BytesIO(copy.raw), len(copy.raw), http_headers=said, warc_headers_dict=headers
    )


def _request(writer: Any, copy: Snapshot, at: dict[str, str]) -> Any:
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415 - an extra

    target = "/" + copy.final_url.split("://", 1)[-1].partition("/")[2]
    asked = StatusAndHeaders(f"GET {target} HTTP/1.1", list(copy.request_headers), is_http_request=True)
    return writer.create_warc_record(copy.final_url, "request", http_headers=asked, warc_headers_dict=dict(at))


def _metadata(copy: Snapshot) -> bytes:
    """Our own fields, one a line; line breaks in them are taken out, so that none can pose as another."""
    fields = [
        ("stet-url", copy.url),
        ("stet-origin", copy.origin.value),
        ("stet-sha256-raw", copy.sha256),
        ("stet-sha256-decoded", copy.body_sha256),
        ("stet-tls", copy.tls),
        ("stet-certificate-sha256", copy.certificate),
        ("stet-begun-at", copy.begun_at.astimezone(UTC).isoformat() if copy.begun_at else ""),
        *(("stet-redirect", address) for address in copy.redirects),
        *(("stet-warning", f"{warning.kind.value}: {warning.message}") for warning in copy.warnings),
    ]
    lines = (f"{name}: {' '.join(value.split())}\r\n" for name, value in fields if value)
    return "".join(lines).encode("utf-8", "replace")


def read_warc(path: str) -> tuple[Snapshot, ...] | FetchFailure:
    """The pages of a web archive, up to `MAX_PAGES` of them, or why there are none; see `pages_of_warc`."""
    found = tuple(pages_of_warc(path, MAX_PAGES))
    pages = tuple(page for page in found if isinstance(page, Snapshot))
    return pages or next(page for page in found if isinstance(page, FetchFailure))


def pages_of_warc(path: str, most: int) -> Iterator[Snapshot | FetchFailure]:
    """The pages of a web archive one by one, each as a copy of origin `archive` with the time at which it was archived.

    Taken are responses with status 200 and resources, up to `most`; records that are damaged, too long, or packed
    with what we do not open are left out. Gives one failure where the file cannot be read or has no page.
    """
    found = 0
    if not has_warcio():
        yield FetchFailure(path, FailureReason.FILE, f"{path}: {_MISSING}")
        return
    try:
        with Path(path).open("rb") as file:
            for page in _pages(file, most):
                found += 1
                yield page
    except OSError as error:
        yield unread(path, error)
        return
    except ValueError:
        yield FetchFailure(path, FailureReason.FILE, f"{path} is no web archive, or a damaged one. Check the file")
        return
    if not found:
        yield FetchFailure(path, FailureReason.FILE, f"{path} holds no page that could be read. Check the file")


def _pages(file: IO[bytes], most: int) -> Iterator[Snapshot]:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - an extra
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 - an extra

    found = 0
    try:
        for record in ArchiveIterator(file):
            page = _page(record) if record.rec_type in {"response", "resource"} else None
            if page is not None:
                yield page
                found += 1
            if found >= most:
                return
    except (ArchiveLoadFailed, EOFError, UnicodeError, ValueError, AttributeError, IndexError, KeyError) as damaged:
        if not found:
            raise ValueError(str(damaged) or "it is no web archive") from damaged


def _page(record: Any) -> Snapshot | None:
    """One record as a copy, or None where it is no page for us."""
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    said = record.http_headers
    response = record.rec_type == "response"
    if not url or (response and (said is None or said.get_statuscode() != "200")):
        return None
    raw = _read(record, chunked="chunked" in ((said and said.get_header("Transfer-Encoding")) or ""))
    headers = tuple((name.lower(), value) for name, value in said.headers) if said else ()
    kind = (said.get_header("Content-Type") if said else record.rec_headers.get_header("Content-Type")) or ""
    packed = ", ".join(value for name, value in headers if name == "content-encoding")
    try:
        body = decode_content(raw, packed, MAX_DECODED)
    except BadContent:
        return None
    if len(raw) > MAX_RECORD:
        return None
    media_type, charset = media_type_and_charset(kind)
    return Snapshot(
        url=url,
        final_url=url,
        status=200 if response else 0,
        media_type=media_type or media_type_of(url),
        headers=headers,
        raw=raw,
        body=body,
        fetched_at=_moment(record.rec_headers.get_header("WARC-Date") or ""),
        address=record.rec_headers.get_header("WARC-IP-Address") or "",
        charset=charset,
        origin=Origin.ARCHIVE,
    )


def _read(record: Any, *, chunked: bool) -> bytes:
    """The body of a record without its chunks, and one byte more than `MAX_RECORD` of a longer one."""
    from warcio.bufferedreaders import ChunkedDataReader  # noqa: PLC0415 - an extra

    stream = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
    body = BytesIO()
    while body.tell() <= MAX_RECORD and (part := stream.read(min(65_536, MAX_RECORD + 1 - body.tell()))):
        body.write(part)
    return body.getvalue()


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
