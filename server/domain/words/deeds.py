"""What people read when a deed is refused for a reason of its own."""

from typing import Final

WORDS: Final = {
    "refusal.not_allowed.edit": (
        "Cette exigence ne se modifie plus par vous dans cet état. Proposez un changement.",
        "You can no longer edit this requirement in this state. Propose a change.",
    ),
    "refusal.conflict.changed_meanwhile": (
        "Le texte ou un critère vient de changer. Rien n’a été scindé : relisez, puis recommencez.",
        "The text or a criterion has just changed. Nothing was split: read it again, then try again.",
    ),
    "refusal.invalid.split": (
        "La première garde au moins un passage de l’énoncé, et rien ne va à deux endroits. Répartissez de nouveau.",
        "The first keeps at least one passage of the statement, and nothing goes to two places. Distribute again.",
    ),
    "refusal.invalid.merge": (
        "On ne réunit pas une exigence avec elle-même. Choisissez-en une autre.",
        "A requirement is not merged with itself. Choose another one.",
    ),
    "refusal.conflict.proposals_wait": (
        "Une proposition attend encore une réponse sur {code}. Répondez-y, puis réunissez.",
        "A proposal still waits for an answer on {code}. Answer it, then merge.",
    ),
    "refusal.not_allowed.not_whole": (
        "On ne vise que ce qu’on lit en entier : une partie de cette exigence est au-dessus de ce que vous lisez.",
        "One signs only what one reads whole: a part of this requirement is above what you read.",
    ),
    "refusal.conflict.not_to_sign": (
        "Cette exigence n’est pas « à viser ». Faites-la passer à cet état d’abord.",
        "This requirement is not “to sign off”. Move it to that state first.",
    ),
    "refusal.conflict.signed_already": ("Votre visa est déjà donné.", "You have already signed off."),
    "refusal.conflict.not_signed": ("Vous n’avez pas visé ce texte.", "You have not signed off this text."),
    "refusal.conflict.changed_since_shown": (
        "Le texte ou un critère vient de changer. Rien n’est visé : relisez, puis visez.",
        "The text or a criterion has just changed. Nothing was signed: read it again, then sign off.",
    ),
    "refusal.conflict.not_editorial": (
        "Plus que des mots de l’énoncé ont changé depuis les visas. Il faut viser de nouveau.",
        "More than words of the statement changed since the sign-offs. They must be given again.",
    ),
    "refusal.conflict.gate_statement": (
        "L’énoncé est vide. Écrivez-le, puis visez.",
        "The statement is empty. Write it, then sign off.",
    ),
    "refusal.conflict.gate_origin": (
        "Il manque une origine validée : reliez l’exigence à un constat validé ou à un résultat de simulation confirmé.",
        "A validated origin is missing: link the requirement to a validated finding or a confirmed simulation result.",
    ),
    "refusal.conflict.gate_criterion": (
        "Aucun critère ne dit de niveau. Donnez-en un, ou écrivez pourquoi il n’y en a pas.",
        "No criterion has a level. Give one, or write why there is none.",
    ),
    "refusal.conflict.gate_task": (
        "Aucune tâche n’est dite. Cochez au moins une tâche que l’exigence change.",
        "No task is named. Tick at least one task that the requirement changes.",
    ),
    "refusal.conflict.gate_imperative": (
        "Un critère impératif (F0) demande un « Pourquoi ? » et une façon de le vérifier.",
        "An imperative criterion (F0) needs a “Why?” and a way to verify it.",
    ),
    "refusal.conflict.gate_threads": (
        "Une crainte ou une question attend encore une réponse. Concluez le fil, puis visez.",
        "A worry or a question still waits for an answer. Close the thread, then sign off.",
    ),
    "refusal.not_allowed.propose": (
        "Ce texte n’attend pas de proposition de votre part dans cet état. Ouvrez un fil pour en parler.",
        "This text takes no proposal of yours in this state. Open a thread to discuss it.",
    ),
    "refusal.conflict.proposed_already": (
        "Votre proposition sur ce texte attend déjà une réponse. Retirez-la pour en écrire une autre.",
        "Your proposal on this text already waits for an answer. Withdraw it to write another.",
    ),
    "refusal.conflict.too_many_proposals": (
        "Trop de propositions attendent une réponse ici. Qu’on en règle quelques-unes, puis recommencez.",
        "Too many proposals wait for an answer here. Have some settled, then try again.",
    ),
    "refusal.conflict.nothing_proposed": (
        "Votre proposition ne change rien au texte. Écrivez le changement, puis recommencez.",
        "Your proposal changes nothing in the text. Write the change, then try again.",
    ),
    "refusal.conflict.proposal_settled": (
        "Cette proposition a déjà reçu une réponse, ou a été retirée.",
        "This proposal has already been answered, or was withdrawn.",
    ),
    "refusal.conflict.same_block": (
        "Ce passage a changé depuis la proposition. Relisez ce qu’elle donnerait, puis acceptez de nouveau.",
        "This passage has changed since it was proposed. Read again what it would give, then accept again.",
    ),
    "refusal.conflict.proposal_unreadable": (
        "Cette proposition ne s’applique plus au texte d’aujourd’hui. Rien n’a changé : reprenez-la à la main, ou refusez-la.",
        "This proposal no longer applies to today’s text. Nothing changed: write it in by hand, or decline it.",
    ),
    "refusal.conflict.text_unreadable": (
        "Ce texte ne peut pas être lu pour l’instant. Rien n’a changé : essayez de nouveau dans un moment.",
        "This text cannot be read just now. Nothing changed: try again in a moment.",
    ),
    "refusal.not_allowed.label": (
        "Ce que vous ajoutez ici serait au-dessus de ce que vous lisez. Demandez à l’un des deux pilotes.",
        "What you add here would be above what you read. Ask one of the two pilots.",
    ),
    "refusal.not_allowed.other_seat": (
        "C’est à l’autre pilote de confirmer.",
        "The other pilot has to confirm this.",
    ),
    "refusal.invalid.before_level": (
        "Ce texte date d’avant un changement de niveau. Lisez-le, et recopiez ce qui peut l’être.",
        "This text is from before a change of level. Read it, and copy what may be copied.",
    ),
    "refusal.invalid.code": (
        "Rien ne porte le code {code} dans ce que cette personne lit. Rien n’a été effacé.",
        "Nothing this person reads has the code {code}. Nothing was erased.",
    ),
    "refusal.conflict.in_use": (
        "La base de données est utilisée. Arrêtez le serveur, puis recommencez. Rien n’a été effacé.",
        "The database is in use. Stop the server, then try again. Nothing was erased.",
    ),
    "refusal.conflict.pages_kept": (
        "Le passé est effacé, mais une lecture en cours garde d’anciennes pages. Arrêtez tout, puis recommencez.",
        "The past is erased, but a reader still holds old pages. Stop everything, then run this again.",
    ),
    "refusal.conflict.text_moved": (
        "Quelqu’un a écrit dans ce texte entre-temps. Rien n’a été restauré : relisez, puis recommencez.",
        "Someone wrote in this text meanwhile. Nothing was restored: read it again, then try again.",
    ),
    "refusal.conflict.same_text": (
        "Le texte dit déjà cela. Rien n’a changé.",
        "The text says this already. Nothing changed.",
    ),
    "refusal.conflict.restored_mention": (
        "Ce texte nomme une personne ou un code que ses lecteurs ne peuvent plus connaître. Rien n’a été restauré.",
        "This text names a person or a code that its readers may no longer know. Nothing was restored.",
    ),
    "past.nobody": ("Quelqu’un qui n’est plus là", "Someone who is no longer here"),
    "refusal.invalid.line": (
        "Ce texte contient des signes que l’on ne peut pas garder.",
        "This text holds signs that cannot be kept.",
    ),
    "refusal.invalid.empty": ("Écrivez quelque chose avant d’enregistrer.", "Write something before saving."),
    "refusal.invalid.choice": ("Ce choix n’existe pas.", "There is no such choice."),
    "refusal.invalid.number": ("Ce nombre n’est pas possible ici.", "This number is not possible here."),
    "refusal.invalid.field": ("Ce champ n’existe pas.", "There is no such field."),
    "refusal.invalid.label": ("Ce niveau n’existe pas.", "There is no such level."),
    "refusal.invalid.date": ("Cette date n’existe pas.", "There is no such date."),
    "refusal.invalid.canonical_form": (
        "Cette version a été figée sous une forme que ce serveur ne lit pas.",
        "This version was frozen in a form that this server does not read.",
    ),
    "refusal.invalid.prefix": (
        "Un préfixe a deux à quatre lettres majuscules, comme « PLA ».",
        "A prefix has two to four capital letters, such as “PLA”.",
    ),
    "refusal.invalid.place": (
        "Cette place n’existe plus. Choisissez-en une autre.",
        "This place no longer exists. Choose another.",
    ),
    "refusal.invalid.imperative_hidden": (
        "Ce fournisseur ne lira pas une exigence impérative ({codes}). Écrivez pourquoi vous envoyez quand même.",
        "This supplier will not read an imperative requirement ({codes}). Write why you send it all the same.",
    ),
    "refusal.invalid.reason": ("Écrivez pourquoi, en une phrase.", "Write why, in one sentence."),
    "refusal.invalid.operator": (
        "Avec un signe, le niveau et la limite sont des nombres. Choisissez « en mots » pour écrire des mots.",
        "With a sign, the level and the limit are numbers. Choose “in words” to write words.",
    ),
    "refusal.invalid.speech": (
        "Une parole recueillie ne change pas d’état : faites-en un constat.",
        "Recorded speech has no status: make it a finding.",
    ),
    "refusal.invalid.speech_link": (
        "Une parole recueillie ne se relie qu’au constat que vous en faites.",
        "Recorded speech is linked only to the finding you make of it.",
    ),
    "refusal.invalid.speaker": (
        "Une parole recueillie n’est relue que par des salarié·es, l’encadrement de proximité et les élus.",
        "Recorded speech is read again only by employees, line managers and representatives.",
    ),
    "refusal.invalid.names_speaker": (
        "Ce constat nomme {name}. Écrivez la fonction ou l’équipe : ses lecteurs ne doivent pas savoir qui a parlé.",
        "This finding names {name}. Write the function or the team: its readers must not know who spoke.",
    ),
    "refusal.invalid.same_words": (
        "« {words} » : ce sont les mots mêmes de la parole recueillie. Dites-le autrement, personne ne doit être reconnu.",
        "“{words}”: these are the very words that were recorded. Say it differently, nobody must be recognised.",
    ),
    "refusal.invalid.circle": (
        "Un cercle réunit des personnes de l’entreprise et des consultants, jamais un fournisseur.",
        "A circle is made of people of the company and consultants, never of a supplier.",
    ),
    "refusal.conflict.circle_in_use": (
        "Quelque chose est encore gardé dans ce cercle. Changez d’abord qui peut le lire.",
        "Something is still kept in this circle. First change who can read it.",
    ),
    "refusal.invalid.levels": (
        "Un projet a de trois à huit niveaux : N0, N1, N2, et jusqu’à cinq au-dessus.",
        "A project has three to eight levels: N0, N1, N2, and up to five above.",
    ),
    "refusal.invalid.level_names": ("Deux niveaux portent le même nom.", "Two levels bear the same name."),
    "refusal.conflict.level_in_use": (
        "Quelque chose est encore gardé au niveau N{level}. Changez d’abord qui peut le lire.",
        "Something is still kept at level N{level}. First change who can read it.",
    ),
    "refusal.invalid.link": (
        "Ces deux éléments ne se relient pas ainsi.",
        "These two things cannot be linked this way.",
    ),
    "refusal.invalid.anchor": (
        "La phrase commentée n’est pas dans ce texte.",
        "The phrase you comment on is not in this text.",
    ),
    "refusal.invalid.mention": (
        "Cette personne ne lit pas ce fil : elle ne peut pas y être mentionnée.",
        "This person does not read this thread, so they cannot be mentioned in it.",
    ),
    "refusal.invalid.audience": (
        "Un fil ne peut pas être lu plus largement que ce qu’il commente.",
        "A thread cannot be read more widely than what it comments on.",
    ),
    "refusal.invalid.substitute": (
        "Le texte de substitution doit être moins secret que ce qu’il remplace.",
        "The substitute text must be less secret than what it stands for.",
    ),
    "refusal.invalid.picture": (
        "Ce fichier n’est pas une image que l’on puisse lire (PNG, JPEG, WebP ou GIF).",
        "This file is not a picture that can be read (PNG, JPEG, WebP or GIF).",
    ),
    "refusal.invalid.card": (
        "Une fiche d’entrée se fait pour une personne sans adresse de courriel : choisissez-en une.",
        "An entry card is made for somebody without an e-mail address: choose one.",
    ),
    "refusal.invalid.email": ("Cette adresse de courriel n’est pas complète.", "This e-mail address is not complete."),
    "refusal.invalid.role": (
        "Ce rôle ne convient pas à cette organisation.",
        "This role does not fit this organisation.",
    ),
    "refusal.invalid.format": ("Ce format n’existe pas.", "There is no such format."),
    "refusal.conflict.changed_since": (
        "Quelqu’un a changé cela depuis : rien n’a été annulé. Regardez ce qui est là, puis changez-le à la main.",
        "Somebody has changed this since: nothing was undone. Look at what is there, then change it by hand.",
    ),
    "refusal.conflict.status": (
        "On ne passe pas de cet état à celui-là.",
        "This state cannot follow that one.",
    ),
    "refusal.conflict.f0_verification": (
        "Un critère impératif (F0) dit comment on le vérifiera : complétez « {name} » avant de passer à viser.",
        "An imperative criterion (F0) says how it will be verified: complete “{name}” before asking for signatures.",
    ),
    "refusal.conflict.simulation_withdrawn": (
        "La simulation de ce résultat est mise de côté. Rétablissez-la d’abord.",
        "The simulation of this result is set aside. Restore it first.",
    ),
    "refusal.conflict.section_withdrawn": (
        "Ce chapitre est retiré. Rétablissez-le d’abord.",
        "This chapter is withdrawn. Restore it first.",
    ),
    "refusal.conflict.section_loop": (
        "Un chapitre ne peut pas entrer dans l’une de ses propres parties.",
        "A chapter cannot go inside one of its own parts.",
    ),
    "refusal.conflict.link_exists": ("Ce lien existe déjà.", "This link already exists."),
    "refusal.conflict.set_aside": (
        "Cette exigence a été mise de côté. Restaurez-la d’abord : vous pourrez alors la relier.",
        "This requirement was set aside. Restore it first: then it can be linked.",
    ),
    "refusal.conflict.thread_resolved": (
        "Ce fil est conclu. Son auteur peut le rouvrir une fois.",
        "This thread is closed. Its author may reopen it once.",
    ),
    "refusal.conflict.thread_open": ("Ce fil est encore ouvert.", "This thread is still open."),
    "refusal.conflict.below_envelope": (
        "Une partie ne peut pas être plus ouverte que l’exigence elle-même. Ouvrez d’abord l’exigence.",
        "A part cannot be more open than the requirement itself. Open the requirement first.",
    ),
    "refusal.conflict.same_label": ("C’est déjà ce niveau.", "It already has this level."),
    "refusal.conflict.already_proposed": (
        "Une proposition attend déjà l’autre pilote.",
        "A proposal already waits for the other pilot.",
    ),
    "refusal.conflict.already_open": (
        "Ce chapitre est déjà ouvert à ce fournisseur.",
        "This chapter is already open to this supplier.",
    ),
    "refusal.conflict.already_confirmed": ("Cette version est déjà confirmée.", "This version is already confirmed."),
    "refusal.conflict.not_confirmed": (
        "L’autre pilote n’a pas encore confirmé cette version.",
        "The other pilot has not confirmed this version yet.",
    ),
    "refusal.conflict.picture_in_version": (
        "Une version figée montre cette image : elle reste.",
        "A frozen version shows this picture, so it stays.",
    ),
    "refusal.conflict.member": (
        "Cette personne participe déjà au projet, ou y est déjà invitée.",
        "This person already takes part in the project, or is already invited.",
    ),
    "refusal.conflict.seat_taken": ("Ce siège est déjà occupé.", "This seat is already taken."),
    "refusal.conflict.last_pilot": (
        "Le projet resterait sans pilote. Nommez d’abord quelqu’un d’autre.",
        "The project would have no pilot left. Appoint someone else first.",
    ),
    "refusal.not_signed_in.link": (
        "Ce lien ne sert plus : il vaut quinze minutes et une seule fois. Demandez-en un autre.",
        "This link no longer works: it lasts fifteen minutes and works once. Ask for another.",
    ),
    "refusal.not_signed_in.code": (
        "Ce code ne convient pas. Vérifiez-le, ou demandez-en un autre.",
        "This code does not match. Check it, or ask for another.",
    ),
}
