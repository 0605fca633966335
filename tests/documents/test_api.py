"""Documents and files for machines: verification without a token, the rest with one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import path

from tests.cast import Cast
from tests.factories import materials as files
from tests.factories.documents import make_certificate, make_notice
from yichuang.accounts.api import resolver
from yichuang.documents import api as documents_api
from yichuang.documents import policies, services
from yichuang.materials import api as materials_api
from yichuang.web.api import Bearer, HouseAPI

house = HouseAPI(auth=Bearer(resolver), urls_namespace="api-of-documents")
house.add_router("", documents_api.router)
house.add_router("", materials_api.router)
urlpatterns = [path("api/v1/", house.urls)]

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.documents.test_api")]


def test_anyone_verifies_with_number_and_code(client: Client) -> None:
    certificate = make_certificate()
    known = {"number": certificate.number, "code": certificate.verify_code}
    answer = client.get("/api/v1/verify", known).json()
    assert (answer["state"], answer["addressee"]) == ("valid", "林**")
    missed = client.get("/api/v1/verify", {**known, "code": "222222222222"})
    assert missed.status_code == 200
    assert set(missed.json().values()) == {"unknown", None}


def test_a_token_reads_what_its_holder_may_see(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = make_notice()
    client = cast.client("machine")
    address = f"/api/v1/documents/{notice.number}"
    assert client.get(address).status_code == 404
    monkeypatch.setattr(policies, "_checkers", {"case": lambda about, by: True})
    assert client.get(address).json()["sha256"] == notice.sha256
    assert client.get(address + "/pdf").content == services.render(notice)
    assert Client().get(address).status_code == 401


def test_a_file_is_sent_to_the_shelf_and_read_back(cast: Cast) -> None:
    client = cast.client("machine")
    sent = [
        client.post(
            "/api/v1/files",
            {"file": SimpleUploadedFile("a.jpg", files.jpeg()), "purpose": "id-card"},
        )
        for _ in range(2)
    ]
    assert [answer.status_code for answer in sent] == [201, 201]
    assert sent[0].json() == sent[1].json()
    key = sent[0].json()["key"]
    assert client.get(f"/api/v1/files/{key}").json()["kind"] == "jpeg"
    content = client.get(f"/api/v1/files/{key}/content")
    assert content["Content-Disposition"].startswith("attachment")
    assert content.content.startswith(b"\xff\xd8")


def test_a_file_that_is_not_taken_is_a_problem_with_its_field(cast: Cast) -> None:
    answer = cast.client("machine").post(
        "/api/v1/files", {"file": SimpleUploadedFile("合同.pdf", files.program())}
    )
    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("application/problem+json")
    assert "materials.program" in answer.content.decode()


def test_a_file_too_large_is_413(cast: Cast) -> None:
    content = files.jpeg() + b"\0" * (21 * files.MEBI)
    answer = cast.client("machine").post(
        "/api/v1/files", {"file": SimpleUploadedFile("a.jpg", content)}
    )
    assert answer.status_code == 413
