package dev.ddnn.operator.cluster;

import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The percentages go up one step after the other, each once and not before the pods are ready for it, or all the way back at once. */
final class StepRule {
    /** What the plays ask for, and all. */
    private static final List<Integer> STEPS = List.of(0, 10, 50, 100);

    private final Standing standing;
    private final int highestRoute;
    private final Set<String> over = new HashSet<>();

    StepRule(Standing standing, int highestRoute) {
        this.standing = standing;
        this.highestRoute = highestRoute;
    }

    /** What is wrong with a section being told this now. */
    List<String> check(SectionConfig next) {
        var problems = new ArrayList<String>();
        SectionConfig before = standing.told.get(next.section());
        if (before == null || !next.section().equals(Standing.DECIDING)) {
            return problems;
        }
        Rollout from = before.rollout();
        Rollout to = next.rollout();
        String what = Standing.text(before) + " became " + Standing.text(next);
        boolean turned = !before.answering().equals(next.answering());
        boolean atTheTop =
                from != null && from.routePercent() == 100 && from.target().equals(next.answering());
        if (turned && (to != null || !atTheTop)) {
            problems.add("promoted before all samples took it: " + what);
        }
        if (from != null && (to == null || !to.id().equals(from.id()))) {
            over.add(from.id());
        }
        if (to != null) {
            boolean begins = from == null || !from.id().equals(to.id());
            step(begins ? new Rollout(to.id(), to.target(), 0, 0) : from, to, what, problems);
        }
        return problems;
    }

    private void step(Rollout from, Rollout to, String what, List<String> problems) {
        int shadow = from.shadowPercent();
        int route = from.routePercent();
        boolean same = to.shadowPercent() == shadow && to.routePercent() == route;
        boolean raisesShadow = shadow == route && to.shadowPercent() == after(route) && to.routePercent() == route;
        boolean raisesRoute = shadow > route && to.shadowPercent() == shadow && to.routePercent() == shadow;
        if (over.contains(to.id())) {
            problems.add("a rollout that was over is tried again: " + what);
        } else if (to.routePercent() > highestRoute) {
            problems.add("a target that a gate must stop goes on: " + what);
        } else if (!same && !raisesShadow && !raisesRoute) {
            problems.add("not the next step: " + what);
        }
        if (raisesShadow || raisesRoute) {
            late(raisesRoute, to)
                    .forEach(section -> problems.add("pods of " + section + " are not ready for it: " + what));
        }
    }

    private List<String> late(boolean raisesRoute, Rollout to) {
        var late = new ArrayList<String>();
        for (String section : List.of(Standing.DECIDING, Standing.ABOVE)) {
            if (standing.followedIn(section)
                    .anyMatch(config -> !Standing.held(config).contains(to.target()))) {
                late.add(section);
            }
        }
        if (raisesRoute && standing.followedIn(Standing.BELOW).anyMatch(config -> !follows(config, to))) {
            late.add(Standing.BELOW);
        }
        return late;
    }

    private static boolean follows(SectionConfig config, Rollout to) {
        Rollout rollout = config.rollout();
        return rollout != null && rollout.id().equals(to.id()) && rollout.shadowPercent() >= to.routePercent();
    }

    private static int after(int percent) {
        return percent == 100 ? 100 : STEPS.get(STEPS.indexOf(percent) + 1);
    }
}
