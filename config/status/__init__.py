"""How the server is, for programs that watch it: /healthz and /metrics.

Nothing here is about a person or names a study. Requests and participations are not counted: asked
for every few seconds, such counts would be a diary of who was here when.
"""
