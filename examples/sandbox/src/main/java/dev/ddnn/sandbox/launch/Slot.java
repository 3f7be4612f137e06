package dev.ddnn.sandbox.launch;

import dev.ddnn.sandbox.net.AddressPlan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A number that no other sandbox of this machine has, and with it a share of the loopback addresses. The lock is a listening
 * socket on the first of them: it ends with its process, however that ends, and no file is left that another user could not
 * open.
 */
public final class Slot implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Slot.class.getName());
    private static final int LOCK_PORT = 1024;

    private final AddressPlan addresses;
    private final ServerSocket lock;

    private Slot(AddressPlan addresses, ServerSocket lock) {
        this.addresses = addresses;
        this.lock = lock;
    }

    /**
     * Takes the first free slot.
     *
     * @throws IOException if all are taken
     */
    public static Slot take() throws IOException {
        for (int slot = 0; slot < AddressPlan.SLOTS; slot++) {
            AddressPlan addresses = new AddressPlan(slot);
            ServerSocket lock = new ServerSocket();
            try {
                lock.bind(new InetSocketAddress(addresses.lockAddress(), LOCK_PORT));
                return new Slot(addresses, lock);
            } catch (IOException taken) {
                LOG.log(Level.FINE, "slot " + slot + " is taken", taken);
                lock.close();
            }
        }
        throw new IOException("all " + AddressPlan.SLOTS + " slots are taken: so many sandboxes run on this machine");
    }

    /** The slot's share. */
    public AddressPlan addresses() {
        return addresses;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
