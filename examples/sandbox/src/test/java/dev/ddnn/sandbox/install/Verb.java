package dev.ddnn.sandbox.install;

/**
 * One thing that somebody may do, or did.
 *
 * @param account a service account of the installation
 * @param group of the API; empty for the core
 * @param resource in the plural, with its subresource after a slash
 * @param verb as in a role
 */
record Verb(String account, String group, String resource, String verb) implements Comparable<Verb> {
    @Override
    public String toString() {
        return account + ": " + verb + " " + resource + (group.isEmpty() ? "" : "." + group);
    }

    @Override
    public int compareTo(Verb other) {
        return toString().compareTo(other.toString());
    }
}
