"""The frames: what is written is read back, and nothing else is accepted (P2–P4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.realtime import codec
from server.realtime.codec import AwarenessState, Malformed, Reader

ADDRESSES = st.text(min_size=1, max_size=40)
NUMBERS = st.integers(0, codec.MAX_SAFE)
STATES = st.lists(st.builds(AwarenessState, NUMBERS, NUMBERS, st.text(max_size=60)), max_size=8)


def read(frame: bytes) -> tuple[str, codec.Message]:
    """Read a whole client message."""
    address, reader = codec.split_address(frame, 1 << 20)
    return address, codec.read_message(reader)


@given(NUMBERS)
def test_p2_numbers_come_back(number: int) -> None:
    reader = Reader(codec.uint(number))

    assert reader.uint() == number
    assert reader.finished


@given(st.text())
def test_p2_texts_come_back_with_their_length_in_bytes(words: str) -> None:
    written = codec.text(words)

    assert Reader(written).text() == words
    assert Reader(written).uint() == len(words.encode())


@given(ADDRESSES, st.binary(max_size=200), st.booleans())
def test_p4_updates_come_back(address: str, content: bytes, answer: bool) -> None:
    write = codec.step_two if answer else codec.update

    assert read(write(address, content)) == (address, codec.Update(content, answer))


@given(ADDRESSES, st.binary(max_size=200))
def test_p4_step_one_comes_back(address: str, vector: bytes) -> None:
    assert read(codec.step_one(address, vector)) == (address, codec.StepOne(vector))


@given(ADDRESSES, st.text(max_size=200))
def test_p4_stateless_messages_come_back(address: str, words: str) -> None:
    assert read(codec.stateless(address, words)) == (address, codec.Stateless(words))


@given(ADDRESSES, STATES)
def test_p4_awareness_comes_back(address: str, states: list[AwarenessState]) -> None:
    assert read(codec.awareness(address, states)) == (address, codec.Awareness(tuple(states)))


@given(ADDRESSES, st.binary(max_size=60), st.data())
def test_p2_a_shortened_message_is_malformed(address: str, content: bytes, data: st.DataObject) -> None:
    whole = codec.update(address, content)
    cut = data.draw(st.integers(0, len(whole) - 1))

    with pytest.raises(Malformed):
        read(whole[:cut])


@given(ADDRESSES, st.binary(max_size=60), st.binary(min_size=1, max_size=5))
def test_p2_a_message_with_something_left_over_is_malformed(address: str, content: bytes, more: bytes) -> None:
    with pytest.raises(Malformed):
        read(codec.update(address, content) + more)


@given(st.binary(max_size=400))
def test_p2_any_bytes_are_read_or_malformed_and_nothing_else(noise: bytes) -> None:
    try:
        address, message = read(noise)
    except Malformed:
        return
    assert isinstance(address, str)
    assert isinstance(message, codec.Message)


@pytest.mark.parametrize("number", [b"\x80\x00", b"\xff\x00", b"\xff" * 8 + b"\x01", b"\xff" * 7 + b"\x7f", b""])
def test_p2_a_number_not_in_its_shortest_form_or_too_long_is_malformed(number: bytes) -> None:
    with pytest.raises(Malformed):
        Reader(number).uint()


@pytest.mark.parametrize("kind", [codec.Kind.SYNC_REPLY, codec.Kind.BROADCAST_STATELESS, codec.Kind.SYNC_STATUS, 11])
def test_p4_types_that_are_not_a_client_s_are_malformed(kind: int) -> None:
    with pytest.raises(Malformed):
        read(codec.text("part") + bytes((kind,)))


def test_p2_a_text_that_is_not_utf8_is_malformed() -> None:
    with pytest.raises(Malformed):
        Reader(b"\x02\xc3\x28").text()


def test_p3_the_session_part_of_an_address_is_taken_off() -> None:
    assert codec.document_of("part\0abc\0d") == "part"
    assert codec.document_of("part") == "part"
