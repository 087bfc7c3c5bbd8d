"""The mails that are sent: who, what to do, where to press; never a word of a specification."""

from typing import Final

WORDS: Final = {
    "mail.greeting": ("Bonjour {name},", "Hello {name},"),
    "mail.sign_in.subject": ("Votre code pour entrer : {code}", "Your code to sign in: {code}"),
    "mail.sign_in.body": (
        (
            "Vous avez demandé à entrer dans Concerté.\n\nOuvrez ce lien et pressez « Entrer » :\n{link}\n\n"
            "Ou tapez ce code : {code}\n\nLe lien et le code servent une seule fois, pendant quinze minutes.\n"
            "Si vous n’avez rien demandé, ne faites rien."
        ),
        (
            "You asked to sign in to Concerté.\n\nOpen this link and press “Sign in”:\n{link}\n\n"
            "Or type this code: {code}\n\nThe link and the code work once, for fifteen minutes.\n"
            "If you did not ask for this, do nothing."
        ),
    ),
    "mail.invitation.subject": ("Vous êtes invité·e dans Concerté", "You are invited to Concerté"),
    "mail.invitation.body": (
        (
            "{inviter} vous invite à prendre part au projet « {project} » de {firm}.\n\n"
            "Ouvrez cette adresse et donnez votre courriel pour entrer :\n{link}\n\nIl n’y a pas de mot de passe."
        ),
        (
            "{inviter} invites you to take part in the project “{project}” of {firm}.\n\n"
            "Open this address and give your e-mail to sign in:\n{link}\n\nThere is no password."
        ),
    ),
    "mail.release.subject": ("Une nouvelle version vous attend", "A new version is ready for you"),
    "mail.release.body": (
        "Une nouvelle version d’un cahier des charges vous a été diffusée.\n\nLisez-la ici :\n{link}",
        "A new version of a specification was sent to you.\n\nRead it here:\n{link}",
    ),
    "mail.mention.subject": ("On vous demande votre avis", "Someone asks for your opinion"),
    "mail.mention.body": (
        "Vous êtes mentionné·e dans un fil de discussion.\n\nLisez-le et répondez ici :\n{link}",
        "You are mentioned in a thread.\n\nRead it and answer here:\n{link}",
    ),
    "mail.proposal_opened.subject": ("Une proposition attend votre réponse", "A proposal waits for your answer"),
    "mail.proposal_opened.body": (
        "Quelqu’un propose de changer un texte, et dit pourquoi.\n\nLisez la proposition et répondez ici :\n{link}",
        "Someone proposes to change a text, and says why.\n\nRead the proposal and answer here:\n{link}",
    ),
    "mail.proposal_accepted.subject": ("Votre proposition est acceptée", "Your proposal was accepted"),
    "mail.proposal_accepted.body": (
        "Une de vos propositions vient d’être acceptée : elle est dans le texte.\n\nLisez-la ici :\n{link}",
        "One of your proposals has just been accepted: it is in the text.\n\nRead it here:\n{link}",
    ),
    "mail.proposal_declined.subject": (
        "Votre proposition a reçu une réponse",
        "Your proposal was answered",
    ),
    "mail.proposal_declined.body": (
        "Une de vos propositions n’a pas été retenue.\n\nLisez pourquoi ici :\n{link}",
        "One of your proposals was not kept.\n\nRead why here:\n{link}",
    ),
    "mail.visa_awaited.subject": ("Votre visa est attendu", "Your sign-off is awaited"),
    "mail.visa_awaited.body": (
        "L’autre pilote a visé une exigence ; il manque votre visa.\n\nLisez-la ici :\n{link}",
        "The other pilot has signed off a requirement; yours is missing.\n\nRead it here:\n{link}",
    ),
    "mail.visa_refused.subject": ("Un visa est refusé", "A sign-off was refused"),
    "mail.visa_refused.body": (
        "L’autre pilote ne vise pas une exigence, et dit pourquoi. Elle est en arbitrage.\n\nLisez pourquoi ici :\n{link}",
        "The other pilot does not sign off a requirement, and says why. It is in arbitration.\n\nRead why here:\n{link}",
    ),
    "mail.visa_carried.subject": ("Un texte visé a été retouché", "A signed text was touched up"),
    "mail.visa_carried.body": (
        "L’autre pilote confirme que seule la rédaction d’une exigence a changé : les visas restent donnés.\n\nRelisez-la :\n{link}",
        "The other pilot confirms that only the wording of a requirement changed: the sign-offs still hold.\n\nRead it here:\n{link}",
    ),
    "mail.signature": ("\n\nConcerté", "\n\nConcerté"),
}
