"""Web archives (.mht, .mhtml): the page that a browser or Word saved with its pictures in one file."""

import email
from email import policy
from email.message import EmailMessage

from workreport.reading.draft import Draft, ReportError
from workreport.reading.html import read_html

MAX_PARTS = 2_000


def read_mht(raw: bytes) -> Draft:
    """Read the first page of a web archive; what else lies in it is not opened.

    Raises:
        ReportError: There is no page in it.
    """
    if raw.count(b"\n--") > MAX_PARTS:
        raise ReportError("网页归档里的部件多得不像一份报告，没有读取。")
    message = email.message_from_bytes(raw, policy=policy.default)
    pages = (part for part in message.walk() if part.get_content_type() == "text/html")
    page = next(pages, None)
    if not isinstance(page, EmailMessage):
        raise ReportError("网页归档里没有网页，请用浏览器打开后另存为 .html 再读。")
    content = page.get_payload(decode=True)
    charset = page.get_content_charset("")
    if not isinstance(content, bytes):
        raise ReportError("网页归档已损坏，请用浏览器打开后另存为 .html 再读。")
    return read_html(content, charset=charset)
