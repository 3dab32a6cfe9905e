"""Small clues to who is meant: «тот», «там», «российская сторона», a pronoun in the same clause."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from newsreader.aliases import aliases, form_of
from newsreader.analysis.cast import Cast, Mention
from newsreader.analysis.document import Token
from newsreader.analysis.lexicon import People
from newsreader.analysis.naming import gender_said, head_of
from newsreader.analysis.organisations import is_called
from newsreader.analysis.recall import Speaker
from newsreader.analysis.voices import organisation
from newsreader.models import Quotation, Span

_SENTENCE = 150
"""Code points in which «тот» and «там» look back."""
_SURNAME = 4
"""Letters in which surnames of one family agree: Сомов, Сомова."""
_MANY = 60
"""Mentions in which somebody is looked for."""
_CLAUSE = 60
"""Code points in which a clause's pronoun is looked for before its subject."""


def latter(cast: Cast, place: int, gender: str) -> Speaker:
    """«Лунину напомнили об этом, тот сказал»: the person named last, in whatever case."""
    for mention in cast.before(place):
        if mention.span.end < place - _SENTENCE:
            break
        if mention.type == "person" and cast.genders[mention.entity] in (gender, ""):
            return Speaker(cast.entities[mention.entity].name, mention.entity, gender)
    return Speaker(None)


def named_there(cast: Cast, place: int) -> Speaker | None:
    """«В «Заре» не ждали гостей, там пояснили»: the body named right before."""
    for mention in cast.before(place):
        if mention.span.end < place - _SENTENCE:
            break
        if mention.type == "organisation":
            return organisation(cast, mention)
    return None


def state_of(words: Sequence[Token]) -> Speaker | None:
    """«российская сторона» is Russia."""
    for token in words:
        alias = aliases().by_adjective.get(token.lemma)
        if alias is not None:
            return Speaker(alias.name, None, "", True)
    return None


def is_another(cast: Cast, span: Span) -> bool:
    """«Ему вторит вратарь»: a pronoun in the same clause means somebody else than its subject."""
    for token in reversed(cast.words(Span(max(0, span.start - _CLAUSE), span.start))):
        if token.pos == "PUNCT":
            return False
        if token.pos == "PRON" and token.feats.get("Person") == "3" and token.feats.get("Case") in ("Dat", "Ins"):
            return True
    return False


def leads_another(people: People, words: Sequence[Token], head: Token) -> bool:
    """Whether the phrase tells which body its head leads: «глава пожарной службы», but not «глава службы»."""
    bodies = [token for token in words if token is not head and token.lemma in people.bodies]
    return any(token.lemma not in people.generic or len(words) > 2 for token in bodies)


def is_medium(cast: Cast, people: People, quotation: Quotation) -> bool:
    """«…, пишет «Заря»», «как передаёт РБК»: in the present tense a body in its own name passes on news of others."""
    if quotation.cue is None or quotation.speaker is None:
        return False
    verb = next((token for token in cast.words(quotation.cue) if token.feats.get("VerbForm") == "Fin"), None)
    words = cast.words(quotation.speaker)
    head = head_of(words)
    if verb is None or head is None or verb.feats.get("Tense") != "Pres" or verb.feats.get("Number") != "Sing":
        return False
    if verb.lemma not in people.passing or _is_known_body(cast, people, quotation.speaker):
        return False
    return head.pos != "NOUN" or head.lemma in people.media or words[0].pos == "PUNCT"


def _is_known_body(cast: Cast, people: People, span: Span) -> bool:
    """«сообщает ООН», «сообщает МЧС»: a body that is known for something else than news."""
    names = [cast.entities[mention.entity].name for mention in cast.within(span)[:1]]
    if any(is_called(name, noun, people) for name in names for noun in people.media):
        return False
    return any(
        is_called(name, noun, people) for name in names for noun in people.kinds if noun not in people.media
    ) or any(aliases().find(form_of(name)) is not None for name in names)


def passes_on(cast: Cast, people: People, quotation: Quotation) -> bool:
    """«…, передаёт корреспондент «Вестей»»: a reporter is nobody the article speaks of."""
    head = head_of(cast.words(quotation.speaker)) if quotation.speaker is not None else None
    return head is not None and head.lemma in people.reporters


def nominative_in_marks(name: str, words: Sequence[Token]) -> str:
    """A name in marks that no list of entities has: of a single word («в «Граните»»), its dictionary form."""
    inflected = [token for token in words if token.text == name and token.feats.get("Case", "Nom") != "Nom"]
    return inflected[0].lemma.capitalize() if inflected and name.istitle() else name


def is_introduced(cast: Cast, body: str, place: int) -> bool:
    """Whether somebody stands before a colon here, in words that were not understood: «Его сосед осторожнее: «»."""
    colon = body.rfind(":", max(0, place - 4), place)
    somebody = False
    for token in reversed(cast.words(Span(max(0, colon - 150), max(0, colon)))):
        if token.text in (".", "!", "?", "…"):
            break
        if token.text == ",":
            somebody = False  # of a later clause
        elif token.feats.get("Case") == "Nom" and token.feats.get("Animacy") == "Anim":
            somebody = True
    return somebody


def is_of_woman(cast: Cast, quotation: Quotation | None) -> bool:
    """Whether the verb is of a woman: by its gender, or because what seems a man's name in the genitive is its
    subject: «смеётся Сомова»."""
    gender = gender_said(cast, quotation)
    if gender or quotation is None or quotation.cue is None or quotation.speaker is None:
        return gender == "Fem"
    words = cast.words(quotation.speaker)
    verb = any(token.feats.get("VerbForm") == "Fin" for token in cast.words(quotation.cue))
    return verb and len(words) == 1 and words[0].feats.get("Case") == "Gen"


def untitled(cast: Cast, place: int, gender: str) -> Speaker:
    """The only person so far whose office the article does not tell, where it tells that of others: one who does
    something, and is not only spoken of."""
    found = [
        mention
        for mention in islice(cast.before(place), _MANY)
        if mention.type == "person" and mention.entity not in cast.titles and cast.genders[mention.entity] == gender
    ]
    if len({mention.entity for mention in found}) != 1:
        return Speaker(None)
    acts = any(token.relation == "nsubj" for mention in found for token in cast.words(mention.span))
    entity = found[0].entity
    return Speaker(cast.entities[entity].name, entity, gender) if acts else Speaker(None)


def leads_the_story(cast: Cast, lands: Sequence[Mention]) -> bool:
    """«Премьер Израиля» after «израильский» and one person only: the article spoke of the land, and of nobody else."""
    place = lands[0].span.start
    people = {mention.entity for mention in cast.before(place) if mention.type == "person"}
    return len(people) == 1 and all(_is_known_land(cast, land) for land in lands)


def _is_known_land(cast: Cast, land: Mention) -> bool:
    """Whether a state or place was spoken of before, by its name or by its adjective."""
    if land.type != "place" or any(mention.entity == land.entity for mention in cast.before(land.span.start)):
        return land.type == "place"
    alias = aliases().find(form_of(cast.entities[land.entity].name))
    known = (aliases().by_adjective.get(token.lemma) for token in cast.words(Span(0, land.span.start)))
    return alias is not None and any(one is alias for one in known)


def has_other_words(cast: Cast, quotation: Quotation) -> bool:
    """Whether a noun after the cue could be a subject that was not recognised: «сказала на прощание Перехват»."""
    cue = quotation.cue
    if cue is None:
        return False
    for token in reversed(cast.words(Span(max(0, cue.start - 60), cue.start))):
        if token.pos == "PUNCT" or token.text in '«»“”"':
            break
        if token.pos in ("PROPN", "X", "NOUN", "PRON") and token.feats.get("Case", "Nom") == "Nom":
            return True
    after = cast.words(Span(cue.end, cue.end + 60))
    for token in after:
        if token.pos == "PUNCT":
            return False
        if token.pos == "PROPN" or (
            token.pos == "NOUN" and token.feats.get("Animacy") == "Anim" and token.feats.get("Case") == "Nom"
        ):
            return True
    return False


def has_family(cast: Cast, entity: int | None) -> bool:
    """Whether the article names another person of the same surname."""
    if entity is None:
        return False
    surname = cast.entities[entity].name.split()[-1][:_SURNAME]
    return any(
        number != entity and one.type == "person" and one.name.split()[-1].startswith(surname)
        for number, one in enumerate(cast.entities)
    )
