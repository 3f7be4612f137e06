package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Whose DDNNs may run on a pool. */
@ValidationRule(
        value = "has(self.selector) == (self.from == 'Selector')",
        messageExpression =
                "'`namespaces` must have a `selector` with `from: Selector` and with nothing else; found ' + (has(self.selector) ? 'one' : 'none') + ' with \\'' + self.from + '\\''")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NamespacesSpec(
        @Default(Defaults.NAMESPACES_FROM)
        @JsonPropertyDescription(
                "Which namespaces may use the pool. All (the default): every one. Selector: those that carry the labels of selector. Example: All.")
        @Nullable
        NamespacesFrom from,

        @JsonPropertyDescription(
                "Selects namespaces by their labels; with from: Selector only. Example: {matchLabels: {team: vision}}.")
        @Nullable
        NamespaceLabelSelector selector) {}
