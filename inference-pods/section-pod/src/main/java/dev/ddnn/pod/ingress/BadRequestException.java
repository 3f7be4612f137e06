package dev.ddnn.pod.ingress;

import java.util.List;

/** A request that cannot be served, with everything that is wrong with it. */
final class BadRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    BadRequestException(List<String> problems) {
        super(String.join("; ", problems));
    }

    BadRequestException(String problem) {
        super(problem);
    }
}
