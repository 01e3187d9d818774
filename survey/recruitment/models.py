"""Recruitment and compensation data. Answers are in another database."""

import secrets

from django.db import models


def random_key() -> int:
    """63 random bits.

    An integer, because SQLite stores rows in its order. Beside a key of another type it keeps a
    hidden row number, by which the first person recruited would be the first who answered.
    """
    return secrets.randbits(63)


class RecruitmentIdentifier(models.Model):
    """A panel's name for a person who began a study, and the day on which they did."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    study = models.SlugField(max_length=60)
    panel_participant = models.CharField(max_length=100, help_text="PROLIFIC_PID")
    panel_study = models.CharField(max_length=100, blank=True, help_text="STUDY_ID")
    panel_session = models.CharField(max_length=100, blank=True, help_text="SESSION_ID")
    arrived_on = models.DateField(help_text="A day; a time could be matched with a consent")

    class Meta:
        ordering = ("study", "-arrived_on", "panel_participant")
        constraints = (
            models.UniqueConstraint(
                fields=("study", "panel_participant", "panel_study", "panel_session"),
                name="one_identifier_per_arrival",
            ),
        )

    def __str__(self) -> str:
        # The admin copies this into its log, which lies beside the answers.
        return f"somebody recruited for {self.study}"


class BeginningThroughPanel(models.Model):
    """That a study was begun by a panel's name, and on which day.

    Only the name together with the server's key reveals who it was. The row stays when the name
    itself is deleted.
    """

    id = models.BigAutoField(primary_key=True, default=random_key)
    study = models.SlugField(max_length=60)
    digest = models.CharField("keyed hash", max_length=64, help_text="HMAC-SHA256 of PROLIFIC_PID")
    began_on = models.DateField(help_text="A day; a time could be matched with a consent")

    class Meta:
        verbose_name_plural = "beginnings through panels"
        ordering = ("study", "-began_on", "digest")
        constraints = (
            models.UniqueConstraint(fields=("study", "digest"), name="one_beginning_per_name"),
        )

    def __str__(self) -> str:
        return f"somebody who began {self.study} through a panel"


class CompensationContact(models.Model):
    """Where to send a compensation, and the day on which it was asked for."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    study = models.SlugField(max_length=60)
    address = models.EmailField()
    given_on = models.DateField(help_text="A day; a time could be matched with an end")

    class Meta:
        ordering = ("study", "-given_on", "address")
        constraints = (
            models.UniqueConstraint(fields=("study", "address"), name="one_contact_per_address"),
        )

    def __str__(self) -> str:
        return f"somebody to thank for {self.study}"


class CompensationCode(models.Model):
    """A personal code, and the day on which it was given."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    study = models.SlugField(max_length=60)
    code = models.CharField(max_length=200)
    receiver = models.CharField(  # noqa: DJ001  only NULL is no receiver in more than one row
        "keyed hash",
        max_length=64,
        null=True,
        blank=True,
        help_text="HMAC-SHA256 of the receiver's link, by which they are shown their code again",
    )
    given_on = models.DateField(
        null=True, blank=True, help_text="A day; a time could be matched with an end"
    )

    class Meta:
        ordering = ("study", "-given_on", "code")
        constraints = (
            models.UniqueConstraint(fields=("study", "code"), name="each_code_once"),
            models.UniqueConstraint(fields=("study", "receiver"), name="one_code_per_receiver"),
            models.CheckConstraint(
                name="a_code_is_given_to_somebody_on_a_day",
                condition=models.Q(receiver=None, given_on=None)
                | models.Q(receiver__isnull=False, given_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        # As above: no code in the admin's log.
        return f"a code for {self.study}"


class Mailing(models.Model):
    """Invitations to a study by mail, as written; who received them is in its mails."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    study = models.SlugField(max_length=60)
    subject = models.CharField(max_length=200)
    text = models.TextField(help_text="With {{ link }} where each person's own link goes")
    page = models.CharField(max_length=500, help_text="The study's page, where links begin")
    reminder_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="reminders"
    )
    made_on = models.DateField()
    begun_on = models.DateField(
        null=True, blank=True, help_text="When somebody had it sent; `send_mail` goes on with it"
    )
    sending_until = models.DateTimeField(
        null=True, blank=True, help_text="While it is being sent, so that nobody sends it besides"
    )

    class Meta:
        ordering = ("study", "-made_on", "subject")

    def __str__(self) -> str:
        return f"mailing for {self.study}"


class InvitationMail(models.Model):
    """That an address was invited, on which day, and what became of the mail.

    The link is made when the mail is sent and is not stored here, so that no address leads to an
    answer.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "not sent yet"
        SENT = "sent", "sent"
        FAILED = "failed", "could not be sent"

    id = models.BigAutoField(primary_key=True, default=random_key)
    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="mails")
    address = models.EmailField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    sent_on = models.DateField(null=True, blank=True, help_text="A day, not a time")
    problem = models.CharField(max_length=200, blank=True, help_text="Of the mail server")

    class Meta:
        ordering = ("mailing", "address")
        constraints = (
            models.UniqueConstraint(
                fields=("mailing", "address"), name="one_mail_per_address_of_a_mailing"
            ),
        )

    def __str__(self) -> str:
        # As above: no address in the admin's log.
        return f"a mail of {self.mailing}"
