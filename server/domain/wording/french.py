"""What the rules of wording look for in French."""

import re
from collections.abc import Iterator
from typing import Final

from server.domain.wording.rule import LETTER, Found, either, pattern, words

VAGUE: Final = either(
    words(
        (
            (
                r"rapides? rapidement vite lente?s? lentement au_plus_vite dans_les_meilleurs_délais "
                r"en_temps_réel instantanée?s? "
                r"instantanément réacti(?:f|ve)s? immédiate?s? immédiatement dès_que_possible sans_délai quelques_secondes"
            ),
            "en moins de … secondes",
        ),
        (
            (
                r"simples? simplement faciles? facilement aisée?s? aisément conviviale?s? conviviaux "
                r"ergonomiques? intuiti(?:f|ve)s? "
                r"intuitivement pratiques? difficiles? difficilement complexes? faciliter?a? facilitent "
                r"facilitant utilisables? "
                r"accessibles? commodes?"
            ),
            "en … gestes au plus, sans aide",
        ),
        (
            (
                r"régulièrement réguli(?:er|ère)s? souvent parfois fréquente?s? fréquemment périodiquement "
                r"de_temps_en_temps "
                r"généralement en_général en_règle_générale habituellement rarement pas_rare"
            ),
            "toutes les … heures, ou à chaque …",
        ),
        (
            (
                r"plusieurs quelques certain(?:e?s|e) nombreu(?:x|ses) beaucoup énormément divers(?:es)? "
                r"environ approximativement "
                r"à_peu_près plus_ou_moins la_plupart très_peu peu_d[e'] pas_mal_d[e'] une_partie "
                r"une_grande_partie un_certain_nombre "
                r"bon_nombre un_peu ou_plus différent(?:e?s)_personnes"
            ),
            "au moins … (le nombre voulu)",
        ),
        (
            (
                r"adaptée?s? s'adapter appropriée?s? adéquate?s? adéquatement suffisante?s? suffisamment "
                r"optimale?s? optimaux "
                r"performante?s? modernes? efficaces? efficacement efficiente?s? robustes? fiables? flexibles? "
                r"souples? évoluti(?:f|ve)s? "
                r"pertinente?s? correct(?:e?s|e)? correctement convenables? convenablement raisonnables? "
                r"acceptables? satisfaisante?s? "
                r"bon(?:ne)?s? meilleure?s? mauvaise?s? de_qualité claire?s? clairement lisibles? "
                r"compréhensibles? cohérente?s? explicites? "
                r"détaillée?s? significati(?:f|ve)s? importante?s? essentiel(?:le)?s? principalement "
                r"parfaitement pleinement "
                r"convivialité inadaptée?s? évidente?s? au_mieux lourde?s? coûteu(?:x|ses?)"
            ),
            "un critère le dit : … (mesure, niveau)",
        ),
        (
            (
                r"très extrêmement particulièrement assez plutôt trop relativement vraiment réellement "
                r"complètement globalement "
                r"bien_évidemment en_quelque_sorte naturellement sûrement totalement"
            ),
            "le niveau voulu, sans ce mot",
        ),
        (
            r"(?:optimiser|améliorer|minimiser|maximiser|limiter)(?:a|ont)?",
            "passer de … à … (le niveau voulu)",
        ),
    ),
)

ESCAPE: Final = words(
    (
        (
            r"si_possible autant_que_possible dans_la_mesure_du_possible le_cas_échéant éventuellement "
            r"éventuel(?:le)?s? si_nécessaire "
            r"si_besoin au_besoin en_cas_de_besoin sauf_exception hors_cas_particuliers? selon_les_cas selon_le_cas "
            r"idéalement de_préférence à_terme lorsque_c'est_possible quand_c'est_possible "
            r"en_tant_que_de_besoin sauf_impossibilité"
        ),
        "lorsque ‹cas précis›, …",
    ),
)

OPEN: Final = either(
    words(
        (
            r"notamment par_exemple entre_autres y_compris_mais_non_limité_à et_cætera et_autres tels?_que telles?_que",
            "la liste entière",
        )
    ),
    pattern(rf"(?:(?<![{LETTER}])etc\.?|\.\.\.|…)", "la liste entière"),
)

AND_OR: Final = either(
    pattern(rf"(?<![{LETTER}])et ?/ ?ou(?![{LETTER}])", "l'un, l'autre, ou les deux : le dire"),
    pattern(
        rf"(?<![{LETTER}/:.])[{LETTER}]{{3,}}(?: / |/)[{LETTER}]{{3,}}(?![{LETTER}/])",
        "« et » ou « ou », selon ce qui est voulu",
    ),
)

_TIMES: Final = r"(?:\d+|mois|jours?|heures?|ans|années|semaines?|minutes?|secondes?|deux|trois|matins?|soirs?)"
ABSOLUTE: Final = either(
    pattern(
        rf"(?<![{LETTER}])(?P<here>tous|toutes)(?: les| ceux| celles)?(?! les {_TIMES}| {_TIMES})(?! (?:les "
        rf")?{_TIMES})(?= [{LETTER}])"
    ),
    pattern(
        rf"(?<!pas )(?<!du )(?<![{LETTER}])(?P<here>toute?)(?! (?:à fait|de|au|en|autre|simplement|seul|le|"
        rf"la|ce|juste)\b)(?= [{LETTER}]{{3,}})"
    ),
    words((r"toujours jamais systématiquement en_toutes_circonstances en_permanence à_tout_moment", "")),
    pattern(r"(?<!\d)100 ?%", "≥ 99,5 % (ce qui se vérifie)"),
)

ABILITY: Final = words(
    (
        (
            r"peut(?!_arriver) peuvent peuvent-(?:ils|elles) peut-(?:il|elle|on) pourra pourront pourrait "
            r"pourraient pouvons pourrons "
            r"(?:permet|permettra|permettent|permettront|permettre)(?:-(?:il|elle|ils|elles))?(?:_aussi|"
            r"_également)?_(?:à|au|aux|de|d'\w+) "
            r"(?:doit|doivent|devra|devront)_permettre capables?_d[e'] en_mesure_d[e'] avoir_la_possibilité_d[e']"
        ),
        "le système doit ‹faire› …",
    ),
)

_INFINITIVE: Final = rf"[{LETTER}]+(?:er|ir|oir|dre|tre|ire|vre|ure|ettre)"
PURPOSE: Final = either(
    words(
        (
            (
                r"afin_d[e'] afin_qu[e'] pour_qu[e'] en_vue_d[e'] dans_le_but_d[e'] de_sorte_qu[e'] de_façon_à "
                r"de_manière_à"
            ),
            "à mettre dans « Pourquoi »",
        )
    ),
    pattern(
        rf"(?<![{LETTER}])(?P<here>pour (?:ne pas |y |en |l'|le |la |les |leur |lui |se |s'|mieux )?"
        rf"(?!hier |lundi |premier |dernier |atelier |papier )[{LETTER}]+(?:er|ir|oir|endre|ondre|ettre|"
        rf"oindre|aire|ire|ivre|uire))(?![{LETTER}])",
        "à mettre dans « Pourquoi »",
    ),
)

NEGATIVE: Final = pattern(
    rf"(?<![{LETTER}])(?P<here>n(?:e |')(?:doit|doivent|devra|devront)(?: en aucun cas)?(?: pas| jamais| "
    rf"plus| aucun)?)(?![{LETTER}])",
    "dire ce qui doit arriver ; sinon, un critère F0",
)

SOLUTION: Final = words(
    (
        (
            r"boutons? menus? onglets? formulaires? listes?_déroulantes? cases?_à_cocher pop-?ups? "
            r"info-?bulles? icônes? widgets? "
            r"clics? clique(?:r|nt)? cliquant cliqué double-clic barres?_de_navigation barre_d'outils "
            r"champs?_(?:de_)?(?:saisie|recherche) "
            r"pages?_d(?:'|e_|es_)\w+ fenêtres? loaders? curseurs? touches?_\w+ glisser-déposer urls? cookies? "
            r"smartphones?"
        ),
        "le besoin : ce que la personne doit obtenir",
    ),
    (
        (
            r"excel word windows android ios linux sap sage oracle javascript node\.js java python php sql "
            r"mysql html css react angular "
            r"access outlook teams sharepoint chrome firefox internet_explorer youtube google wikipédia "
            r"bases?_de_données plateformes?_web "
            r"applications?_web intelligence_artificielle blockchain cloud côté_serveur côté_client frameworks? api rest"
        ),
        "le besoin, ou une contrainte d'interface nommée comme telle",
    ),
)

PERSON: Final = pattern(
    rf"(?<![{LETTER}])(?P<here>(?:M\.|MM\.|Mr\.?|Mme|Mmes|Mlle|Monsieur|Madame|monsieur|madame) "
    rf"[A-ZÀ-Þ][{LETTER}'-]+(?: [A-ZÀ-Þ][{LETTER}'-]+)*)",
    "sa fonction : l'ordonnanceur, la cheffe d'atelier…",
    re.NOFLAG,
)

_IMPERSONAL: Final = (
    r"(?:n')?(?:y (?:a|aura|avait)|faut|faudra|faudrait|existe|s'agit|s'agira|convient|conviendra|suffit|"
    r"arrive|importe|reste|"
    r"peut arriver|peut être utile|(?:est|sera|serait|n'est|était|me paraît|paraît|semble)(?: (?:donc|"
    r"alors|pas|plus|très|bien|d'ordinaire|"
    r"de nos jours|souvent|également|parfois|peu|trop|aussi|même|[a-zà-ÿ]+ment)){0,3} [a-zà-ÿ-]+(?: pour "
    r"[^,.;]{1,40}| de nos jours)? (?:de |d'|que |qu')|"
    r"(?:est|sera) (?:de nos jours |d'ordinaire )?(?:très |plus )?(?:facile|difficile|possible|nécessaire|"
    r"interdit|important|rare|frustrant|fréquent|dur))"
)
PRONOUN: Final = either(
    pattern(
        rf"(?<!entre )(?:(?<![{LETTER}'-])|(?<=qu'))(?P<here>il|elle|ils|elles)(?![{LETTER}])(?! (?:ne |n'|"
        rf"s'|se )?{_IMPERSONAL})(?! {_IMPERSONAL})",
        "le nom de ce qui agit",
    ),
    pattern(
        rf"(?<![{LETTER}'-])(?P<here>celui-ci|celle-ci|ceux-ci|celles-ci|ce dernier|cette dernière|ces "
        rf"derni(?:ers|ères)|ceci|cela)(?![{LETTER}])",
        "le nom de ce qui agit",
    ),
)

_UNIT_AHEAD: Final = r"(?! ?(?:[%°€$£µΩ²³×x*]|[A-Za-zÀ-ÿ/]))(?![\d.,:/-]{0,12}\d)(?! ?(?:à|et|ou|-|–|/) ?\d)"
_ORDER: Final = (
    r"(?:n°|nº|no|version|v|lot|article|art\.|page|étape|phase|chapitre|annexe|figure|tableau|niveau|"
    r"classe|type|indice|norme|iso|en|nf|poste|ligne|seuil|code|équipe|critère|ean|udi|ip)"
)
NO_UNIT: Final = either(
    pattern(
        rf"(?<![{LETTER}\d.,/:%°-])(?<!n°)(?<!n° )(?P<here>\d{{1,12}}(?:[ .,]\d{{1,12}}){{0,4}}){_UNIT_AHEAD}(?=[ .,;:!?)]|$)",
        "… avec son unité : s, min, mm, kg, %, pièces…",
    ),
    pattern(
        rf"(?<![{LETTER}\d.,/:%°-])(?P<here>\d{{1,12}}(?:[ .,]\d{{1,12}}){{0,4}}) (?=(?:à|et|ou|de|du|des|par|pour|en|sur|dans|"
        rf"au|aux|avec|sans|maximum|minimum|environ|"
        rf"lorsque|quand|si|doit|doivent)(?![{LETTER}])(?! ?\d))",
        "… avec son unité : s, min, mm, kg, %, pièces…",
    ),
)


def no_unit(text: str) -> Iterator[Found]:
    """Numbers that nothing measures; those that name something (« lot 2 », « article 5 ») count nothing."""
    for found in NO_UNIT(text):
        if not re.search(rf"(?:^|[^{LETTER}]){_ORDER} ?$", text[max(0, found.start - 16) : found.start], re.IGNORECASE):
            yield found


_IRREGULAR: Final = (
    r"(?:(?:re|trans|per|ad|sou|com|pro|o|é)?mis|(?:sur|com|re|en|ap|entre)?pris|acquis|requis|inscrit|"
    r"décrit|écrit|prescrit|souscrit|"
    r"fait|refait|satisfait|produit|réduit|déduit|construit|détruit|conduit|introduit|reproduit|traduit|"
    r"ouvert|couvert|découvert|offert|"
    r"atteint|restreint|éteint|joint|contraint|peint|défini|fourni|choisi|averti|garanti|rempli|réuni|"
    r"saisi|établi|réparti|converti|"
    r"enrichi|élargi|investi|interdit|suivi|poursuivi|servi|lu|élu|vu|revu|prévu|reçu|perçu|conçu|rendu|"
    r"vendu|perdu|répondu|étendu|"
    r"attendu|entendu|prévenu|tenu|obtenu|maintenu|retenu|soutenu|détenu|résolu|inclus|exclu|cousu|battu|"
    r"interrompu|corrompu|su|reconduit)"
)
_PARTICIPLE: Final = rf"(?:[{LETTER}]{{2,}}é|{_IRREGULAR})(?:e?s|e)?"
_NOT_PASSIVE: Final = re.compile(
    r"(?:all|arriv|entr|rentr|rest|tomb|retomb|mont|pass|retourn|décéd|n)é(?:e?s|e)?|"
    r"(?:élev|âg|priv|libert|qualit|activit|situ|compos|carr|dou|motiv|aguerri|compliqu|adapt|appropri|li|"
    r"inadapt|contrast|fatigu|sécuris|"
    r"détaill|limit|génér|associ(?=é$)|"
    r"équip|employ(?=é$)|dédi|concern|habilit|qualifi|expériment)é(?:e?s|e)?|compris(?:es?)?|"
    r"inscrit(?:es?)?|mis(?:es?)? à jour(?= )"
)
_BE: Final = r"(?:est|sont|sera|seront|serait|seraient|soit|soient|était|étaient|être|été|étant)(?:-(?:t-)?(?:il|elle|ils|elles|on))?"
_BETWEEN: Final = (
    r"(?:,[^,.;]{3,25},)?(?: (?:pas|plus|alors|donc|toujours|aussi|également|bien|ainsi|automatiquement|"
    r"correctement|immédiatement|uniquement|"
    r"systématiquement|rapidement|clairement|directement|ensuite|déjà|jamais|encore|tous|toutes|lui|leur|"
    r"parfois|souvent|en train d'être))*"
)
_PASSIVE: Final = re.compile(
    rf"(?<!s')(?<!s'y )(?<!\bme )(?<!\bse )(?<![{LETTER}'-])(?P<be>{_BE}){_BETWEEN} "
    rf"(?P<done>{_PARTICIPLE})(?![{LETTER}'-])",
    re.IGNORECASE,
)
_PASSIVE_AFTER: Final = re.compile(
    rf"(?<=n')(?P<be>{_BE}){_BETWEEN} (?P<done>{_PARTICIPLE})(?![{LETTER}'-])", re.IGNORECASE
)
_ACTOR: Final = re.compile(
    rf"[^.;:!?]{{0,60}}?(?<![{LETTER}])par (?!défaut|exemple|ailleurs|mois|jour|an\b|heure|semaine|rapport|"
    rf"écrit|courriel|lot|type|jour|suite|du|de la)"
)


def passive(text: str) -> Iterator[Found]:
    """Things that are done and nobody does (« sera affiché »)."""
    for found in (*_PASSIVE.finditer(text), *_PASSIVE_AFTER.finditer(text)):
        done = found["done"]
        if not _NOT_PASSIVE.fullmatch(done) and not _ACTOR.match(text, found.end()):
            yield Found(*found.span(), _active(done))


def _active(done: str) -> str:
    """« affichées » → « le système doit afficher … »; only verbs in -er have an infinitive that can be "
    "told from the word."""
    regular = re.fullmatch(r"(.+)é(?:e?s|e)?", done.lower())
    return f"‹qui› doit {regular[1]}er …" if regular else "‹qui› doit …"


_NO_VERB: Final = (
    r"(?:premier|dernier|atelier|papier|ouvrier|entier|métier|courrier|fichier|dossier|clavier|calendrier|"
    r"particulier|régulier|chantier|"
    r"quartier|cahier|panier|escalier|loisir|plaisir|avenir|souvenir|désir|soir|noir|couloir|miroir|"
    r"pouvoir|devoir|savoir|hier|fer|mer|"
    r"cher|léger|papier|financier|technicien|conseiller|berger|danger|boulanger|étranger|palier|levier|"
    r"acier|ordinateur|hiver|super)s?"
)
_VERB: Final = (
    rf"(?!{_NO_VERB}(?![{LETTER}]))(?:[{LETTER}]{{2,}}(?:er|ir|oir)|(?:trans|per|sou|re|ad|com|o|é)?mettre|"
    rf"(?:re|com|ap|entre)?prendre|rendre|vendre|"
    rf"répondre|attendre|étendre|entendre|défendre|(?:in|dé|sous)?(?:s?crire)|lire|dire|suivre|poursuivre|"
    rf"(?:pro|ré|dé|con|intro|tra|repro)duire|"
    rf"construire|détruire|joindre|atteindre|éteindre|faire|traduire|vivre|inclure|exclure|conclure)"
)
_JOINS: Final = r"(?:,? et|,? puis|,? ou|,? mais aussi)"
_SMALL: Final = r"(?: (?:de|ne pas|le|la|les|en|y|lui|leur|se|ensuite|aussi|également|parfois))*(?: (?:d'|l'|s'))?"
_FINITE: Final = (
    r"(?:est|sont|sera|seront|a|ont|aura|auront|doit|doivent|devra|devront|peut|peuvent|pourra|fait|font|va|vont|"
    rf"[{LETTER}]{{3,}}(?:era|eront|ira|iront|rons|erons))"
)
SEVERAL: Final = either(
    pattern(
        rf"(?:(?<![{LETTER}])(?:doit|doivent|devra|devront|[àa]|de|pour|peut|pourra|peuvent|permet de|d'|va|"
        rf"à la fois) ?|(?<=d')){_VERB}(?![{LETTER}])[^.;:!?]{{0,80}}?"
        rf"(?P<here>{_JOINS}{_SMALL} ?{_VERB})(?![{LETTER}])"
    ),
    pattern(
        rf"(?<![{LETTER}])doi(?:t|vent)(?![{LETTER}])[^.;!?]{{1,160}}?(?P<here>(?:et|,|ou|puis) "
        rf"(?:[{LETTER}' ]{{0,30}} )?doi(?:t|vent))(?![{LETTER}])"
    ),
    pattern(
        rf"(?<![{LETTER}])(?:est|sont|sera|seront|a|aura|doit|fera|[{LETTER}]{{3,}}(?:era|"
        rf"ent))(?![{LETTER}-])[^.;:!?,]{{1,60}}?"
        rf"(?P<here>(?:et|puis) (?:(?:il|elle|ils|elles|on) )?(?:ne |n'|se |s'|y |en )?{_FINITE})(?![{LETTER}])"
    ),
)
