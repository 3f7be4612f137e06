package dev.ddnn.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTest {
    @ParameterizedTest
    @CsvSource({
        "ddnn.dev/section-pod:7, ddnn.dev/story-client:7, ddnn.dev/section-pod:7",
        "r.example:5000/a/section-pod, r.example:5000/a/story-client, r.example:5000/a/section-pod",
        "r.example:5000/a/section-pod@sha256:ab, r.example:5000/a/story-client:1, r.example:5000/a/section-pod@sha256:ab",
        "r.example/section-pod:7@sha256:ab, r.example/story-client:7, r.example/section-pod@sha256:ab",
        "section-pod/x-section-pod:section-pod, section-pod/x-story-client:section-pod, section-pod/x-section-pod:section-pod",
    })
    void siblingsStandInTheSamePlaceAndDigestsAreNotHandedOn(String image, String client, String listed) {
        // When
        ImageName name = ImageName.parse(image);

        // Then
        assertThat(name.sibling("section-pod", "story-client", "1")).isEqualTo(client);
        assertThat(name.listed()).isEqualTo(listed);
    }
}
