package dev.ddnn.hub.source;

import dev.ddnn.hub.verify.Intake;

/** How an upload ended. */
public sealed interface UploadOutcome {
    /** One function for each outcome. */
    <R> R fold(Cases<R> cases);

    /**
     * What a caller makes of each outcome.
     *
     * @param <R> of what type
     */
    interface Cases<R> {
        /** The upload is held. */
        R kept(Intake.Stored stored);

        /** It has another digest than said. */
        R mismatch(Intake.Mismatch mismatch);

        /** It is larger than one model, or than it said itself. */
        R tooLarge(Intake.TooLarge tooLarge);

        /** There is no room left for it. */
        R full(Full full);
    }

    /**
     * It was read.
     *
     * @param intake with what result
     */
    record Read(Intake intake) implements UploadOutcome {
        @Override
        public <R> R fold(Cases<R> cases) {
            return intake.fold(cases::kept, cases::mismatch, cases::tooLarge);
        }
    }

    /**
     * It was not read.
     *
     * @param wanted bytes that it may have
     * @param free bytes that there is room for
     */
    record Full(long wanted, long free) implements UploadOutcome {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.full(this);
        }
    }
}
