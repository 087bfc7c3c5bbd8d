"""The command line acts for a person: which reader the owner of an e-mail address is, for one specification."""

from server.domain.errors import Invalid, NotInYourSight
from server.policy.reader import Reader
from server.services.house import House
from server.services.rights import reader_for_specification, specification_named
from server.storage import account_rows


def reader_of(house: House, *, email: str, specification: str) -> tuple[Reader, str]:
    """Return the reader this person is for the specification of that short name or id, and its id.

    Raises Invalid for an unknown address or when they know of no such specification, Conflict when two of their projects
    use the short name.
    """
    with house.database.read() as connection:
        account = account_rows.find_account_by_email(connection, email.strip().lower())
    if account is None:
        raise Invalid("person")
    try:
        specification_id = specification_named(house, account.id, specification)
        return reader_for_specification(house, account.id, specification_id), specification_id
    except NotInYourSight as error:
        raise Invalid("specification", name=specification) from error
