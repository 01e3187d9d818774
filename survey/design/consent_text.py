"""What exactly somebody consented to."""

import json
from hashlib import sha256

from survey.design.definition import StudyDefinition


def consent_digest(study: StudyDefinition) -> str:
    """SHA-256, 64 hexadecimal digits, of the information sheet and all that the consent says.

    What somebody gets for it is part of it wherever a study names it.
    """
    statements = [statement.text for statement in study.consent.statements]
    shown: list[object] = [study.language, study.information, study.consent.text, statements]
    thanks = study.compensation
    if thanks.offer or thanks.when_stopped:
        shown.append([thanks.offer, thanks.when_stopped])
    return sha256(json.dumps(shown, ensure_ascii=False).encode()).hexdigest()
