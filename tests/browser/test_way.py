"""From signing up to the solution, with scripts and without, with scripted judges and real ones."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.opener import Opener
from tests.browser.site import Site
from tests.browser.student import Student
from tests.browser.verdicts import build_verdicts
from tests.end_to_end.real_service import ROOT, serve

SUBMISSIONS = ROOT / "problems/state_zero_kernel/submissions"
TEXTBOOK = (SUBMISSIONS / "accepted/textbook.py").read_text()
BIAS_ZEROED = (SUBMISSIONS / "wrong_answer/plain_tree_map.py").read_text()
NO_PYTHON = "import jax\n\n\ndef state_zero_kernel(seed, x, features:\n    return x\n"
JUDGED_WITHIN_MS = 120_000
"""By a real judge, which others may share the machine with."""


@pytest.mark.parametrize("has_script", [True, False], ids=["with scripts", "without scripts"])
def test_a_student_goes_from_sign_up_to_the_solution(opener: Opener, site: Site, has_script: bool) -> None:
    student = Student(opener.open(java_script_enabled=has_script))
    page = student.page
    student.sign_up("with-scripts" if has_script else "without-scripts")
    page.get_by_role("link", name="Zero a kernel by its path").click()
    expect(page.get_by_role("heading", name="Why it matters")).to_be_visible()
    expect(page.get_by_text("It opens when your submission is accepted")).to_be_visible()
    student.run("accepted")
    student.expect_outcome("Accepted on the examples")
    student.submit(site.write_telling("on-the-way", build_verdicts()["wrong_answer"]))
    student.expect_outcome("Wrong answer")
    expect(page.get_by_text("Your bias was zeroed too")).to_be_visible()
    expect(page.locator(".grid .differs")).to_have_count(2)
    student.open_hint(1)
    student.open_hint(2)
    expect(page.get_by_role("button", name="Give up")).to_be_visible()
    student.submit("accepted")
    student.expect_outcome("Accepted")
    page.get_by_role("link", name="Read the solution").click()
    expect(page.get_by_role("heading", name="Solution of")).to_be_visible()
    student.open_problem()
    expect(page.locator("#badges")).to_contain_text("solved")
    student.expect_source("accepted")
    page.get_by_role("link", name="Your attempts").click()
    expect(page.locator("tbody tr")).to_have_count(3)
    page.locator("tbody tr").nth(1).get_by_role("link", name="verdict").click()
    student.expect_outcome("Wrong answer")
    student.sign_out()


def test_a_real_judge_teaches_on_the_page(browser: Browser, tmp_path: Path, cache_dir: Path) -> None:
    with serve(tmp_path, cache_dir) as service:
        service.wait_until_ready()
        opener = Opener(browser, service.address)
        student = Student(opener.open())
        page = student.page
        student.sign_up("meets-real-judges")
        student.open_problem()
        student.run(TEXTBOOK)
        student.expect_outcome("Accepted on the examples", JUDGED_WITHIN_MS)
        student.submit(NO_PYTHON)
        student.expect_outcome("Not a submission yet", JUDGED_WITHIN_MS)
        expect(page.locator(".cm-lint-marker-error")).to_be_visible()
        student.submit(BIAS_ZEROED)
        student.expect_outcome("Wrong answer", JUDGED_WITHIN_MS)
        expect(page.get_by_role("heading", name="What happened")).to_be_visible()
        expect(page.locator(".grid .differs").first).to_be_visible()
        student.submit(TEXTBOOK)
        student.expect_outcome("Accepted", JUDGED_WITHIN_MS)
        page.get_by_role("link", name="Read the solution").click()
        expect(page.get_by_role("heading", name="Solution of")).to_be_visible()
        assert opener.close() == []
