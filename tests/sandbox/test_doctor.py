"""The self-test finds what it should: all well here, and a hole where there is one."""

import json
import subprocess
import sys

from grader.sandbox.answer import Returned
from grader.sandbox.attacks import ATTACKS
from grader.sandbox.doctor import _judge, write_report
from grader.values import ScalarValue


def test_cage_holds_on_this_host() -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "grader.sandbox.doctor", "--json"], capture_output=True, text=True, check=False
    )
    report = json.loads(finished.stdout)
    assert report["holds"], [finding for finding in report["findings"] if not finding["holds"]]
    assert finished.returncode == 0
    assert {finding["id"] for finding in report["findings"]} >= {attack.id for attack in ATTACKS}


def test_attack_that_gets_through_is_reported_with_a_remedy() -> None:
    for attack in ATTACKS:
        finding = _judge(attack, Returned(ScalarValue("through the wall")))
        assert not finding.holds
        assert finding.remedy
        assert "through the wall" in finding.detail
        assert write_report([finding]).endswith("The cage does not hold: nothing is judged on this host.")
