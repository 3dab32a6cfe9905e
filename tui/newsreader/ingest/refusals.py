"""Why a page could not be had, in plain words: what a server, the network or the secure connection said."""

from __future__ import annotations

import http.client
import socket
import ssl

from newsreader.phrase import Phrase, reason
from newsreader.text import clean_line

_ANSWERS = {
    401: Phrase("it asks for a name and a password"),
    403: Phrase("it does not give out this page"),
    404: Phrase("there is no such page"),
    410: Phrase("the page has been removed"),
    429: Phrase("it was asked too often; try again later"),
    451: Phrase("the page is kept back for legal reasons"),
}
_CERTIFICATES = {
    10: Phrase("the server's certificate is out of date"),
    18: Phrase("nobody vouches for the server's certificate"),
    19: Phrase("nobody vouches for the server's certificate"),
    20: Phrase("nobody vouches for the server's certificate"),
    62: Phrase("the server's certificate is one for another address"),
}
"""By OpenSSL's number."""


def answered(code: int, words: str) -> Phrase:
    """What an answer means that is no page.

    Args:
        code: of HTTP.
        words: what the server says of it.
    """
    if 300 <= code < 400:
        return Phrase("its redirections lead to no page")
    meaning = _ANSWERS.get(code) or (Phrase("the server has a fault; try again later") if code >= 500 else None)
    return Phrase("the server answered {code}: {meaning}", code=code, meaning=meaning or clean_line(words) or "?")


def unreached(error: Exception) -> Phrase:
    """Why no answer came, or none that can be used."""
    cause = getattr(error, "reason", error)  # urllib packs what happened
    if isinstance(cause, ssl.SSLCertVerificationError):
        return _CERTIFICATES.get(cause.verify_code) or Phrase("the server's certificate cannot be trusted")
    if isinstance(cause, ssl.SSLError):
        return Phrase("no secure connection comes about")
    if isinstance(cause, socket.gaierror):
        if cause.errno == socket.EAI_AGAIN:
            return Phrase("the server's name cannot be looked up; is there a connection?")
        return Phrase("there is no server of this name")
    if isinstance(cause, TimeoutError):
        return Phrase("the server does not answer")
    if isinstance(cause, ConnectionRefusedError):
        return Phrase("the server takes no connection")
    if isinstance(cause, ConnectionError | http.client.IncompleteRead):
        return Phrase("the connection broke off; try again")
    if isinstance(cause, http.client.HTTPException):
        return Phrase("the server's answer cannot be understood")
    if isinstance(cause, OSError):
        return reason(cause)
    return Phrase("the address cannot be used")
