package dev.ddnn.pod.ingress;

import dev.ddnn.pod.join.Admission;
import java.util.concurrent.Semaphore;

/** A fixed number of places for samples in flight; who finds none is refused at once, so that no queue grows. */
public final class AdmissionGate implements Admission {
    private final Semaphore places;

    /** @param samples that may be in flight, at least 1 */
    public AdmissionGate(int samples) {
        places = new Semaphore(samples);
    }

    @Override
    public boolean tryEnter() {
        return places.tryAcquire();
    }

    @Override
    public void leave() {
        places.release();
    }
}
