"""What a client of plain HTTP is made with: httpx otherwise reads every certificate of the machine, once per client."""

import ssl
from typing import Final

NO_CERTIFICATES: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For `verify`: trusts nobody over HTTPS, and costs nothing."""
