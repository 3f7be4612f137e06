package dev.ddnn.pod.ingress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.cut.Port;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an Open Inference Protocol v2 request, JSON with or without binary tensors after it, for one branch. Everything that is
 * wrong is said at once.
 */
final class InferRequestReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What names and numbers of a request may take beside its values. */
    private static final long SPARE_BYTES = 65_536;

    /** More characters than any number of a request in JSON needs. */
    private static final long BYTES_PER_VALUE = 32;

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private final BranchCut branch;
    private final boolean idRequired;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param branch whose views the request must have
     * @param idRequired whether other branches see the same sample
     */
    InferRequestReader(BranchCut branch, boolean idRequired) {
        this.branch = branch;
        this.idRequired = idRequired;
    }

    /**
     * Reads a request.
     *
     * @param body as it came
     * @param headerLength value of Inference-Header-Content-Length; absent: the body is all JSON
     * @throws BadRequestException with all problems
     */
    InferRequest read(byte[] body, @Nullable String headerLength) throws BadRequestException {
        long most = SPARE_BYTES
                + BYTES_PER_VALUE
                        * branch.inputs().stream().mapToLong(Port::size).sum();
        if (body.length > most) {
            throw new BadRequestException("the request must have at most " + most + " bytes; found " + body.length);
        }
        int jsonLength = jsonLength(body, headerLength);
        var root = json(body, jsonLength);
        var id = id(root.path("id"));
        var views = views(root.path("inputs"), new BinaryTensors(body, jsonLength));
        if (!problems.isEmpty()) {
            throw new BadRequestException(problems);
        }
        return new InferRequest(id, views, wantsBinary(root));
    }

    private static int jsonLength(byte[] body, @Nullable String headerLength) throws BadRequestException {
        if (headerLength == null) {
            return body.length;
        }
        var text = headerLength.strip();
        int length = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (length < 0 || length > body.length) {
            throw new BadRequestException(
                    "`Inference-Header-Content-Length` must be a number from 0 to the body's length " + body.length
                            + "; found '" + text + "'");
        }
        return length;
    }

    private static JsonNode json(byte[] body, int length) throws BadRequestException {
        try {
            var root = JSON.readTree(body, 0, length);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new BadRequestException("the request must be JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadRequestException("the request cannot be read: " + e.getMessage());
        }
        throw new BadRequestException("the request must be a JSON object");
    }

    private @Nullable String id(JsonNode node) {
        var absent = node.isMissingNode()
                || node.isNull()
                || node.isTextual() && node.asText().isEmpty();
        if (absent) {
            if (idRequired) {
                problems.add("`id` must be set: the parts of a sample, one per branch, are joined by it");
            }
            return null;
        }
        if (!node.isTextual() || !ID.matcher(node.asText()).matches()) {
            problems.add("`id` must be a string of 1 to 128 visible ASCII characters; found " + shortened(node));
            return null;
        }
        return node.asText();
    }

    private static String shortened(JsonNode node) {
        var text = node.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private Map<String, byte[]> views(JsonNode inputs, BinaryTensors binary) {
        var views = new HashMap<String, byte[]>();
        if (!inputs.isArray()) {
            problems.add("`inputs` must be a list");
            return views;
        }
        var names = branch.inputs().stream().map(Port::tensor).toList();
        if (inputs.size() > 2 * names.size()) {
            problems.add("`inputs` must have " + names.size() + " entries; found " + inputs.size());
            return views;
        }
        for (int i = 0; i < inputs.size(); i++) {
            var input = inputs.get(i);
            var where = "inputs[" + i + "]";
            var name = input.path("name").asText("");
            int index = names.indexOf(name);
            if (index < 0) {
                problems.add("`" + where + ".name` must be one of " + names + "; found '" + name + "'");
                binary.skip(input);
            } else if (views.containsKey(name)) {
                problems.add("`" + where + ".name`: '" + name + "' is given twice");
                binary.skip(input);
            } else {
                var tensor = new TensorReader(branch.inputs().get(index), where, problems);
                views.put(name, tensor.read(input, binary));
            }
        }
        names.stream()
                .filter(name -> !views.containsKey(name))
                .forEach(name -> problems.add("`inputs` must have '" + name + "'"));
        if (binary.left() > 0 && problems.isEmpty()) {
            problems.add("the body has " + binary.left() + " bytes after the last binary tensor");
        }
        return views;
    }

    private static boolean wantsBinary(JsonNode root) {
        boolean wanted = root.path("parameters").path("binary_data_output").asBoolean(false);
        for (JsonNode output : root.path("outputs")) {
            wanted |= output.path("parameters").path("binary_data").asBoolean(false);
        }
        return wanted;
    }
}
