"""The server that stands in while Needfinder is away, such as during an update.

It has no database and knows no settings, so that it runs whatever happens to both. It answers
every request with 503, and gives back what somebody just sent from a participant's page.
"""
