package dev.ddnn.model.cut;

import java.util.function.Function;

/** What came of cutting: all files, or all reasons why not. */
public sealed interface CutOutcome permits Cut, CutRefused {
    /** Goes on with whatever came out; a new outcome would add a parameter. */
    <R> R fold(Function<Cut, R> cut, Function<CutRefused, R> refused);
}
