package dev.ddnn.sandbox.bill;

/**
 * Whose bill: one DDNN of a tenant.
 *
 * @param namespace of the tenant
 * @param ddnn its name
 * @param uid another DDNN of the same name has another bill
 */
public record Customer(String namespace, String ddnn, String uid) implements Comparable<Customer> {
    @Override
    public int compareTo(Customer other) {
        int byNamespace = namespace.compareTo(other.namespace);
        int byName = ddnn.compareTo(other.ddnn);
        return byNamespace != 0 ? byNamespace : byName != 0 ? byName : uid.compareTo(other.uid);
    }

    @Override
    public String toString() {
        return namespace + "/" + ddnn;
    }
}
