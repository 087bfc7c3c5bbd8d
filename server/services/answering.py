"""What a supplier answers to the requirements of a version it received: C, CP, NC or to clarify."""

from server.domain.content import Answer
from server.domain.discussion import Compliance, Reach
from server.domain.ids import new_id
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, demand
from server.policy.labels import answer_label
from server.policy.reader import Reader
from server.policy.view import Purpose, Sight
from server.services.fields import choice, passage
from server.services.frozen import content_of
from server.services.house import House
from server.services.releasing import get_release
from server.services.within_sight import get_requirement
from server.storage import thread_rows


def record_answer(
    house: House,
    reader: Reader,
    specification_id: str,
    *,
    release_id: str,
    requirement_id: str,
    compliance: str,
    comment: str = "",
    reach: str = Reach.OFFERS,
) -> str:
    """Write or change the reader's organisation's answer to a requirement of its release, and return the answer's id (S2, S8).

    Raises NotInYourSight for a release that is not theirs or a requirement that is not in it, NotAllowed, Invalid.
    """
    with house.deed(reader, specification_id) as deed:
        deed.sight()
        release = get_release(deed.connection, reader, specification_id, release_id)
        version = Sight(content_of(deed.connection, release.baseline_id), reader, Purpose.RELEASE)
        item = get_requirement(version, requirement_id)
        demand(reader, Action.ANSWER_WRITE)
        answer = Answer(
            id=new_id(),
            requirement_id=item.id,
            organization_id=reader.organization_id,
            release_id=release.id,
            compliance=choice(compliance, Compliance),
            comment=passage(comment, most=10_000, empty=True),
            author_id=reader.person_id,
            at=deed.at,
            reach=choice(reach, Reach),
        )
        known = thread_rows.find_answer(deed.connection, item.id, reader.organization_id, release.id)
        if known is None:
            thread_rows.insert_answer(deed.connection, answer)
        else:
            said = {"compliance": answer.compliance, "comment": answer.comment, "reach": answer.reach}
            thread_rows.update_answer(deed.connection, known, author_id=reader.person_id, at=deed.at, **said)
        answer_id = known or answer.id
        subject, secret = (
            Subject(SubjectKind.ANSWER, answer_id),
            answer_label(answer.organization_id, answer.reach).canonical(),
        )
        deed.record("record_answer", subject, secret, after=answer.compliance)
        return answer_id
