package dev.ddnn.operator.desired;

/**
 * What children need to know of the operator's own installation.
 *
 * @param sectionPodImage image of the section pods
 * @param hubUrl where pods call home to
 */
public record Surroundings(String sectionPodImage, String hubUrl) {}
