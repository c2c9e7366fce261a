"""Links and numbers that nobody else can look up."""

from __future__ import annotations

import pytest

from spt_fazhi.changes.proof import document_fault, link_fault


@pytest.mark.parametrize(
    "link",
    [
        "http://localhost/a", "http://LOCALHOST:8000/a", "localhost:8000/a", "http://127.0.0.1/a", "http://127.1/a",
        "http://2130706433/", "http://[::1]/a", "https://10.0.0.8/a", "https://172.16.3.4/a", "https://192.168.1.1",
        "http://oa/a", "http://oa.local/a", "http://pc.lan./a", "http://169.254.1.1/a", "http://0.0.0.0/", "http://[x/", "区政务网站",
    ],
)  # fmt: skip
def test_links_into_ones_own_network(link: str) -> None:
    assert link_fault(link)


@pytest.mark.parametrize(
    "link",
    ["https://example.org/1", "http://www.example.gov.cn:8080/a", "www.example.org/1", "https://8.8.8.8/a", "https://示例.中国/1",
     "https://localhost.example.org/1", "/local", ""],
)  # fmt: skip
def test_links_that_others_can_open(link: str) -> None:
    assert link_fault(link) == ""


@pytest.mark.parametrize(
    "number", ["示司发〔2024〕12号", "示司发〔２０２４〕１号", "二〇二四年第一号", "会议纪要第3期"]
)
def test_numbers_of_documents(number: str) -> None:
    assert document_fault(number) == ""


@pytest.mark.parametrize("number", ["口头请示分管领导同意", "统一安排", "x"])
def test_sentences_that_are_no_number(number: str) -> None:
    assert document_fault(number)
