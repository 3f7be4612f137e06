package dev.ddnn.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * A child that stays as it is for now.
 *
 * @param child as it is wanted
 * @param why what it waits for, going on from its name
 */
public record HeldBack(HasMetadata child, String why) {}
