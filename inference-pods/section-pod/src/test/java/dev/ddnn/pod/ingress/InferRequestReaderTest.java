package dev.ddnn.pod.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.pod.testing.TwoViews;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferRequestReaderTest {
    private static final String GOOD =
            "{'id':'s1','inputs':[{'name':'view0','datatype':'UINT8','shape':[1,4],'data':[0,1,2,255]}]}";

    private static InferRequest read(String text) throws BadRequestException {
        var branch = TwoViews.cameraRevision("r1").branches().get(0);
        return new InferRequestReader(branch, true)
                .read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), null);
    }

    @Test
    void readsASample() throws Exception {
        // When
        var request = read(GOOD);

        // Then
        assertThat(request.id()).isEqualTo("s1");
        assertThat(request.views()).containsOnlyKeys("view0");
        assertThat(request.views().get("view0")).containsExactly(0, 1, 2, -1);
        assertThat(request.binaryOutput()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'id':'s1',   |                | `id` must be set: the parts of a sample, one per branch, are joined by it
            'id':'s1'    | 'id':'a b'     | `id` must be a string of 1 to 128 visible ASCII characters; found "a b"
            'id':'s1'    | 'id':17        | `id` must be a string of 1 to 128 visible ASCII characters; found 17
            'UINT8'      | 'FP32'         | `inputs[0].datatype` must be 'UINT8'; found 'FP32'
            [1,4]        | [4]            | `inputs[0].shape` must be [1,4]; found [4]
            [0,1,2,255]  | [0,1,2,256]    | `inputs[0].data` must have whole numbers from 0 to 255; found 256
            [0,1,2,255]  | [0,1,2,-1]     | `inputs[0].data` must have whole numbers from 0 to 255; found -1
            [0,1,2,255]  | [0,1,2,1.5]    | `inputs[0].data` must have whole numbers from 0 to 255; found 1.5
            [0,1,2,255]  | [0,1,2,3,4,5]  | `inputs[0].data` must have 4 values; found 6
            [0,1,2,255]  | 'text'         | `inputs[0].data` must be a list of numbers
            'view0'      | 'view1'        | `inputs[0].name` must be one of [view0]; found 'view1'; `inputs` must have 'view0'
            'inputs'     | 'input'        | `inputs` must be a list
            """)
    void saysWhatIsWrong(String part, String instead, String message) {
        var text = GOOD.replace(part, instead == null ? "" : instead);
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(BadRequestException.class)
                .hasMessage(message);
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> read("[1]")).hasMessage("the request must be a JSON object");
        assertThatThrownBy(() -> read("{")).hasMessageStartingWith("the request must be JSON: ");
    }

    @Test
    void refusesMoreThanItsViewsCanNeed() {
        assertThatThrownBy(() -> read(GOOD + " ".repeat(70_000)))
                .hasMessageStartingWith("the request must have at most 65664 bytes; found 70");
        assertThatThrownBy(() -> read("{'id':'s1','inputs':[{},{},{}]}"))
                .hasMessageStartingWith("`inputs` must have 1 entries; found 3");
    }

    @Test
    void aSizeThatWrapsIsNoSize() {
        // Given: 2^32 + 4
        var branch = TwoViews.cameraRevision("r1").branches().get(0);
        var json = "{\"id\":\"s\",\"inputs\":[{\"name\":\"view0\",\"datatype\":\"UINT8\",\"shape\":[1,4],"
                + "\"parameters\":{\"binary_data_size\":4294967300}}]}";
        var body = (json + "1234").getBytes(StandardCharsets.UTF_8);

        // When, Then
        assertThatThrownBy(() -> new InferRequestReader(branch, true).read(body, Integer.toString(json.length())))
                .isInstanceOf(BadRequestException.class);
    }

    @Test
    void refusesBinaryTensorsThatDoNotFit() {
        var branch = TwoViews.cameraRevision("r1").branches().get(0);
        var json = "{\"id\":\"s\",\"inputs\":[{\"name\":\"view0\",\"datatype\":\"UINT8\",\"shape\":[1,4],"
                + "\"parameters\":{\"binary_data_size\":4}}]}";
        var body = (json + "123").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new InferRequestReader(branch, true).read(body, Integer.toString(json.length())))
                .hasMessage("`inputs[0]` must have 4 bytes after the JSON; the body ends after 3");
        assertThatThrownBy(() -> new InferRequestReader(branch, true).read(body, "many"))
                .hasMessage("`Inference-Header-Content-Length` must be a number from 0 to the body's length "
                        + body.length + "; found 'many'");
    }
}
