package dev.ddnn.operator.plan.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a quota says of its budget of bytes.
 *
 * @param limit for a day, as its spec has it
 * @param spentUntil when the day ends for which nothing is left; absent: something is left
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UplinkWord(String limit, @Nullable String spentUntil) {}
