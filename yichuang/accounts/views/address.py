"""Where a request comes from, seen through the proxies the operator runs."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The client's address; X-Forwarded-For counts only for YICHUANG_PROXIES proxies.

    The last entries are written by our own proxies; what stands before them the client
    could have written itself.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    proxies = int(settings.YICHUANG_PROXIES)
    if not proxies:
        return direct
    told = request.headers.get("X-Forwarded-For", "")
    entries = [entry.strip() for entry in told.split(",") if entry.strip()]
    return entries[-proxies] if len(entries) >= proxies else direct
