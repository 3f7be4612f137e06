"""Counts the tests of the cluster tier from their reports; a skip, a failure or an empty tier ends with 1."""

import glob
import sys
import xml.etree.ElementTree as ElementTree

passed = failed = skipped = 0
for path in glob.glob(sys.argv[1] + "/TEST-*ClusterIT.xml"):
    suite = ElementTree.parse(path).getroot()
    bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    omitted = int(suite.get("skipped", 0))
    passed += int(suite.get("tests", 0)) - bad - omitted
    failed += bad
    skipped += omitted

print(f"cluster tier: {passed} passed, {failed} failed, {skipped} skipped")
if failed or skipped or not passed:
    print("FAILED: the tier must run at least one test, and no test may fail or be skipped", file=sys.stderr)
    sys.exit(1)
