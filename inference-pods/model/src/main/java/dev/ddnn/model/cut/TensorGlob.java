package dev.ddnn.model.cut;

/** A tensor name in which {@code *} stands for any characters but {@code /}. Takes time linear in both lengths' product. */
final class TensorGlob {
    private final String[] parts;
    private final boolean wild;

    TensorGlob(String text) {
        parts = text.split("/", -1);
        wild = text.indexOf('*') >= 0;
    }

    boolean isWild() {
        return wild;
    }

    boolean matches(String name) {
        var names = name.split("/", -1);
        if (names.length != parts.length) {
            return false;
        }
        for (var i = 0; i < parts.length; i++) {
            if (!matches(parts[i], names[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String glob, String text) {
        var g = 0;
        var star = -1;
        var resume = 0;
        for (var t = 0; t < text.length(); ) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                resume = t;
            } else if (g < glob.length() && glob.charAt(g) == text.charAt(t)) {
                g++;
                t++;
            } else if (star >= 0) {
                g = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }
}
