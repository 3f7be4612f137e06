package dev.ddnn.sandbox.story;

import dev.ddnn.api.v1alpha1.Durations;
import dev.ddnn.api.v1alpha1.InvalidDurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with a story's steps, one sentence each: field, what is allowed, what was found. */
final class StepProblems {
    private static final Pattern REASON = Pattern.compile("[A-Z][A-Za-z]{0,62}");
    private static final Pattern OBJECT = Pattern.compile("[a-z][a-z.]*/[a-z0-9][-a-z0-9.]*");
    private static final Pattern SHOWN = Pattern.compile("(get|describe)( [-A-Za-z0-9.,/=]+)+");

    private static final List<String> STATES = List.of("True", "False", "Unknown");

    private final Path folder;
    private final Story story;
    private final List<String> problems = new ArrayList<>();

    private StepProblems(Path folder, Story story) {
        this.folder = folder;
        this.story = story;
    }

    /** Empty: nothing. */
    static List<String> of(Path folder, Story story) {
        StepProblems all = new StepProblems(folder, story);
        if (!story.steps().isEmpty() && story.cloudOnly() != null) {
            all.problems.add("cloudOnly must be absent in a story with steps, which feeds one DDNN alone");
        }
        if (story.bill() != null) {
            all.bill(story.bill());
        }
        for (int i = 0; i < story.steps().size(); i++) {
            all.check("steps[" + i + "].", story.steps().get(i));
        }
        return all.problems;
    }

    private void check(String at, Step step) {
        if (step.title() == null || step.title().isBlank()) {
            problems.add(at + "title must be a line of text, found " + found(step.title()));
        }
        if (step.apply() != null && !Files.isRegularFile(folder.resolve(step.apply()))) {
            problems.add(at + "apply must name a file in the story's folder, found " + found(step.apply()));
        }
        if (step.apply() != null && step.until() == null) {
            problems.add(at + "until must say what comes of what is applied, found nothing");
        }
        if (step.delete() != null && !OBJECT.matcher(step.delete()).matches()) {
            problems.add(at + "delete must be a type and a name, such as ddnn/trial, found " + found(step.delete()));
        }
        if (step.delete() != null && step.until() == null) {
            problems.add(at + "until must say what comes of what is deleted, found nothing");
        }
        if (step.show() != null && !SHOWN.matcher(step.show()).matches()) {
            problems.add(
                    at + "show must be words for kubectl that begin with get or describe, found " + found(step.show()));
        }
        if (step.more() < 0) {
            problems.add(at + "samples must be 0 or more, found " + step.samples());
        }
        time(at + "within", step.within());
        if (step.refusing() != null) {
            time(at + "refusing", step.refusing());
        }
        for (int i = 0; i < step.others().size(); i++) {
            beside(at + "feed[" + i + "].", step.others().get(i));
        }
        until(at + "until.", step.until());
    }

    private void bill(Story.Bill bill) {
        if (story.steps().isEmpty()) {
            problems.add("bill must be absent in a story without steps");
        }
        if (bill.csv() == null || !Files.isRegularFile(folder.resolve(bill.csv()))) {
            problems.add("bill.csv must name a template for kubectl, found " + found(bill.csv()));
        }
        time("bill.within", bill.within());
    }

    private void beside(String at, Step.Beside beside) {
        if (beside.ddnn() == null) {
            problems.add(at + "ddnn must be the name of a DDNN, found nothing");
        }
        if (beside.samples() == null || beside.samples() < 1) {
            problems.add(at + "samples must be 1 or more, found "
                    + (beside.samples() == null ? "nothing" : beside.samples()));
        }
    }

    private void time(String field, @Nullable String text) {
        if (!isTime(text)) {
            problems.add(field + " must be a time such as 90s or 5m, found " + found(text));
        }
    }

    private static boolean isTime(@Nullable String text) {
        try {
            return text != null && Durations.parse(text).toMillis() > 0;
        } catch (InvalidDurationException e) {
            return false;
        }
    }

    private void until(String at, Step.@Nullable Until until) {
        if (until == null) {
            return;
        }
        if (until.rolledOut() == null
                && until.newPods() == null
                && until.expected().isEmpty()) {
            problems.add(at + "rolledOut, newPods or conditions must say what comes about, found none");
        }
        for (int i = 0; i < until.expected().size(); i++) {
            condition(at + "conditions[" + i + "].", until.expected().get(i));
        }
        if (until.rolledOut() == null && (until.reason() != null || until.answers() != null)) {
            problems.add(at + "rolledOut must be true or false where reason or answers is given, found nothing");
        }
        if (until.reason() != null && !REASON.matcher(until.reason()).matches()) {
            problems.add(at + "reason must be the reason of a condition, such as RolledBack, found "
                    + found(until.reason()));
        }
        List<String> files = story.uploads().stream().map(Story.Upload::file).toList();
        if (until.answers() != null && !files.contains(until.answers())) {
            problems.add(
                    at + "answers must be a file of uploads, one of " + files + ", found " + found(until.answers()));
        }
    }

    private void condition(String at, Step.Expected expected) {
        if (expected.ddnn() == null) {
            problems.add(at + "ddnn must be the name of a DDNN, found nothing");
        }
        if (expected.type() == null || !REASON.matcher(expected.type()).matches()) {
            problems.add(at + "type must be the type of a condition, such as Ready, found " + found(expected.type()));
        }
        if (expected.status() == null || !STATES.contains(expected.status())) {
            problems.add(at + "status must be one of " + STATES + ", found " + found(expected.status()));
        }
    }

    private static String found(@Nullable String value) {
        return value == null ? "nothing" : "'" + value + "'";
    }
}
