"""Credentials in the text of a tree: what opens something, and lies where everybody can read it."""

LIMITS: tuple[str, ...] = (
    "credentials are searched in text (UTF-8, UTF-16): not in archives, images, office documents"
    " and compressed or encrypted files",
    "a password that stands alone is none that we can tell from any other word: passwords are"
    " found in connection strings, URLs and registry logins",
    "credentials are never tried: one that was revoked or rotated counts until its text is gone",
    "a credential that is put together from pieces at run time is not seen",
)
