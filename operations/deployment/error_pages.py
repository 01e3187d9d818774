"""What nginx says by itself, where Needfinder is not asked or does not answer."""

STYLE = (
    "body{margin:0;font:1.0625rem/1.6 system-ui,sans-serif;color:#1c2733;background:#fff}"
    "main{max-width:38rem;margin:0 auto;padding:2.5rem 1.25rem}"
    "h1{font-size:1.6rem;line-height:1.25}"
    "@media(prefers-color-scheme:dark){body{color:#e8edf2;background:#14191f}}"
)

AGAIN = (
    "Nothing you submitted before is lost. If you had typed something, go back with your "
    "browser's button: most browsers keep it there."
)

PAGES = {
    400: (
        "This request cannot be read",
        ("Your browser sent something that this server does not understand.",
         "Open the address again, or use the link that you were given."),
    ),
    413: (
        "This is too large",
        ("What you sent is larger than this server takes, and nothing of it was stored.",
         "Go back and send less: a shorter text, or a smaller file."),
    ),
    414: (
        "This address is too long",
        ("The address is longer than this server reads.",
         "Use the link that you were given, or remove what stands behind the question mark."),
    ),
    429: (
        "Please wait a moment",
        ("Too many people at your internet connection began, or logged in, in the last minutes.",
         "Nothing is wrong with what you did. Wait a minute, then go back and send it again."),
    ),
    502: (
        "Please try again in a moment",
        ("The server does not answer just now; it is nothing you did.",
         f"Wait half a minute, then try again. {AGAIN}"),
    ),
    504: (
        "This took too long",
        ("The server did not answer in time. What you sent last may have been stored all the same.",
         f"Wait half a minute, then open the page again. {AGAIN}"),
    ),
}  # fmt: skip
"""By status: a heading and what to do."""
