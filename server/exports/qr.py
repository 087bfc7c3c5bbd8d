"""An address as a square that a phone's camera reads."""

from typing import Any, Final

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

_QUIET: Final = 4
"""Modules of white that readers want around the code."""


def qr_svg(address: str, name: str) -> str:
    """Return the QR code of an address as an SVG element that stands inside a page; `name` is read aloud instead of it.

    Black on white whatever the theme; medium correction (a tenth of it may be stained).
    """
    code: Any = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(address)
    code.make()
    count = code.getModuleCount()
    dark = [(column, row) for row in range(count) for column in range(count) if code.isDark(row, column)]
    drawn = "".join(f"M{column + _QUIET} {row + _QUIET}h1v1h-1z" for column, row in dark)
    side = count + 2 * _QUIET
    return (
        f'<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="{name}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{drawn}"/></svg>'
    )
