package dev.ddnn.trainer.export;

/** Names of the tensors that a deployment refers to. */
public final class TensorNames {

    /** One 0 or 1 per view: whether it is there. */
    public static final String PRESENT = "present";
    /** Logits of the early exit. */
    public static final String GATEWAY_LOGITS = "gateway/logits";
    /** The gateway's binarised vector. */
    public static final String GATEWAY_FEATURES = "gateway/features";
    /** Logits of the last exit. */
    public static final String CLOUD_LOGITS = "cloud/logits";

    private TensorNames() {}

    /** Input of one view. */
    public static String view(int index) {
        return "view" + index;
    }

    /** Binarised features of one view. */
    public static String features(int index) {
        return view(index) + "/features";
    }
}
