"""Holds the table of a story, as JSON, against the bars that its README promises."""

import json
import sys


def digits(table):
    exits = {row["section"]: row for row in table["exits"]}
    hops = {(row["from"], row["to"]): row["bytesPerSample"] for row in table["hops"]}
    return {
        "5,000 samples": table["samples"] == 5000,
        "answered or refused, each once": table["samples"] == table["answered"] + table["refused"],
        "none refused": table["refused"] == 0,
        "accuracy >= .985": table["accuracy"] >= 0.985,
        "gateway answers >= 75 %": exits["gateway"]["share"] >= 0.75,
        "edge to cloud >= 20x fewer bytes than raw": hops[("gateway", "cloud")] * 20 <= table["rawBytesPerSample"],
        "every answer equals the uncut model's": table["agreesWithUncut"] == table["answered"],
    }


def digits_retrain(table):
    rollout = table["rollout"]
    gate = rollout.get("gate") or {"name": "none", "measured": 100, "allowed": 0}
    seconds = rollout.get("rollbackSeconds")
    announced = [row for row in rollout["refusals"] if "allowedSeconds" in row]
    answers = list(rollout["perRevision"].values())  # in the order in which they first answered
    a, b, c = answers if len(answers) == 3 else (0, 0, table["samples"])
    print(f"        A {a}, B {b}, C {c} of {rollout['samples']} samples; {gate['name']} measured {gate['measured']}, allowed "
          f"{gate['allowed']}; {seconds} s from the failed gate to the last answer of C")
    return {
        "answered or refused, each once": rollout["samples"] == rollout["answered"] + rollout["refused"] > 0
        and (rollout["samples"], rollout["answered"]) == (table["samples"], table["answered"]),
        "none refused but while a join's pod was replaced": len(announced) == 1 and len(rollout["refusals"]) == 1
        and rollout["refused"] == table["refused"] == announced[0]["samples"],
        "which was not for good, and not for long": all(
            row["lasting"] == 0 and row["seconds"] <= row["allowedSeconds"] <= 60 for row in announced),
        "none degraded": table["degraded"] == 0,
        "none mixed, and no entry in the dark": rollout["mixed"] == rollout["unknown"] == 0,
        "every answer equals the uncut model's of its revision": table["agreesWithUncut"] == table["answered"],
        "three revisions answered, and nothing else": len(answers) == 3 and sum(answers) == table["answered"],
        "A and B answered >= 20 % each": min(a, b) * 5 >= table["samples"],
        "C answered, and <= 5 %": 0 < c * 20 <= table["samples"],
        "accuracy >= .95": table["accuracy"] >= 0.95,
        "the gate is that of agreement": gate["name"] == "minAgreementPercent",
        "measured < allowed": gate["measured"] < gate["allowed"] == 95,
        "back within 10 s": seconds is not None and seconds <= 10,
    }


with open(sys.argv[1]) as file:
    table = json.load(file)
checks = {"digits": digits, "digits-retrain": digits_retrain}[table["story"]](table)
for name, held in checks.items():
    print(("ok      " if held else "FAILED  ") + name)
sys.exit(not all(checks.values()))
