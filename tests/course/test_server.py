"""The server behind the course answers this machine alone, and only with its token."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from tests.support.course import course


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with course(tmp_path_factory.mktemp("student") / "lessons") as server:
        yield server


def status(server, query=""):
    connection = HTTPConnection(urlsplit(server.address).netloc, timeout=30)
    connection.request("GET", f"/api/contents{query}")
    code = connection.getresponse().status
    connection.close()
    return code


def test_it_listens_on_loopback(server):
    assert server.address.startswith("http://127.0.0.1:")


def test_it_answers_with_the_token(server):
    assert status(server, f"?token={server.token}") == 200


@pytest.mark.parametrize("query", ["", "?token=", "?token=guess"])
def test_it_refuses_without(server, query):
    assert status(server, query) == 403


def test_it_serves_the_students_folder_with_every_lesson(server):
    assert list(server.folder.glob("01_*.ipynb"))
