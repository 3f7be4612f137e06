"""Counts the tests of each tier from the reports of one `mvn verify`; a skip, a failure or an empty tier ends with 1."""

import glob
import sys
import xml.etree.ElementTree as ElementTree

TIERS = {"ApiServerIT": "API server", "SandboxIT": "sandbox"}
counts = {name: [0, 0, 0] for name in ["unit and golden", *TIERS.values()]}

for path in glob.glob("**/target/surefire-reports/TEST-*.xml", recursive=True) + glob.glob(
    "**/target/failsafe-reports/TEST-*.xml", recursive=True
):
    suite = ElementTree.parse(path).getroot()
    name = suite.get("name", "").split("$")[0]
    tier = next((t for suffix, t in TIERS.items() if name.endswith(suffix)), "unit and golden")
    run, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
    failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    counts[tier][0] += run - skipped - failed
    counts[tier][1] += failed
    counts[tier][2] += skipped

bad = False
for tier, (passed, failed, skipped) in counts.items():
    print(f"{tier} tier: {passed} passed, {failed} failed, {skipped} skipped")
    bad |= failed > 0 or skipped > 0 or passed == 0
total = [sum(column) for column in zip(*counts.values())]
print(f"{total[0]} passed, {total[1]} failed, {total[2]} skipped")
if bad:
    print("FAILED: every tier must run at least one test, and no test may fail or be skipped", file=sys.stderr)
sys.exit(bad)
